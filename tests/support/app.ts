import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, createApp, type Overrides } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import type { Sealer } from '../../src/domain/privacy/index.js';
import { type Database, openDatabase } from '../../src/infra/database/client.js';
import { createSealer, readKeyring } from '../../src/infra/keyring.js';
import { type BotApiEmulator, telegramUpdates } from './bot-api.js';
import { createTestDatabase } from './database.js';
import { createFactories, type Factories } from './factories.js';
import { createTestClock, type TestClock } from './test-clock.js';
import { newVisitor, type Visitor } from './visitor.js';

export interface TestAppOptions {
  /** Stands still at a fixed day unless given; `advance` moves it. */
  readonly clock?: TestClock;
  /** Where Telegram is; without it the channel is off. */
  readonly telegram?: BotApiEmulator;
  /** Out of the way unless given. */
  readonly limits?: Overrides['limits'];
  /** What else a test chooses. */
  readonly overrides?: Pick<Overrides, 'alarmEveryMs' | 'alarmsCron'>;
  /** More of the environment, e.g. `{ ROLE: 'web' }`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole service in this process, on a database and a key ring of its own. */
export interface TestApp {
  readonly url: string;
  readonly clock: TestClock;
  /** The same database by another pool, to look and to prepare. */
  readonly database: Database;
  readonly sealer: Sealer;
  readonly keyringFile: string;
  readonly make: Factories;
  /** Everything that was logged, as the lines would be written. */
  readonly logged: string[];
  /** The app as it runs now; another one after `restart`. */
  running(): App;
  /** A new person at the web chat. */
  visitor(headers?: Record<string, string>): Visitor;
  /** A person on Telegram; needs the emulator. */
  telegramUser(chat: number): TelegramUser;
  /** Stops the app and starts it again on the same database, keys and clock; its jobs run again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface TelegramUser {
  /** Brings her words to the webhook; returns the HTTP status. */
  write(text: string): Promise<number>;
  press(data: string): Promise<number>;
  /** What she has been sent, in order. */
  received(): string[];
}

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
const NO_LIMITS = { network: 1_000_000, session: 1_000_000, tries: 1_000_000 };
const QUICK: Overrides['telegramTimings'] = {
  worker: { pollMs: 50 },
  sender: { perSecond: 1000, chatGapMs: 0, pollMs: 50, graceMs: 500 },
};

/** Starts it in about 0.3 s. Close it after the test. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const home = await mkdtemp(path.join(tmpdir(), 'shouwang-app-'));
  const test = await createTestDatabase();
  const clock = options.clock ?? createTestClock();
  const logged: string[] = [];
  const write = (event: string, fields: object = {}) =>
    void logged.push(JSON.stringify({ ...fields, event }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = loadConfig({
    DATABASE_URL: test.url,
    DATA_DIR: path.join(home, 'data'),
    PORT: String(port),
    ...(options.telegram && {
      TELEGRAM_BOT_TOKEN: options.telegram.token,
      TELEGRAM_API_ROOT: options.telegram.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      PUBLIC_URL: url,
    }),
    ...options.env,
  });
  const start = (): Promise<App> =>
    createApp(config, {
      clock,
      log: { info: write, warn: write, error: write },
      limits: options.limits ?? NO_LIMITS,
      telegramTimings: QUICK,
      clearingCron: '* * * * * *',
      alarmsCron: '* * * * * *',
      ...options.overrides,
    });
  let app = await start();
  const database = openDatabase(test.url);
  const sealer = createSealer(readKeyring(config.keyring.file));
  return {
    url,
    clock,
    database,
    sealer,
    keyringFile: config.keyring.file,
    make: createFactories({ database, sealer, clock }),
    logged,
    running: () => app,
    visitor: (headers) => newVisitor(url, headers),
    telegramUser: (chat) =>
      telegramUser(options.telegram, { url: `${url}/channels/telegram`, secret: SECRET, clock }, chat),
    async restart() {
      await app.close();
      app = await start();
    },
    async close() {
      await app.close();
      await database.close();
      await test.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function telegramUser(
  api: BotApiEmulator | undefined,
  door: { readonly url: string; readonly secret: string; readonly clock: TestClock },
  chat: number,
): TelegramUser {
  if (!api) {
    throw new Error('start the app with { telegram }');
  }
  return {
    write: (text) => api.post(telegramUpdates.text(chat, text, { date: door.clock.now() }), door),
    press: (data) => api.post(telegramUpdates.button(chat, data), door),
    received: () =>
      api.delivered().flatMap((message) => (message.chat === String(chat) ? [message.text] : [])),
  };
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
