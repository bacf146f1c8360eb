import type { PoolClient } from 'pg';
import type { Talk } from '../../conversation/talk.js';
import type { Locale, Reply } from '../../conversation/types.js';
import type { ContactStore } from '../../domain/contacts/index.js';
import type { Sealer } from '../../domain/privacy/index.js';
import type { Clock } from '../../lib/clock.js';
import { type ChatDatabase, createChatStore, SIGNAL } from './chat-store.js';
import { createForgotten } from './forgotten.js';
import { createIdentity } from './identity.js';
import { createListener, type Listener } from './listener.js';
import { createReader } from './reader.js';
import { createSay, sinceWhen } from './say.js';
import { createStreams, type StreamBounds } from './streams.js';
import type { Answered, ChatHistory, FiledHere, StreamSink, Utterance } from '../../conversation/chat.js';
import type { Log } from './types.js';

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
/**
 * The web chat: a talk belongs to the secret of a cookie, of which only a digest is kept. Everything that needs the
 * database rejects when it fails.
 */
export function createWebchat({
  db,
  sealer,
  contacts,
  talk,
  welcome,
  clock,
  connect,
  log,
  ...options
}: WebchatDeps) {
  const chat = createChatStore(sealer);
  const speak = createSay({ chat, contacts, talk });
  const reader = createReader({ db, chat, contacts, clock });
  const forgotten = createForgotten();
  const identify = createIdentity(sealer);
  const streams = createStreams({
    bounds: options.streamBounds ?? { perTalk: 3, overall: 500 },
    heartbeatMs: options.heartbeatMs ?? 20_000,
    isTold: () => listener.isListening(),
  });
  const listener: Listener = createListener({
    connect,
    channel: SIGNAL,
    log,
    onListening: streams.pokeAll,
    onSignal(payload) {
      const [event, talkKey = ''] = payload.split(':', 2);
      if (event === 'forgotten') {
        streams.endTalk(talkKey);
      } else {
        streams.poke(talkKey);
      }
    },
  });

  return {
    /** What a new talk begins with; needs no database and keeps nothing. */
    welcome,

    /** The talk of the last 24 h, as much of its end as fits a page. */
    history: (session: string): Promise<ChatHistory> => reader.history(identify.address(session)),

    /** What the talk tells of the cases that came from it; null when there is none. */
    filed: (session: string): Promise<FiledHere | null> => reader.filed(identify.address(session)),

    /** Takes a message and answers it; both are stored when this resolves. With the same client key and words, once. */
    async say(session: string, utterance: Utterance): Promise<Answered> {
      const address = identify.address(session);
      const key = identify.message(address, utterance);
      const repeated = forgotten.find(key);
      if (repeated) {
        return repeated;
      }
      const spoken = { ...utterance, address, key, talkKey: identify.talk(address), now: clock.now() };
      const answered = await db.$transaction((tx) => speak(tx, spoken), TRANSACTION);
      forgotten.keep(key, answered);
      return answered;
    },

    /** Lines after `after` (an id; without it, from now on) as they are written by any process. */
    follow(session: string, after: string | undefined, sink: StreamSink) {
      const address = identify.address(session);
      return streams.follow({
        talk: identify.talk(address),
        after,
        sink,
        read: (id) => reader.after(address, id),
      });
    },

    /** Deletes lines that are older than 24 h, for a job; returns how many. */
    sweep: (): Promise<number> => chat.deleteBefore(db, sinceWhen(clock.now())),

    /** How many streams are open. */
    streams: streams.size,

    /** Ends all streams and stops listening. */
    close(): void {
      listener.close();
      streams.close();
    },
  };
}
export type Webchat = ReturnType<typeof createWebchat>;
