import { randomUUID } from 'node:crypto';
import type { Database } from '../contacts/index.js';

/**
 * What needs a consent of its own (个人信息保护法 28–31, 39), with the version of the text that is shown now: a changed text is a
 * new version, and asked for again.
 */
export const CONSENTS = {
  /** What is told in Telegram is stored abroad by Telegram. */
  telegram_report: 2,
  /** Month and year of birth of a child, given by its guardian. */
  child_birth_month: 1,
} as const;
export type Purpose = keyof typeof CONSENTS;

export interface Consents {
  /** True when the text in use was agreed to and that was not withdrawn. */
  stands(db: Database, contactId: string, purpose: Purpose): Promise<boolean>;
  give(db: Database, contactId: string, purpose: Purpose, locale: string, now: Date): Promise<void>;
  withdraw(db: Database, contactId: string, purpose: Purpose, now: Date): Promise<void>;
}

/** Consents as rows: given, in which language and version, and withdrawn when. */
export function createConsentStore(): Consents {
  const standing = (contactId: string, purpose: Purpose) => ({
    contact_id: contactId,
    purpose,
    version: CONSENTS[purpose],
    withdrawn_at: null,
  });
  return {
    stands: async (db, contactId, purpose) =>
      (await db.consent.count({ where: standing(contactId, purpose) })) > 0,

    async give(db, contactId, purpose, locale, now) {
      if (!(await this.stands(db, contactId, purpose))) {
        const data = { ...standing(contactId, purpose), id: randomUUID(), locale, given_at: now };
        await db.consent.create({ data });
      }
    },

    async withdraw(db, contactId, purpose, now) {
      await db.consent.updateMany({
        where: { contact_id: contactId, purpose, withdrawn_at: null },
        data: { withdrawn_at: now },
      });
    },
  };
}
