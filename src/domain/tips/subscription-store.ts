import { type Consents, createConsentStore } from '../consent/index.js';
import type { Subscriptions } from './types.js';
import { wishesSchema } from './wishes.js';

const CONSENT = 'child_birth_month';

/** Who wants which tips. What is not needed any more is emptied, not only marked. */
export function createSubscriptionStore(consents: Consents = createConsentStore()): Subscriptions {
  return {
    async of(db, contactId) {
      const row = await db.subscription.findUnique({ where: { contact_id: contactId, ended_at: null } });
      return (
        row &&
        wishesSchema.parse({
          topics: row.topics,
          caregivers: row.caregivers,
          birthMonths: row.birth_months,
          township: row.township,
        })
      );
    },

    async save(db, contactId, wishes, now) {
      const { topics, caregivers, birthMonths, township } = wishesSchema.parse(wishes);
      const months = (await consents.stands(db, contactId, CONSENT)) ? birthMonths : [];
      await db.$executeRaw`
        INSERT INTO subscription (contact_id, topics, caregivers, birth_months, township, created_at, updated_at)
        VALUES (${contactId}::uuid, ${topics}::text[], ${caregivers}::text[], ${months}::text[], ${township}, ${now}, ${now})
        ON CONFLICT (contact_id) DO UPDATE SET
          topics = excluded.topics, caregivers = excluded.caregivers, birth_months = excluded.birth_months,
          township = excluded.township, updated_at = excluded.updated_at, ended_at = NULL,
          created_at = CASE WHEN subscription.ended_at IS NULL THEN subscription.created_at ELSE excluded.created_at END`;
    },

    async end(db, contactId, now) {
      const { count } = await db.subscription.updateMany({
        where: { contact_id: contactId, ended_at: null },
        data: {
          ended_at: now,
          updated_at: now,
          topics: [],
          caregivers: [],
          birth_months: [],
          township: null,
        },
      });
      await consents.withdraw(db, contactId, CONSENT, now);
      await db.outbox.updateMany({
        where: { contact_id: contactId, campaign_id: { not: null }, state: { in: ['queued', 'held'] } },
        data: { state: 'cancelled', error_code: 'unsubscribed' },
      });
      return count > 0;
    },
  };
}
