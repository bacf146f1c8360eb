import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createAuditStore } from '../../src/domain/audit/index.js';
import { createConsentStore } from '../../src/domain/consent/index.js';
import { createContactStore } from '../../src/domain/contacts/index.js';
import type { Sealer } from '../../src/domain/privacy/index.js';
import {
  type Broadcasts,
  createBroadcasts,
  createSubscriptionStore,
  createTipsPages,
  type Segment,
  type TipsPages,
} from '../../src/domain/tips/index.js';
import { type Database, openDatabase } from '../../src/infra/database/client.js';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { createSealer, readKeyring } from '../../src/infra/keyring.js';
import type { Clock } from '../../src/lib/clock.js';

const NO_WISHES = { topics: [], caregivers: [], birthMonths: [], township: null };

/** People who subscribed, and what staff send them, in the database of a service that runs elsewhere. */
export interface Subscribers {
  readonly database: Database;
  readonly broadcasts: Broadcasts;
  readonly pages: TipsPages;
  /** Subscribes each chat on Telegram. */
  add(chats: readonly number[]): Promise<void>;
  /** Opens a page on the web; returns its secret. */
  openPage(): Promise<string>;
  /** Written by one, approved by another; it goes out at the next look at what is due. */
  approve(text: string, sendAt?: Date, segment?: Segment): Promise<string>;
  close(): Promise<void>;
}

export function createSubscribers(database: Database, sealer: Sealer, clock: Clock): Subscribers {
  const db = database.prisma;
  const consents = createConsentStore();
  const subscriptions = createSubscriptionStore(consents);
  const contacts = createContactStore(sealer);
  const broadcasts = createBroadcasts({ db, audit: createAuditStore(), sealer, clock });
  const pages = createTipsPages({ db, sealer, contacts, subscriptions, consents, clock });
  const staff = async () => {
    const login = `s${randomUUID().slice(0, 8)}`;
    return (await db.staff.create({ data: { login, name: Buffer.from('x'), roles: ['broadcaster'] } })).id;
  };
  return {
    database,
    broadcasts,
    pages,
    async add(chats) {
      await db.$transaction(
        async (tx) => {
          for (const chat of chats) {
            const contact = await contacts.findOrCreate(tx, 'telegram', String(chat), 'zh-CN', clock.now());
            await subscriptions.save(tx, contact.id, NO_WISHES, clock.now());
          }
        },
        { timeout: 60_000 },
      );
    },
    openPage: async () =>
      (await pages.open(NO_WISHES, { locale: 'zh-CN', consent: false, submission: randomUUID() })).secret,
    async approve(text, sendAt, segment = {}) {
      const [writer, second] = [await staff(), await staff()];
      const content = { 'zh-CN': { title: '通知', text } };
      const draft = { content, segment, sendAt: sendAt ?? null };
      const { id } = await broadcasts.draft(writer, draft, randomUUID());
      await broadcasts.submit(writer, id);
      await broadcasts.approve(second, id);
      return id;
    },
    close: () => database.close(),
  };
}

/** The same for a service that owns its database, found by the folder in which it runs. */
export async function attachSubscribers(home: string, clock: Clock): Promise<Subscribers> {
  const attached = await attachToEmbeddedPostgres(path.join(home, 'data'));
  const keyring = readKeyring(path.join(home, 'keys/keyring.json'));
  return createSubscribers(openDatabase(attached?.url ?? ''), createSealer(keyring), clock);
}
