import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Filed, Slip, Tracking } from './types.js';

export interface ShowDigitsDeps {
  readonly db: Database;
  readonly tracking: Pick<Tracking, 'isWaiting' | 'reveal'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly clock: Clock;
}

/** The digits of a case that staff wrote down, for reading out over the phone; null when they have been shown. */
export type ShowDigits = (staffId: string, filed: Filed, session: string) => Promise<Slip | null>;

/** Whoever sees them could read the case as its reporter does: that is written down first, and without it they are not shown. */
export function createShowDigits({ db, tracking, audit, clock }: ShowDigitsDeps): ShowDigits {
  return async (staffId, { caseId, slipToken }, session) => {
    if (!(await tracking.isWaiting(slipToken, session))) {
      return null;
    }
    const subject = { kind: 'case', id: caseId } as const;
    await audit.record(db, { staffId, action: 'case_digits_shown', subject, now: clock.now() });
    return tracking.reveal(slipToken, session);
  };
}
