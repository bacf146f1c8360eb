import type { Database } from '../contacts/index.js';
import type { OutboxStore } from '../messaging/index.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { EntryStore } from './entry-store.js';

/** Tells a chat, without a word of what about, that there is news. The same key again tells nothing. */
export type Tell = (db: Database, contactId: string, dedupeKey: string, now: Date) => Promise<void>;

/** With what the key of such a notice begins where it waits to be sent. */
export const NEWS_KEY = 'case-news:';

export interface NewsDeps {
  readonly cases: Pick<CaseStore, 'listeners'>;
  readonly entries: Pick<EntryStore, 'of'>;
  readonly outbox: Pick<OutboxStore, 'cancel'>;
  readonly tell: Tell;
}

/** What goes out about a case without anybody's pressing "send" for it: that there is news. */
export interface News {
  /** Tells every linked chat of an entry; nobody while the case was left in a hurry or her phone isn't safe: it may be in other hands. */
  tellAll(tx: Database, found: StoredCase, entryId: string, now: Date): Promise<void>;
  /** Takes back what waits to be sent. Under the lock of the case. */
  holdBack(tx: Database, caseId: string): Promise<void>;
}

export function createNews({ cases, entries, outbox, tell }: NewsDeps): News {
  return {
    async tellAll(tx, { id, left_at: leftAt, unsafe_channel_at: unsafeAt }, entryId, now) {
      const listeners = leftAt === null && unsafeAt === null ? await cases.listeners(tx, id) : [];
      for (const contactId of listeners) {
        await tell(tx, contactId, keyOf(entryId, contactId), now);
      }
    },

    async holdBack(tx, caseId) {
      const told = await entries.of(tx, caseId);
      for (const contactId of await cases.listeners(tx, caseId)) {
        const keys = told.map(({ id }) => NEWS_KEY + keyOf(id, contactId));
        await outbox.cancel(tx, contactId, keys);
      }
    },
  };
}

const keyOf = (entryId: string, contactId: string) => `case:${entryId}:${contactId}`;
