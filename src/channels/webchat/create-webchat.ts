import { createHash } from 'node:crypto';
import { type PoolClient } from 'pg';
import { type Talk } from '../../conversation/talk.js';
import { type Locale, type Reply } from '../../conversation/types.js';
import { type ContactStore } from '../../domain/contacts/index.js';
import { type Sealer } from '../../domain/privacy/index.js';
import { type Clock } from '../../lib/clock.js';
import { type ChatDatabase, createChatStore, SIGNAL } from './chat-store.js';
import { createForgotten } from './forgotten.js';
import { createListener } from './listener.js';
import { createSay, sinceWhen } from './say.js';
import { createStreams, type StreamBounds } from './streams.js';
import { type Answered, type ChatHistory, type ChatLine, type Log, type StreamSink, type Utterance } from './types.js';

export interface WebchatDeps {
  readonly db: ChatDatabase;
  readonly sealer: Sealer;
  readonly contacts: ContactStore;
  readonly talk: Talk;
  /** What the dialogue says to "/start" in a language; pure. */
  readonly welcome: (locale: Locale) => readonly Reply[];
  readonly clock: Clock;
  /** A pool's connection for listening; one is kept for as long as the chat is open. */
  readonly connect: () => Promise<PoolClient>;
  readonly log: Log;
  /** 3 a talk and 500 in all when not given. */
  readonly streamBounds?: StreamBounds;
  /** 20 s when not given. */
  readonly heartbeatMs?: number;
}

const TRANSACTION = { maxWait: 2500, timeout: 5000 };
const MOST_LINES = 100;
/** A page of at most 100 KB has room for that much of the talk, in bytes of UTF-8. */
const MOST_BYTES = 48 * 1024;

/**
 * The web chat: a talk belongs to the secret of a cookie, of which only a digest is kept. Everything that needs the
 * database rejects when it fails.
 */
export function createWebchat(deps: WebchatDeps) {
  const { db, sealer, contacts, talk, clock, log } = deps;
  const chat = createChatStore(sealer);
  const speak = createSay({ chat, contacts, talk });
  const forgotten = createForgotten();
  const addressOf = (session: string) => createHash('sha256').update(session).digest('hex');
  const talkKey = (address: string) => Buffer.from(sealer.blindIndex('chat_stream', address)).toString('hex');

  const read = async (address: string, after: string | undefined) => {
    const contact = await contacts.find(db, 'webchat', address);
    const since = sinceWhen(clock.now());
    const none = { lines: [] as ChatLine[], last: after ?? '0' };
    if (!contact) {
      return none;
    }
    if (after === undefined) {
      const [newest] = await chat.newest(db, contact.id, since, 1);
      return { ...none, last: newest?.id ?? '0' };
    }
    const lines = await chat.after(db, contact.id, after, since, MOST_LINES);
    return { lines, last: lines.at(-1)?.id ?? after };
  };
  return { chat, speak, forgotten, addressOf, talkKey, read, db, clock, log };
}
