import type { Database } from '../contacts/index.js';
import type { StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import { dueAt } from './deadlines.js';

/** She is to be spoken with (again): the clock starts, or ends sooner than it would have, never later. */
export async function callSooner(
  clocks: ClockStore,
  tx: Database,
  { id, urgency }: Pick<StoredCase, 'id' | 'urgency'>,
  now: Date,
): Promise<void> {
  const contact = (await clocks.of(tx, id)).find(({ kind }) => kind === 'first_contact');
  const due = dueAt('first_contact', now, urgency);
  if (!contact || contact.stoppedAt !== null) {
    await clocks.start(tx, id, 'first_contact', now, due);
  } else if (due < contact.dueAt) {
    await clocks.moveEnd(tx, id, 'first_contact', due);
  }
}
