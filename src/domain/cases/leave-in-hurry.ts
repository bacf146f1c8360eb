import { randomUUID } from 'node:crypto';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { CasesDatabase, CaseStore, StoredCase } from './case-store.js';
import type { EntryStore } from './entry-store.js';
import type { News } from './news.js';
import { visitId } from './open-visit.js';
import { createOpenedStore } from './opened-store.js';
import { slipToken, slipTokenKey } from './slip-token.js';
import type { Opened, Tracking } from './types.js';
import { createVisitStore } from './visit-store.js';

/** A browser may tell of one exit twice: by its script and by the link. */
const SAME_EXIT_MS = 60_000;
/** Nobody waits for it: it may take its time. */
const TRANSACTION = { maxWait: 10_000, timeout: 10_000 };

export interface LeavingDeps {
  readonly db: CasesDatabase;
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: Pick<CaseStore, 'lock' | 'setLeft'>;
  readonly entries: Pick<EntryStore, 'add'>;
  readonly news: Pick<News, 'holdBack'>;
  readonly clock: Clock;
}

/** The use case `leaveInHurry`. */
export function createLeaveInHurry(deps: LeavingDeps): Tracking['leaveInHurry'] {
  const visits = createVisitStore();
  return async (opened) => {
    try {
      return await deps.db.$transaction((tx) => markAll(deps, tx, opened), TRANSACTION);
    } finally {
      if (opened.visit !== undefined) {
        await visits.end(deps.db, visitId(opened.visit));
      }
    }
  };
}

async function markAll(deps: LeavingDeps, tx: Database, opened: Opened): Promise<number> {
  const { sealer, cases, clock } = deps;
  const now = clock.now();
  const ids = await createOpenedStore().cases(tx, {
    visit: opened.visit === undefined ? null : visitId(opened.visit),
    slips: tokensOf(sealer, opened).map((token) => slipTokenKey(sealer, token)),
    contactId: opened.contactId ?? null,
    now,
  });
  for (const id of ids) {
    const found = await cases.lock(tx, id);
    if (found && !isSameExit(found, now)) {
      await mark(deps, tx, id, now);
    }
  }
  return ids.length;
}

const tokensOf = (sealer: LeavingDeps['sealer'], { slipTokens = [], submission }: Opened): string[] => [
  ...slipTokens,
  ...(submission === undefined ? [] : [slipToken(sealer, submission)]),
];

async function mark({ audit, cases, entries, news }: LeavingDeps, tx: Database, id: string, now: Date) {
  const subject = { kind: 'case', id } as const;
  await audit.record(tx, { staffId: null, action: 'case_left_in_hurry', subject, now });
  const line = { id: randomUUID(), caseId: id, kind: 'left_in_hurry', staffId: null, payload: null } as const;
  await entries.add(tx, { ...line, now });
  await cases.setLeft(tx, id, now);
  await news.holdBack(tx, id);
}

const isSameExit = ({ left_at: leftAt }: StoredCase, now: Date): boolean =>
  leftAt !== null && now.getTime() - leftAt.getTime() < SAME_EXIT_MS;
