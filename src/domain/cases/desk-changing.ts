import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditAction, AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import { waitingIn } from './ask-standing.js';
import type { CasesDatabase, CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import type { EntryStore } from './entry-store.js';
import type { MoveCase } from './move-case.js';
import type { News } from './news.js';
import { permit } from './permit.js';
import type { Said, SayInCase } from './say-in-case.js';
import type { Acting, CaseDesk, FileCase } from './types.js';

export interface ChangingDeps {
  readonly db: CasesDatabase;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly say: SayInCase;
  readonly moveCase: MoveCase;
  readonly fileCase: FileCase;
  readonly news: News;
  readonly clock: Clock;
}

/** What staff do to a case: each in one transaction, with its audit row, under the lock of the case. */
export function createDeskChanging(
  deps: ChangingDeps,
): Pick<CaseDesk, 'move' | 'note' | 'write' | 'reported' | 'resumeNotices' | 'intake'> {
  const { db, clocks, clock, news } = deps;
  const changing = createChanging(deps);
  const saying = createSaying(deps, changing);
  return {
    move: (staff, id, name, details) =>
      changing(staff, id, async (tx, found, now) => {
        const { entryId, tells } = await deps.moveCase(tx, staff, found, { ...details, name, now });
        if (tells) {
          await news.tellAll(tx, found, entryId, now);
        }
      }),

    note: (staff, id, text, submission) =>
      saying(staff, id, { kind: 'note', text, submission }, 'case_noted', async () => undefined),

    write: (staff, id, text, submission) =>
      saying(
        staff,
        id,
        { kind: 'to_reporter', text, submission },
        'case_written',
        async (tx, found, entryId, now) => {
          if (found.urgency !== 'emergency' && (await waitingIn(deps, tx, found)).length === 0) {
            await clocks.stop(tx, found.id, ['first_contact'], now); // in an emergency only what she has read is a contact
          }
          await news.tellAll(tx, found, entryId, now);
        },
      ),

    reported: (staff, id, text, submission) =>
      saying(
        staff,
        id,
        { kind: 'mandatory_report', text, submission },
        'case_reported',
        (tx, found, _, now) => clocks.stop(tx, found.id, ['mandatory_report'], now),
      ),

    resumeNotices: (staff, id, leftAt) =>
      changing(staff, id, (tx, found, now) => resumeNotices(deps, tx, { staff, found, leftAt, now })),

    async intake(staff, intake, origin) {
      permit(staff, 'case_intake');
      return db.$transaction((tx) =>
        deps.fileCase(tx, intake, { ...origin, staffId: staff.id, now: clock.now() }),
      );
    },
  };
}

type Change = (tx: Database, found: StoredCase, now: Date) => Promise<void>;
type Then = (tx: Database, found: StoredCase, entryId: string, now: Date) => Promise<void>;

/** Runs a change on the locked case. Throws `not_found` (404) for an unknown id. */
function createChanging({ db, cases, clock }: ChangingDeps) {
  return async (staff: Acting, id: string, change: Change): Promise<void> => {
    permit(staff, 'case_change');
    await db.$transaction(async (tx) => {
      const found = await cases.lock(tx, id);
      if (!found) {
        throw new AppError('not_found', 404);
      }
      await change(tx, found, clock.now());
    });
  };
}

/** Adds words to a case; what follows from them follows once. */
function createSaying({ say, audit }: ChangingDeps, changing: ReturnType<typeof createChanging>) {
  return (
    staff: Acting,
    id: string,
    said: Pick<Said, 'kind' | 'text' | 'submission'>,
    action: AuditAction,
    then: Then,
  ): Promise<void> =>
    changing(staff, id, async (tx, found, now) => {
      const entryId = await say(tx, { ...said, caseId: found.id, staffId: staff.id, now });
      if (entryId !== null) {
        await then(tx, found, entryId, now);
        const subject = { kind: 'case', id: found.id } as const;
        await audit.record(tx, { staffId: staff.id, action, subject, now });
      }
    });
}

interface Resuming {
  readonly staff: Acting;
  readonly found: StoredCase;
  /** The leaving that the officer knows of. */
  readonly leftAt: Date;
  readonly now: Date;
}

/** Lifts the mark that the officer has seen, and no later one. */
async function resumeNotices(
  { cases, entries, audit }: ChangingDeps,
  tx: Database,
  { staff, found, leftAt, now }: Resuming,
): Promise<void> {
  if (found.left_at === null) {
    return;
  }
  if (found.left_at.getTime() !== leftAt.getTime()) {
    throw new AppError('left_again', 409);
  }
  const { id } = found;
  const subject = { kind: 'case', id } as const;
  await audit.record(tx, { staffId: staff.id, action: 'case_notices_resumed', subject, now });
  const line = { id: randomUUID(), caseId: id, kind: 'notices_resumed', payload: null } as const;
  await entries.add(tx, { ...line, staffId: staff.id, now });
  await cases.setLeft(tx, id, null);
}
