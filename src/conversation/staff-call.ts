import type { Database } from '../domain/contacts/index.js';
import type { Deliver } from './delivery.js';
import type { Say } from './types.js';

/** Before notices and tips, beside the replies. */
const AT_ONCE = 0;

export interface StaffCallDeps {
  readonly deliver: Deliver;
  readonly say: Say;
}

/**
 * Tells a chat of the staff that an emergency waits: no number, no name, not what it is. At any hour. The same key again tells nothing. False
 * when nobody can be told.
 */
export function createStaffCall({ deliver, say }: StaffCallDeps) {
  return (db: Database, contactId: string, key: string): Promise<boolean> =>
    deliver(db, contactId, (locale) => ({ text: say(locale, 'console-alarms:call') }), {
      lane: AT_ONCE,
      dedupeKey: key,
    });
}
