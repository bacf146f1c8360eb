import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createWebchat, type Webchat, type WebchatDeps } from '../../../src/channels/webchat/index.js';
import { createSessionStore } from '../../../src/conversation/session-store.js';
import { createTalk } from '../../../src/conversation/talk.js';
import { LOCALES, newSession } from '../../../src/conversation/types.js';
import { createAuditStore } from '../../../src/domain/audit/index.js';
import {
  type Cases,
  createCases,
  createCaseStore,
  createDrafts,
  createEntryStore,
  type Suggested,
} from '../../../src/domain/cases/index.js';
import { createConsentStore } from '../../../src/domain/consent/index.js';
import { createContactStore } from '../../../src/domain/contacts/index.js';
import { createEvidence, type Evidence } from '../../../src/domain/evidence/index.js';
import { createGapStore } from '../../../src/domain/knowledge/index.js';
import type { DataKeys, Passwords, Sealer } from '../../../src/domain/privacy/index.js';
import { createSubscriptionStore, createTipsPages } from '../../../src/domain/tips/index.js';
import { createDataKeys } from '../../../src/infra/data-keys.js';
import { createPasswords } from '../../../src/infra/passwords.js';
import { createPrintSheet } from '../../../src/infra/print-sheet.js';
import { type Database, openDatabase } from '../../../src/infra/database/client.js';
import { createFileKeys } from '../../../src/infra/file-keys.js';
import { createSay } from '../../../src/infra/i18n.js';
import { createSealer } from '../../../src/infra/keyring.js';
import { createMakeCopy } from '../../../src/infra/make-copy.js';
import {
  createEndedForms,
  createLimiter,
  createWeb,
  type LimiterDeps,
  type WebDeps,
} from '../../../src/web/index.js';
import { plainEffects } from '../../support/effects.js';
import { dangerScale } from '../../support/danger-scale.js';
import { createTestDatabase } from '../../support/database.js';
import { turn } from './dialogue.js';
import { knowledge } from './knowledge.js';

export interface DoorOptions {
  readonly config?: Partial<WebDeps['config']>;
  readonly limits?: LimiterDeps['limits'];
  readonly deps?: Partial<WebDeps>;
  readonly chat?: Partial<WebchatDeps>;
  /** The house's own unless given; random ones open nothing. */
  readonly dataKeys?: DataKeys;
  readonly passwords?: Passwords;
}

/** One process's web door: the real app on a real port. */
export interface Door {
  readonly url: string;
  readonly webchat: Webchat;
  readonly cases: Cases;
  readonly evidence: Evidence;
  readonly database: Database;
  /** Everything that was logged, as the lines would be written. */
  readonly logged: string[];
  close(): Promise<void>;
}

/** What the doors of one test share: a database and its keys. */
export interface House {
  readonly url: string;
  readonly sealer: Sealer;
  open(options?: DoorOptions): Promise<Door>;
  drop(): Promise<void>;
}

const locales = path.resolve(import.meta.dirname, '../../../locales');
export const say = createSay(locales, LOCALES);
const NO_LIMITS = { network: 1_000_000, session: 1_000_000 };

/** A house with an empty database of its own. */
export async function createHouse(): Promise<House> {
  const test = await createTestDatabase();
  const ring = randomRing();
  const sealer = createSealer(ring);
  const dataKeys = createDataKeys(ring);
  const open: Door[] = [];
  return {
    url: test.url,
    sealer,
    async open(options) {
      const door = await openDoor(test.url, sealer, { dataKeys, ...options });
      open.push(door);
      return door;
    },
    async drop() {
      await Promise.all(open.map((door) => door.close()));
      await test.drop();
    },
  };
}

function randomRing() {
  return { version: 1, active: 'k1', keys: { k1: randomBytes(32) }, index: randomBytes(32) } as const;
}

/** One tip every week, so that a page has something to show. */
const tips = {
  thisWeek: () => [
    {
      id: 'tip',
      title: '看好孩子',
      text: '出门先问三句。',
      citations: ['《未成年人保护法》第17条'],
      reviewedOn: '2026-11-24',
    },
  ],
  tip: () => null,
  themes: () => [{ id: 'vision', title: '护眼' }],
};

