import { createHash } from 'node:crypto';
import type { Sealer } from '../../domain/privacy/index.js';
import type { Utterance } from '../../conversation/chat.js';

/** The names under which a session and its messages are known; none leads back to the cookie. */
export function createIdentity(sealer: Sealer) {
  const digest = (purpose: string, value: string) =>
    Buffer.from(sealer.blindIndex(purpose, value)).toString('hex');
  return {
    /** The contact's address: SHA-256 of the cookie's secret. */
    address: (session: string) => createHash('sha256').update(session).digest('hex'),

    /** Under which streams of a talk wait for signals. */
    talk: (address: string) => digest('chat_stream', address),

    /** One message: its client key and its words. Other words under the same key are another message; they must not get lost. */
    message: (address: string, { clientKey, message }: Utterance) =>
      clientKey === undefined
        ? undefined
        : digest('chat_message', JSON.stringify([address, clientKey, message])),
  };
}
