import { randomBytes } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Passwords, Sealer } from '../privacy/index.js';
import type { CasesDatabase, CaseStore } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import { createProof } from './create-proof.js';
import { digitsOf, readNumber } from './number.js';
import { createOpenVisit, type OpenVisit, visitId } from './open-visit.js';
import type { SayInCase } from './say-in-case.js';
import type { HeedDanger } from './heed-danger.js';
import { createSlips } from './slips.js';
import type { TakeAsk } from './take-ask.js';
import type { ReadTracked } from './tracked-case.js';
import { tryKeys } from './try-keys.js';
import { createTryStore } from './try-store.js';
import type { Tracking } from './types.js';
import { createVisitStore } from './visit-store.js';

const SECRET_BYTES = 32;

export interface TrackingDeps {
  readonly db: CasesDatabase;
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly passwords: Pick<Passwords, 'verify'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly read: ReadTracked;
  readonly say: SayInCase;
  readonly heed: HeedDanger;
  readonly takeAsk: TakeAsk;
  readonly leaveInHurry: Tracking['leaveInHurry'];
  readonly clocks: ClockStore;
  readonly clock: Clock;
}

export function createTracking(deps: TrackingDeps): Tracking {
  const { find: findSlip, ...slips } = createSlips(deps);
  const openVisit = createOpenVisit();
  return {
    ...slips,
    ...visits({ ...deps, openVisit }),
    ask: createAsk({ ...deps, openVisit }),
    proof: createProof({ ...deps, openVisit, findSlip }),
    enter: createEnter(deps),
    leaveInHurry: deps.leaveInHurry,
  };
}

type VisitDeps = TrackingDeps & { readonly openVisit: OpenVisit };

function visits({
  db,
  audit,
  cases,
  read,
  say,
  heed,
  openVisit,
  clock,
}: VisitDeps): Pick<Tracking, 'view' | 'caseOf' | 'write' | 'leave'> {
  const store = createVisitStore();
  return {
    view: (visit) =>
      db.$transaction(async (tx) => {
        const now = clock.now();
        const caseId = await openVisit(tx, visit, now);
        return caseId === null ? null : read(tx, caseId, now);
      }),

    caseOf: (visit) => openVisit(db, visit, clock.now()),

    write: (visit, text, submission) =>
      db.$transaction(async (tx) => {
        const now = clock.now();
        const caseId = await openVisit(tx, visit, now);
        const found = caseId === null ? null : await cases.lock(tx, caseId);
        if (caseId === null || !found) {
          return null;
        }
        const said = { caseId, kind: 'from_reporter', staffId: null, text, submission, now } as const;
        const entryId = await say(tx, said);
        if (entryId !== null) {
          await cases.markUnread(tx, caseId, now);
          await heed(tx, found, { entryId, text, now });
          const subject = { kind: 'case', id: caseId } as const;
          await audit.record(tx, { staffId: null, action: 'case_reporter_wrote', subject, now });
        }
        return true;
      }),

    leave: (visit) => store.end(db, visitId(visit)),
  };
}

function createAsk({ db, cases, takeAsk, openVisit, clock }: VisitDeps): Tracking['ask'] {
  return (visit, ask, submission) =>
    db.$transaction(async (tx) => {
      const now = clock.now();
      const caseId = await openVisit(tx, visit, now);
      const found = caseId === null ? null : await cases.lock(tx, caseId);
      if (!found) {
        return null;
      }
      await takeAsk(tx, { found, ask, submission, now });
      return true;
    });
}

/** A wrong number takes as long as wrong digits and is counted like them, so that nobody learns which cases there are. */
function createEnter({ db, sealer, passwords, audit, clock }: TrackingDeps): Tracking['enter'] {
  const tries = createTryStore();
  const store = createVisitStore();
  return async (number, code, network = '') => {
    const now = clock.now();
    const named = readNumber(number) ?? { year: 0, serial: 0 };
    const typed = named.serial === 0 ? number : `${named.year}-${named.serial}`;
    const taken = await tries.take(db, {
      named,
      ...tryKeys(sealer, 'case_try', { typed, network, now }),
      now,
    });
    if (typeof taken === 'number') {
      throw new AppError('too_many_tries', 429, { seconds: taken });
    }
    const right = await passwords.verify(taken.codeHash, digitsOf(code));
    const { id } = taken;
    const subject = { kind: 'case', id } as const;
    if (!right || id === null) {
      await audit.record(db, { staffId: null, action: 'case_entry_refused', subject, now });
      return null;
    }
    const visit = randomBytes(SECRET_BYTES).toString('base64url');
    await db.$transaction(async (tx) => {
      await tries.giveBack(tx, named, id);
      await store.begin(tx, visitId(visit), id, now);
      await audit.record(tx, { staffId: null, action: 'case_entered', subject, now });
    });
    return { visit };
  };
}
