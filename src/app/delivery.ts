import { renderReplies } from '../channels/telegram/index.js';
import { createWriteLine } from '../channels/webchat/index.js';
import type { Config } from '../config.js';
import { createDelivery, type Deliver } from '../conversation/delivery.js';
import { createContactStore } from '../domain/contacts/index.js';
import { createOutboxStore } from '../domain/messaging/index.js';
import type { Foundation } from './foundation.js';

/** How a message that nobody just asked for reaches people, on every channel that is configured. */
export function buildDelivery(
  { telegram, http }: Config,
  { sealer, say, clock }: Pick<Foundation, 'sealer' | 'say' | 'clock'>,
): Deliver {
  return createDelivery({
    contacts: createContactStore(sealer),
    outbox: createOutboxStore(sealer),
    adapters: telegram
      ? [
          {
            channel: 'telegram',
            render: (address, replies) => renderReplies(address, replies, http.publicUrl),
          },
        ]
      : [],
    webchat: createWriteLine(sealer),
    say,
    clock,
  });
}
