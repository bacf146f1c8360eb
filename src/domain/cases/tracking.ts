import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Passwords, Sealer } from '../privacy/index.js';
import type { CasesDatabase, CaseStore } from './case-store.js';
import { digitsOf, caseNumber, readNumber } from './number.js';
import type { SayInCase } from './say-in-case.js';
import type { HeedDanger } from './heed-danger.js';
import { createSlipStore } from './slip-store.js';
import { slipTokenKey } from './slip-token.js';
import type { ReadTracked } from './tracked-case.js';
import { createTryStore } from './try-store.js';
import type { Slip, Tracking } from './types.js';
import { createVisitStore } from './visit-store.js';

const MINUTE = 60_000;
const VISIT_FOR_MS = 30 * MINUTE;
/** However often she looks, she gives number and digits again after that. */
const VISIT_AT_MOST_MS = 8 * 60 * MINUTE;
/** A slip may be looked at again by the session that saw it first: a reload must not lose the digits. */
const SHOWN_FOR_MS = 10 * MINUTE;
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
  readonly clock: Clock;
}

export function createTracking(deps: TrackingDeps): Tracking {
  return { ...slips(deps), ...visits(deps), enter: createEnter(deps) };
}

const visitId = (visit: string) => createHash('sha256').update(visit).digest();

function slips({ db, sealer, cases, clock }: TrackingDeps): Pick<Tracking, 'reveal' | 'isWaiting'> {
  const store = createSlipStore();
  const asked = (token: string, session: string) => {
    const now = clock.now();
    return {
      tokenKey: slipTokenKey(sealer, token),
      session: sealer.blindIndex('case_slip_session', session),
      now,
      shownAfter: new Date(now.getTime() - SHOWN_FOR_MS),
    };
  };
  return {
    isWaiting: (token, session) => store.isWaiting(db, asked(token, session)),
    reveal: (token, session) =>
      db.$transaction(async (tx): Promise<Slip | null> => {
        const shown = await store.show(tx, asked(token, session));
        const seal = shown && (await cases.sealOf(tx, shown.case_id));
        return (
          seal && {
            number: caseNumber(shown.serial, shown.created_at),
            code: (seal.openCode(shown.code).match(/\d{4}/g) ?? []).join(' '),
          }
        );
      }),
  };
}

function visits({
  db,
  audit,
  cases,
  read,
  say,
  heed,
  clock,
}: TrackingDeps): Pick<Tracking, 'view' | 'write' | 'leave'> {
  const store = createVisitStore();
  const goOn = (tx: Parameters<typeof store.goOn>[0], visit: string, now: Date) =>
    store.goOn(tx, visitId(visit), now, {
      seenAfter: new Date(now.getTime() - VISIT_FOR_MS),
      begunAfter: new Date(now.getTime() - VISIT_AT_MOST_MS),
    });
  return {
    view: (visit) =>
      db.$transaction(async (tx) => {
        const now = clock.now();
        const caseId = await goOn(tx, visit, now);
        return caseId === null ? null : read(tx, caseId, now);
      }),

    write: (visit, text, submission) =>
      db.$transaction(async (tx) => {
        const now = clock.now();
        const caseId = await goOn(tx, visit, now);
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

/** A wrong number takes as long as wrong digits and is counted like them, so that nobody learns which cases there are. */
function createEnter({ db, sealer, passwords, audit, clock }: TrackingDeps): Tracking['enter'] {
  const tries = createTryStore();
  const store = createVisitStore();
  return async (number, code) => {
    const now = clock.now();
    const { year, serial } = readNumber(number) ?? { year: 0, serial: 0 };
    const typed = serial === 0 ? number : `${year}-${serial}`;
    const unknownKey = `case_try:${Buffer.from(sealer.blindIndex('case_try', typed)).toString('hex')}`;
    const taken = await tries.take(db, { year, serial, unknownKey, now });
    if (typeof taken === 'number') {
      throw new AppError('too_many_tries', 429, { seconds: taken });
    }
    const right = await passwords.verify(taken.codeHash, digitsOf(code));
    const { caseId } = taken;
    const subject = { kind: 'case', id: caseId } as const;
    if (!right || caseId === null) {
      await audit.record(db, { staffId: null, action: 'case_entry_refused', subject, now });
      return null;
    }
    const visit = randomBytes(SECRET_BYTES).toString('base64url');
    await db.$transaction(async (tx) => {
      await tries.giveBack(tx, caseId);
      await store.begin(tx, visitId(visit), caseId, now);
      await audit.record(tx, { staffId: null, action: 'case_entered', subject, now });
    });
    return { visit };
  };
}