/** A triage that knows three words. */
const assess = (text: string): Suggested => ({
  category: /打我/.test(text) ? 'domestic_violence' : /工资/.test(text) ? 'labor_rights' : 'other',
  urgency: /刀/.test(text) ? 'emergency' : 'normal',
  ...{ minor: false, suicide: false, also: [], unsure: false, reasons: [] },
});

/** Opens a door on a database, which need not be there. */
export async function openDoor(url: string, sealer: Sealer, options: DoorOptions = {}): Promise<Door> {
  const database = openDatabase(url);
  const logged: string[] = [];
  const write = (fields: object, event: string) => void logged.push(JSON.stringify({ ...fields, event }));
  const log = { info: write, warn: write, error: write };
  const clock = options.deps?.clock ?? { now: () => new Date() };
  const contacts = createContactStore(sealer);
  const talk = createTalk({
    contacts,
    sessions: createSessionStore(sealer),
    gaps: createGapStore(sealer),
    ...plainEffects,
    turn,
  });
  const webchat = createWebchat({
    db: database.prisma,
    sealer,
    contacts,
    talk,
    welcome: (locale) => turn(newSession(locale), { kind: 'text', text: '/start' }).replies,
    clock,
    connect: () => database.pool.connect(),
    log,
    ...options.chat,
  });
  const dataKeys = options.dataKeys ?? createDataKeys(randomRing());
  const passwords = options.passwords ?? createPasswords();
  const cases = createCases({
    db: database.prisma,
    sealer,
    dataKeys,
    passwords,
    audit: createAuditStore(),
    assess,
    townshipOf: () => null,
    dangerScale,
    gaps: () => [],
    tell: async () => undefined,
    staffNames: async () => new Map(),
    clock,
  });
  const evidence = createEvidence({
    db: database.prisma,
    pool: database.pool,
    cases: createCaseStore(dataKeys),
    entries: createEntryStore(),
    audit: createAuditStore(),
    fileKeys: createFileKeys(),
    makeCopy: createMakeCopy('scripts/copy-photo.mjs'),
    clock,
  });
  const consents = createConsentStore();
  const subscriptions = createSubscriptionStore(consents);
  const tipsPages = createTipsPages({
    db: database.prisma,
    sealer,
    contacts,
    subscriptions,
    consents,
    clock,
  });
  const limiter = createLimiter({ pool: database.pool, sealer, clock, limits: options.limits ?? NO_LIMITS });
  const app = createWeb({
    config: {
      https: false,
      trustProxyHops: 0,
      retention: { chatHours: 24, contactDays: 90, answerDays: 14, tipsPageDays: 400, receivedDays: 400 },
      ...options.config,
    },
    say,
    knowledge,
    tips,
    subscribing: { pages: tipsPages, townships: () => [{ id: 'yuquan', title: '玉泉街道' }] },
    webchat,
    reports: {
      file: (intake, origin) =>
        database.prisma.$transaction((tx) => cases.fileCase(tx, intake, { ...origin, now: clock.now() })),
      tracking: cases.tracking,
      danger: cases.danger,
      hear: cases.hear,
      drafts: createDrafts({ db: database.prisma, sealer, fileKeys: createFileKeys(), passwords, clock }),
    },
    duty: () => ({ kind: 'staffed' }),
    evidence,
    printSheet: createPrintSheet(),
    limiter,
    endedForms: createEndedForms({ pool: database.pool, sealer, limiter, clock }),
    health: { live: () => true, ready: async () => (await database.ping()) > 0 },
    metricsText: async () => '# HELP shouwang_up Whether the service runs.\nshouwang_up 1\n',
    clock,
    log,
    ...options.deps,
  });
  const server = await listen(createServer(app));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    webchat,
    cases,
    evidence,
    database,
    logged,
    close: once(async () => {
      webchat.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await database.close();
    }),
  };
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
