import type { WriteLine } from '../../conversation/delivery.js';
import type { Sealer } from '../../domain/privacy/index.js';
import { createChatStore } from './chat-store.js';
import { createIdentity } from './identity.js';

/** Lines that the service writes by itself; a page that is open shows them when the transaction commits. */
export function createWriteLine(sealer: Sealer): WriteLine {
  const chat = createChatStore(sealer);
  const identify = createIdentity(sealer);
  return async (db, { contactId, address, key, reply, now }) => {
    if (!(await chat.hasNews(db, contactId, key))) {
      await chat.append(db, contactId, [{ direction: 'out', reply, newsKey: key }], now);
      await chat.signal(db, identify.talk(address), 'line');
    }
  };
}
