import { randomBytes } from 'node:crypto';
import { type AuditStore, createAuditStore } from '../../../src/domain/audit/index.js';
import { createConsentStore } from '../../../src/domain/consent/index.js';
import { type Channel, createContactStore } from '../../../src/domain/contacts/index.js';
import {
  type Calendar,
  createBroadcasts,
  createDispatch,
  createSubscriptionStore,
  createTipsPages,
  type Occasion,
  type Tip,
  type Wishes,
} from '../../../src/domain/tips/index.js';
import { openDatabase } from '../../../src/infra/database/client.js';
import { createSealer } from '../../../src/infra/keyring.js';
import { createTestDatabase } from '../../support/database.js';
import { createTestClock } from '../../support/test-clock.js';

export const NO_WISHES: Wishes = { topics: [], caregivers: [], birthMonths: [], township: null };

export const tip = (id: string, more: Partial<Tip> = {}): Tip => ({
  id,
  title: `标题${id}`,
  text: `正文${id}`,
  neutral: true,
  locale: 'zh-CN',
  theme: 'vision',
  topics: ['vision'],
  bands: ['any'],
  audiences: ['parent', 'grandparent', 'expectant'],
  sources: [{ kind: 'law', law: '民法典', article: '1' }],
  reviewed_on: '2026-11-24',
  review_by: '2027-11-24',
  ...more,
});

/** An occasion on 25 November of every year. */
export const occasion = (id: string, tips: string[], more: Partial<Occasion> = {}): Occasion => ({
  id,
  title: { 'zh-CN': id, en: id },
  rank: 'growth',
  rule: { kind: 'fixed', day: '11-25' },
  tips,
  deal: 'all',
  examples: {},
  ...more,
});

/** A database with everything about tips on it, at 16:00 on Tuesday, 24 November 2026, in China unless told. */
export async function createTipsHouse({
  tips = [tip('a')],
  occasions = [occasion('day', ['a'])],
  start,
}: { tips?: Tip[]; occasions?: Occasion[]; start?: string } = {}) {
  const test = await createTestDatabase();
  const database = openDatabase(test.url);
  const db = database.prisma;
  const clock = createTestClock(start);
  const sealer = createSealer({
    version: 1,
    active: 'k1',
    keys: { k1: randomBytes(32) },
    index: randomBytes(32),
  });
  const consents = createConsentStore();
  const subscriptions = createSubscriptionStore(consents);
  const contacts = createContactStore(sealer);
  const calendar: Calendar = { occasions };
  const audit = createAuditStore();
  const broadcastsWith = (record: AuditStore['record'] = (...entry) => audit.record(...entry)) =>
    createBroadcasts({ db, audit: { record }, sealer, clock });
  let people = 0;

  return {
    database,
    databaseUrl: test.url,
    db,
    clock,
    sealer,
    consents,
    subscriptions,
    contacts,
    broadcastsWith,
    broadcasts: broadcastsWith(),
    pages: createTipsPages({ db, sealer, contacts, subscriptions, consents, clock }),
    dispatchOn: (on: typeof db) => createDispatch({ db: on, calendar, tips, clock }),
    dispatch: createDispatch({ db, calendar, tips, clock }),

    /** Somebody with a subscription; consents to her child's birth month are given. */
    async subscriber(wishes: Partial<Wishes> = {}, channel: Channel = 'telegram') {
      const contact = await contacts.findOrCreate(db, channel, String((people += 1)), 'zh-CN', clock.now());
      await consents.give(db, contact.id, 'child_birth_month', 'zh-CN', clock.now());
      await subscriptions.save(db, contact.id, { ...NO_WISHES, ...wishes }, clock.now());
      return contact;
    },

    /** Subscribers on Telegram, made by the database itself. */
    async crowd(size: number): Promise<void> {
      await database.pool.query(
        `WITH made AS (
           INSERT INTO contact (id, channel, address_key, address, locale)
           SELECT gen_random_uuid(), 'telegram', decode(md5('crowd' || n), 'hex'), 'x', 'zh-CN' FROM generate_series(1, $1) n
           RETURNING id)
         INSERT INTO subscription (contact_id, topics, caregivers, birth_months) SELECT id, '{}', '{}', '{}' FROM made`,
        [size],
      );
      await database.pool.query('ANALYZE contact, subscription, outbox, campaign_recipient');
    },

    async staff(login: string): Promise<string> {
      const { id } = await db.staff.create({
        data: { login, name: Buffer.from('x'), roles: ['broadcaster'] },
      });
      return id;
    },

    /** Which tips and broadcasts each contact has been given, by contact. */
    async given(contactId: string): Promise<string[]> {
      const rows = await db.campaignRecipient.findMany({
        where: { contact_id: contactId },
        include: { campaign: true },
        orderBy: { created_at: 'asc' },
      });
      return rows.map(({ campaign }) => campaign.tip_id ?? 'broadcast').sort();
    },

    async states(): Promise<Record<string, number>> {
      const groups = await db.outbox.groupBy({ by: ['state'], _count: true });
      return Object.fromEntries(groups.map((group) => [group.state, group._count]));
    },

    async close(): Promise<void> {
      await database.close();
      await test.drop();
    },
  };
}
export type TipsHouse = Awaited<ReturnType<typeof createTipsHouse>>;
