import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createWebchat } from './channels/webchat/index.js';
import { createTelegram, type Telegram, WEBHOOK_PATH } from './channels/telegram/index.js';
import type { Config } from './config.js';
import { createSessionStore } from './conversation/session-store.js';
import { createTalk, type Talk } from './conversation/talk.js';
import { LOCALES, newSession } from './conversation/types.js';
import { createDialogue } from './dialogue.js';
import { createContactStore } from './domain/contacts/index.js';
import { createGapStore, createKnowledgeStore } from './domain/knowledge/index.js';
import { createRetentionStore, RETENTION } from './domain/privacy/index.js';
import { startDatabase } from './infra/database/start-database.js';
import { readEdition } from './infra/edition.js';
import { createSay } from './infra/i18n.js';
import { createLeadership } from './infra/leadership.js';
import { createLogger } from './infra/logger.js';
import { createMetrics } from './infra/metrics.js';
import { openSealer } from './infra/open-sealer.js';
import { createPurge } from './jobs/purge.js';
import { createTimetable } from './jobs/timetable.js';
import { type Clock, systemClock } from './lib/clock.js';
import { StartupError } from './lib/errors.js';
import type { Log } from './lib/log.js';
import { publishKnowledge } from './web/published-knowledge.js';
import { createLimiter, createWeb, type LimiterDeps } from './web/index.js';

/** What a test or a benchmark may choose instead of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly limits?: LimiterDeps['limits'];
  readonly telegramTimings?: Parameters<typeof createTelegram>[0]['timings'];
  /** Folder that holds `locales/` and `prisma/`; the working directory when not given. */
  readonly root?: string;
  /** Called when the service can't go on, e.g. because its own database ended. */
  readonly onFatal?: (reason: string) => void;
}

export interface App {
  /** Where it answers, e.g. http://localhost:3000. */
  readonly url: string;
  readonly channels: readonly string[];
  readonly ownDatabase: boolean;
  readonly databaseUrl: string;
  /** Finishes what is in flight within 10 s, stops the database it started, and frees everything. Safe to call twice. */
  close(): Promise<void>;
}

const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 120_000;
const CLOSE_WITHIN_MS = 8_000;

/**
 * Builds each part once, starts what the role asks for, and returns when the service answers. Throws `StartupError` with a
 * sentence for the operator; what had been started is stopped again then.
 */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const closers: Array<() => Promise<void> | void> = [];
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const close of closers.splice(0).reverse()) {
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => failures.push(error)); // what comes after it has to be freed all the same
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  };
  try {
    return await start(config, overrides, closers, closeAll);
  } catch (error) {
    await closeAll().catch(() => undefined); // the first error is the one that matters
    throw error;
  }
}

