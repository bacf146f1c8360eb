import type { Database } from '../../../domain/contacts/index.js';
import type { Sending, TraceStore } from '../../../domain/messaging/index.js';
import type { Traced } from './decide.js';

/**
 * Writes down what became of a message that may have to be taken back; of one to nobody that we know there is nothing to keep. Comes
 * first in its transaction: it may wait for the contact, as who forgets her waits for her messages.
 */
export async function keepTrace(
  traces: Pick<TraceStore, 'addSent' | 'settle'>,
  tx: Database,
  { id, contactId }: Sending,
  traced: Traced | undefined,
  now: Date,
): Promise<void> {
  if (!traced || contactId === null) {
    return;
  }
  const { messageId, how } = traced;
  await (how === 'sent'
    ? traces.addSent(tx, id, { contactId, messageId }, now)
    : traces.settle(tx, { contactId, messageId }, how, now));
}
