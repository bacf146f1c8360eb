import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { createTelegram, type Telegram, type TelegramOptions } from '../../src/channels/telegram/index.js';
import { createSessionStore } from '../../src/conversation/session-store.js';
import { createTalk } from '../../src/conversation/talk.js';
import type { Message, Session, TurnResult } from '../../src/conversation/types.js';
import { createContactStore } from '../../src/domain/contacts/index.js';
import { createGapStore } from '../../src/domain/knowledge/index.js';
import { createOutboxStore, type Lane } from '../../src/domain/messaging/index.js';
import { type Database, openDatabase } from '../../src/infra/database/client.js';
import { createSealer } from '../../src/infra/keyring.js';
import { createLeadership } from '../../src/infra/leadership.js';
import { systemClock } from '../../src/lib/clock.js';
import { type BotApiEmulator, startBotApi } from './bot-api.js';
import { createTestDatabase } from './database.js';
import { plainEffects } from './effects.js';

export type Turn = (session: Session, message: Message) => TurnResult;

/** Looks again and again until it is so; the time is only there to end a test that fails. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000, interval: 25 });

/** Says what it heard. */
export const echo: Turn = (session, message) => {
  const heard =
    message.kind === 'text' ? message.text : message.kind === 'button' ? message.value : message.kind;
  return { session, kind: 'smalltalk', effects: [], replies: [{ text: `收到 ${heard}` }] };
};

/** Pauses short enough for tests. */
const QUICK = {
  worker: { pollMs: 50, retry: { baseMs: 10, capMs: 50 } },
  sender: {
    perSecond: 1000,
    chatGapMs: 0,
    pollMs: 50,
    callWithinMs: 400,
    retry: { baseMs: 20, capMs: 100 },
    graceMs: 500,
    isQuiet: () => false,
  },
  poller: { holdSeconds: 1, graceMs: 300 },
} as const;

export interface TelegramProcess {
  readonly telegram: Telegram;
  readonly database: Database;
  /** What Telegram is given to bring updates to. */
  readonly url: string;
  readonly secret: string;
  readonly log: Array<{ event: string; fields: Record<string, string | number | boolean> }>;
  stop(): Promise<void>;
}

export interface ProcessOptions extends Partial<
  Pick<TelegramOptions, 'clock' | 'timings' | 'apiRoot' | 'token' | 'campaignReply'>
> {
  readonly turn?: Turn;
  readonly webhook?: boolean;
  readonly databaseUrl?: string;
}

/** A database, a Bot API server, and as many processes of the service on them as a test starts. */
export async function createTelegramTest() {
  const test = await createTestDatabase();
  const api = await startBotApi();
  const secret = randomBytes(24).toString('hex');
  const sealer = createSealer({
    version: 1,
    active: 'k1',
    keys: { k1: randomBytes(32) },
    index: randomBytes(32),
  });
  const outbox = createOutboxStore(sealer);
  const database = openDatabase(test.url);
  const processes: TelegramProcess[] = [];

  /** A process; nothing runs in it before `telegram.start()`. */
  const launch = async (options: ProcessOptions = {}): Promise<TelegramProcess> => {
    const url = options.databaseUrl ?? test.url;
    const own = openDatabase(url);
    const log: TelegramProcess['log'] = [];
    const contacts = createContactStore(sealer);
    const turn = options.turn ?? echo;
    const note = (event: string, fields: Record<string, string | number | boolean>) =>
      log.push({ event, fields });
    const talk = createTalk({
      contacts,
      sessions: createSessionStore(sealer),
      gaps: createGapStore(sealer),
      ...plainEffects,
      turn,
    });
    const server = http.createServer((req, res) => void telegram.webhook(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const telegram = createTelegram({
      token: options.token ?? api.token,
      apiRoot: options.apiRoot ?? api.root,
      secret,
      ...(options.webhook ? { publicUrl: address } : {}),
      db: own,
      sealer,
      contacts,
      talk,
      campaignReply: options.campaignReply ?? (() => Promise.resolve(null)),
      say: (locale, key) => `${locale} ${key}`,
      clock: options.clock ?? systemClock,
      leadership: createLeadership(url, { retryMs: 100, heartbeatMs: 1000, log: note }),
      log: note,
      timings: {
        worker: { ...QUICK.worker, ...options.timings?.worker },
        sender: { ...QUICK.sender, ...options.timings?.sender },
        poller: { ...QUICK.poller, ...options.timings?.poller },
      },
    });
    let stopped: Promise<void> | null = null;
    const stop = async () => {
      await telegram.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await own.close();
    };
    const launched: TelegramProcess = {
      telegram,
      database: own,
      url: `${address}/channels/telegram`,
      secret,
      log,
      stop: () => (stopped ??= stop()),
    };
    processes.push(launched);
    return launched;
  };

  return {
    api,
    database,
    databaseUrl: test.url,
    sealer,
    secret,
    launch,
    start: async (options: ProcessOptions = {}): Promise<TelegramProcess> => {
      const launched = await launch(options);
      launched.telegram.start();
      return launched;
    },
    /** Puts messages into the outbox. */
    enqueue: (
      messages: Array<{ chat: number; text: string; lane?: Lane; contactId?: string; notBefore?: Date }>,
    ) =>
      outbox.enqueue(
        database.prisma,
        messages.map(({ chat, text, lane = 0, contactId, notBefore }) => ({
          channel: 'telegram',
          contactId: contactId ?? null,
          chatAddress: String(chat),
          lane,
          dedupeKey: randomBytes(8).toString('hex'),
          content: JSON.stringify({ method: 'sendMessage', params: { chat_id: String(chat), text } }),
          now: notBefore ?? new Date(),
        })),
      ),
    states: async (): Promise<Record<string, number>> => {
      const groups = await database.prisma.outbox.groupBy({ by: ['state'], _count: true });
      return Object.fromEntries(groups.map((group) => [group.state, group._count]));
    },
    close: async () => {
      await Promise.all(processes.map((launched) => launched.stop()));
      await api.close();
      await database.close();
      await test.drop();
    },
  };
}
export type TelegramTest = Awaited<ReturnType<typeof createTelegramTest>>;

export type { BotApiEmulator };