async function start(
  config: Config,
  overrides: Overrides,
  closers: Array<() => Promise<void> | void>,
  closeAll: () => Promise<void>,
): Promise<App> {
  const root = overrides.root ?? process.cwd();
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLogger(config.logLevel);
  const metrics = createMetrics();
  let closing = false;

  const database = await startDatabase({
    ...config.database,
    migrationsFolder: path.join(root, 'prisma', 'migrations'),
    log,
    onServerLost: () => {
      if (!closing) {
        log.error('database_ended');
        overrides.onFatal?.('database_ended');
      }
    },
  });
  closers.push(() => database.close());
  const { prisma, pool } = database;
  const sealer = await openSealer(database, config.keyring);

  const edition = readEdition(path.join(root, 'locales'));
  const say = createSay(path.join(root, 'locales'), LOCALES);
  const knowledgeStore = createKnowledgeStore();
  const imported = await knowledgeStore.importEdition(prisma, edition.entries);
  if (imported > 0) {
    log.info('knowledge_imported', { rows: imported });
  }
  const dialogue = createDialogue(edition, say, await knowledgeStore.all(prisma));

  const contacts = createContactStore(sealer);
  const talk = counted(
    createTalk({
      contacts,
      sessions: createSessionStore(sealer),
      gaps: createGapStore(sealer),
      turn: dialogue.turn,
    }),
    metrics.turn,
  );
  const telegram = config.telegram && createTelegramOf(config, overrides);
  let telegramStopped: Promise<void> | undefined;
  const stopTelegram = () => (telegramStopped ??= telegram?.stop());

  if (config.role !== 'web') {
    const jobs = createTimetable(
      [
        {
          name: 'purge',
          cron: '17 * * * *',
          run: createPurge({ retention: createRetentionStore(prisma), clock, log }),
        },
      ],
      { timeZone: config.timeZone, log },
    );
    jobs.start();
    closers.push(() => jobs.stop());
    telegram?.start();
    closers.push(() => stopTelegram());
  }

  const webchat = createWebchat({
    db: prisma,
    sealer,
    contacts,
    talk,
    welcome: (locale) => dialogue.turn(newSession(locale), { kind: 'text', text: '/start' }).replies,
    clock,
    connect: () => pool.connect(),
    log: { warn: (fields, event) => log.warn(event, { ...fields }) },
  });
  closers.push(() => webchat.close());
  const web = createWeb({
    config: {
      ...config.http,
      ...(config.http.publicUrl ? { publicUrl: config.http.publicUrl } : {}),
      retention: { chatHours: RETENTION.webChat / 3_600_000, contactDays: RETENTION.contact / 86_400_000 },
    },
    say,
    knowledge: publishKnowledge(dialogue, edition.shelves, say),
    webchat,
    limiter: createLimiter({
      pool,
      sealer,
      clock,
      ...(overrides.limits ? { limits: overrides.limits } : {}),
    }),
    health: { live: () => true, ready: async () => !closing && (await database.ping()) >= 0 },
    metricsText: metrics.text,
    clock,
    log: {
      info: (fields, event) => log.info(event, { ...fields }),
      warn: (fields, event) => log.warn(event, { ...fields }),
      error: (fields, event) => log.error(event, { ...fields }),
    },
    onServed: metrics.served,
  });

  const server = createServer((req, res) => {
    if (telegram && req.url?.split('?', 1)[0] === WEBHOOK_PATH) {
      void telegram.webhook(req, res);
    } else {
      web(req, res);
    }
  });
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  await listen(server, config.http.port);
  // at the same time: each may take 8 s, and both together no longer than 10
  closers.push(async () => void (await Promise.all([stopServing(server), stopTelegram()])));

  const port = (server.address() as AddressInfo).port;
  let closed: Promise<void> | undefined;
  return {
    url: `http://localhost:${port}`,
    channels: [
      'web chat',
      ...(config.telegram ? [config.http.publicUrl ? 'Telegram (webhook)' : 'Telegram (polling)'] : []),
    ],
    ownDatabase: database.own,
    databaseUrl: database.url,
    close() {
      closing = true;
      webchat.close(); // open streams would keep the server from closing
      closed ??= closeAll();
      return closed;
    },
  };

  function createTelegramOf(
    { telegram: choice, http }: Config,
    { telegramTimings }: Overrides,
  ): Telegram | null {
    return (
      choice &&
      createTelegram({
        token: choice.token,
        apiRoot: choice.apiRoot,
        secret: choice.secret ?? sealer.derivedSecret('telegram webhook'),
        ...(http.publicUrl ? { publicUrl: http.publicUrl } : {}),
        db: database,
        sealer,
        contacts,
        talk,
        say,
        clock,
        leadership: createLeadership(database.url, { log: (event, fields) => log.info(event, fields) }),
        log: (event, fields) => log.info(event, fields),
        count: metrics.count,
        ...(telegramTimings ? { timings: telegramTimings } : {}),
      })
    );
  }
}

/** The same talk, every turn counted by its kind of reply. */
function counted(talk: Talk, count: (kind: string) => void): Talk {
  return {
    async take(...args) {
      const result = await talk.take(...args);
      count(result.kind);
      return result;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StartupError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken; choose another with PORT.`
            : `Can't listen on port ${port} (${error.code ?? 'error'}).`,
        ),
      ),
    );
    server.listen(port, () => resolve());
  });
}

/** No new requests; those in flight are finished, within 8 s. */
function stopServing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
