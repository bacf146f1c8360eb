import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';
import type { Sealer } from '../privacy/index.js';
import { addressKey, openAddress, sealAddress } from './address.js';

/** Where people are reached: two channels that they write on, and the private page on which a subscriber reads her tips. */
export type Channel = 'telegram' | 'webchat' | 'tips_page';

export interface Contact {
  readonly id: string;
  readonly channel: Channel;
  readonly locale: string;
  readonly blocked: boolean;
}

interface Row {
  readonly id: string;
  readonly channel: string;
  readonly locale: string;
  readonly blocked_at: Date | null;
}

/** A transaction, or the client itself. */
export type Database = PrismaClient | Prisma.TransactionClient;

/**
 * People who write to us or read at ours. The channel's own id of a chat (Telegram's chat id, the hash of a web cookie, the secret
 * in a page's address) stands only as ciphertext and as blind index.
 */
export function createContactStore(sealer: Sealer) {
  const present = (row: {
    id: string;
    channel: string;
    locale: string;
    blocked_at: Date | null;
  }): Contact => ({
    id: row.id,
    channel: row.channel as Channel,
    locale: row.locale,
    blocked: row.blocked_at !== null,
  });

  return {
    async find(db: Database, channel: Channel, address: string): Promise<Contact | null> {
      const rows = await db.$queryRaw<Row[]>`
        SELECT id::text, channel, locale, blocked_at FROM contact
        WHERE channel = ${channel} AND address_key = ${addressKey(sealer, channel, address)}`;
      return rows[0] ? present(rows[0]) : null;
    },

    /** The contact of an address, made when it writes for the first time. Two at once get the same one. */
    async findOrCreate(
      db: Database,
      channel: Channel,
      address: string,
      locale: string,
      now: Date,
    ): Promise<Contact> {
      const known = await this.find(db, channel, address);
      if (known) {
        return known;
      }
      const id = randomUUID();
      const sealed = sealAddress(sealer, id, address);
      await db.$executeRaw`
        INSERT INTO contact (id, channel, address_key, address, locale, created_at, seen_at)
        VALUES (${id}::uuid, ${channel}, ${addressKey(sealer, channel, address)}, ${sealed}, ${locale}, ${now}, ${now})
        ON CONFLICT (channel, address_key) DO NOTHING`;
      const made = await this.find(db, channel, address);
      if (!made) {
        throw new Error('the contact vanished while it was made');
      }
      return made;
    },

    /** A contact by its id, locked until the transaction ends; null when she is gone. */
    async hold(db: Database, id: string): Promise<Contact | null> {
      const rows = await db.$queryRaw<Row[]>`
        SELECT id::text, channel, locale, blocked_at FROM contact WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
      return rows[0] ? present(rows[0]) : null;
    },

    /** The channel's own id of a contact's chat, or null when she is gone. */
    async addressOf(db: Database, id: string): Promise<string | null> {
      const row = await db.contact.findUnique({ where: { id }, select: { address: true } });
      return row && openAddress(sealer, id, row.address);
    },

    /** Notes that she was here; a contact who writes again is no longer blocked. */
    async markSeen(db: Database, id: string, now: Date): Promise<void> {
      await db.$executeRaw`UPDATE contact SET seen_at = ${now}, blocked_at = NULL WHERE id = ${id}::uuid`;
    },

    async setLocale(db: Database, id: string, locale: string): Promise<void> {
      await db.contact.updateMany({ where: { id }, data: { locale } });
    },

    /**
     * She blocked us: nothing waits to be sent to her any more, and the talk begins anew, so that nobody who opens it again on her phone
     * finds an open report.
     */
    async block(db: Database, id: string, now: Date): Promise<void> {
      await db.contact.updateMany({ where: { id, blocked_at: null }, data: { blocked_at: now } });
      await db.chatSession.deleteMany({ where: { contact_id: id } });
      await db.outbox.updateMany({
        where: { contact_id: id, state: { in: ['queued', 'held'] } },
        data: { state: 'cancelled', error_code: 'blocked', payload: new Uint8Array() },
      });
    },

    /**
     * Deletes the contact with her session, messages, questions, the drafts that staff made of these, and whatever waits to be
     * sent. The numbers of her updates stay to know a repeat, but no longer tell whose they were.
     */
    async forget(db: Database, id: string): Promise<void> {
      await db.$executeRaw`
        UPDATE inbox SET chat_key = decode(md5(random()::text), 'hex')
        WHERE done_at IS NOT NULL AND chat_key = (SELECT address_key FROM contact WHERE id = ${id}::uuid)`;
      // held first: a draft that is being made of one is made before, and found, or not at all
      await db.$queryRaw`SELECT id FROM knowledge_gap WHERE contact_id = ${id}::uuid ORDER BY id FOR UPDATE`;
      await db.knowledgeDraft.deleteMany({ where: { gap: { contact_id: id } } });
      await db.knowledgeGap.deleteMany({ where: { contact_id: id } });
      await db.contact.deleteMany({ where: { id } });
    },
  };
}
export type ContactStore = ReturnType<typeof createContactStore>;
