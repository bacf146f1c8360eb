import type { Clock } from '../../lib/clock.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { CasesDatabase, CaseStore } from './case-store.js';
import { isEndOf } from './last-digits.js';
import { caseNumber } from './number.js';
import { readOutlook } from './outlook-store.js';
import { createSlipStore, type ShownSlip } from './slip-store.js';
import { slipTokenKey } from './slip-token.js';
import type { Slip, Tracking } from './types.js';

/** A slip may be looked at again by the session that saw it first: a reload must not lose the digits. */
const SHOWN_FOR_MS = 10 * 60_000;

export interface SlipsDeps {
  readonly db: CasesDatabase;
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly cases: Pick<CaseStore, 'sealOf'>;
  readonly clock: Clock;
}

/** The slip that a session may see; it counts as shown from now on. */
export type FindSlip = (tx: Database, token: string, session: string) => Promise<ShownSlip | null>;

/** The page with the digits: shown once, and what is checked and printed while it is. */
export function createSlips(
  deps: SlipsDeps,
): Pick<Tracking, 'reveal' | 'isWaiting' | 'checkLast'> & { readonly find: FindSlip } {
  const { db, cases } = deps;
  const store = createSlipStore();
  const find: FindSlip = (tx, token, session) => store.show(tx, askedOf(deps, token, session));
  const open = async (tx: Database, { case_id: caseId, code }: ShownSlip) =>
    (await cases.sealOf(tx, caseId)).openCode(code);
  return {
    find,
    isWaiting: (token, session) => store.isWaiting(db, askedOf(deps, token, session)),
    reveal: (token, session) =>
      db.$transaction(async (tx): Promise<Slip | null> => {
        const shown = await find(tx, token, session);
        return (
          shown && {
            number: caseNumber(shown.serial, shown.created_at),
            code: ((await open(tx, shown)).match(/\d{4}/g) ?? []).join(' '),
            outlook: await readOutlook(tx, shown.case_id),
          }
        );
      }),
    checkLast: (token, session, typed) =>
      db.$transaction(async (tx) => {
        const shown = await find(tx, token, session);
        return shown && isEndOf(await open(tx, shown), typed);
      }),
  };
}

function askedOf({ sealer, clock }: SlipsDeps, token: string, session: string) {
  const now = clock.now();
  return {
    tokenKey: slipTokenKey(sealer, token),
    session: sealer.blindIndex('case_slip_session', session),
    now,
    shownAfter: new Date(now.getTime() - SHOWN_FOR_MS),
  };
}
