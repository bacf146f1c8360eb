import type { Clock } from '../../lib/clock.js';
import type { Consents } from '../consent/index.js';
import type { Contact, ContactStore, Database } from '../contacts/index.js';
import type { MessagingDatabase } from '../messaging/index.js';
import type { Sealer } from '../privacy/index.js';
import { receive } from './received-store.js';
import type { Subscriptions, TipsPages, Wishes } from './types.js';

export interface TipsPagesDeps {
  readonly db: MessagingDatabase['prisma'];
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly contacts: Pick<ContactStore, 'find' | 'findOrCreate' | 'forget' | 'markSeen' | 'setLocale'>;
  readonly subscriptions: Subscriptions;
  readonly consents: Consents;
  readonly clock: Clock;
}

type Options = Parameters<TipsPages['change']>[2];
const CHANNEL = 'tips_page';
const CONSENT = 'child_birth_month';

/**
 * Private pages for tips. A page is a contact of its own, tied to nothing else of hers: no talk, no case. Its secret is drawn from the
 * form's token, so that a form sent twice opens one page, and stands nowhere but in its address.
 */
export function createTipsPages(deps: TipsPagesDeps): TipsPages {
  const { db, sealer, contacts, subscriptions, consents, clock } = deps;

  const keep = async (tx: Database, { id }: Contact, wishes: Wishes, { locale, consent }: Options) => {
    const now = clock.now();
    await (consent && wishes.birthMonths.length > 0
      ? consents.give(tx, id, CONSENT, locale, now)
      : consents.withdraw(tx, id, CONSENT, now));
    await subscriptions.save(tx, id, wishes, now);
    await contacts.setLocale(tx, id, locale);
    await contacts.markSeen(tx, id, now);
  };

  return {
    async open(wishes, { submission, ...options }) {
      const secret = Buffer.from(sealer.blindIndex('tips page', submission)).toString('base64url');
      await db.$transaction(async (tx) => {
        const page = await contacts.findOrCreate(tx, CHANNEL, secret, options.locale, clock.now());
        await keep(tx, page, wishes, options);
      });
      return { secret };
    },

    async wishes(secret) {
      const page = await contacts.find(db, CHANNEL, secret);
      return page && subscriptions.of(db, page.id);
    },

    view: (secret) =>
      db.$transaction(async (tx) => {
        const page = await contacts.find(tx, CHANNEL, secret);
        const wishes = page && (await subscriptions.of(tx, page.id));
        if (!wishes) {
          return null;
        }
        const now = clock.now();
        await contacts.markSeen(tx, page.id, now);
        return { wishes, tips: await receive(tx, page.id, now) };
      }),

    change: (secret, wishes, options) =>
      db.$transaction(async (tx) => {
        const page = await contacts.find(tx, CHANNEL, secret);
        if (!page || !(await subscriptions.of(tx, page.id))) {
          return null;
        }
        await keep(tx, page, wishes, options);
        return true;
      }),

    end: (secret) =>
      db.$transaction(async (tx) => {
        const page = await contacts.find(tx, CHANNEL, secret);
        if (page) {
          await contacts.forget(tx, page.id);
        }
      }),
  };
}
