import type { Database } from '../contacts/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A message in a messenger, by the messenger's own number of it in that chat. */
export interface Trace {
  readonly contactId: string;
  readonly messageId: number;
}

/** A message whose time to be taken back has come. */
export interface DueTrace extends Trace {
  /** Names the wish to take it back: asked for again later, it is another. */
  readonly deleteAt: Date;
}

/** How a chat was cleared. */
export interface Cleared {
  readonly erased: number;
  /** Messages that the messenger would not take back. */
  readonly stay: number;
  /** True when one of ours may stand there twice, and we know the number of one only. */
  readonly perhapsTwice: boolean;
}

/** How long our own word about the clearing can still be read, in milliseconds. */
const FAREWELL = MINUTE;
/** Telegram takes back what is younger than 48 hours: one hour before, at the latest, it is asked to. */
const TAKEN_BACK_FOR = 48 * HOUR;
const LATEST = TAKEN_BACK_FOR - HOUR;

/** The key of a deletion in the outbox: the same wish is carried out once. */
export const erasureKey = ({ contactId, messageId, deleteAt }: DueTrace): string =>
  `erase:${contactId}:${messageId}:${deleteAt.getTime()}`;

/**
 * Numbers of messages that a woman may want to have taken back from her chat: hers and ours while something was told. Never a word of
 * them. Nothing is deleted unless `askFor` was called.
 */
export function createTraceStore() {
  return {
    /** Notes one of hers. One that comes while a clearing is still to come goes with it. */
    async addHers(db: Database, { contactId, messageId }: Trace, sentAt: Date, now: Date): Promise<void> {
      await db.$executeRaw`
        INSERT INTO chat_trace (contact_id, message_id, from_bot, sent_at, delete_at)
        VALUES (${contactId}::uuid, ${messageId}, false, ${sentAt},
          (SELECT max(t.delete_at) FROM chat_trace t WHERE t.contact_id = ${contactId}::uuid AND t.delete_at > ${now}))
        ON CONFLICT (contact_id, message_id) DO NOTHING`;
    },

    /**
     * Notes one of ours that was just sent. One that was written before the clearing came due goes with it, but can be read for a minute.
     * Waits for a turn of the same talk, in which she may ask for it.
     */
    async addSent(db: Database, outboxId: bigint, { contactId, messageId }: Trace, now: Date): Promise<void> {
      await db.$queryRaw`SELECT 1 FROM contact WHERE id = ${contactId}::uuid FOR SHARE`;
      const readable = new Date(now.getTime() + FAREWELL);
      await db.$executeRaw`
        INSERT INTO chat_trace (contact_id, message_id, from_bot, sent_at, delete_at)
        SELECT o.contact_id, ${messageId}, true, ${now},
          (SELECT greatest(max(t.delete_at), ${readable}) FROM chat_trace t
           WHERE t.contact_id = o.contact_id AND t.delete_at >= o.created_at HAVING max(t.delete_at) IS NOT NULL)
        FROM outbox o WHERE o.id = ${outboxId} AND o.contact_id = ${contactId}::uuid
        ON CONFLICT (contact_id, message_id) DO NOTHING`;
    },

    /** She wants all of it taken back at that time, or before Telegram would refuse. What could not be taken back is tried once more. */
    async askFor(db: Database, contactId: string, at: Date, now: Date): Promise<void> {
      await db.$executeRaw`
        UPDATE chat_trace SET failed = false,
          delete_at = greatest(${now}::timestamptz, least(${at}::timestamptz, sent_at + ${LATEST} * interval '1 millisecond'))
        WHERE contact_id = ${contactId}::uuid AND deleted_at IS NULL`;
    },

    /** What is due and not yet on its way, held until the transaction ends; of one contact only, when she is given. Nothing of who has blocked us. */
    async due(db: Database, now: Date, most: number, contactId: string | null = null): Promise<DueTrace[]> {
      const rows = await db.$queryRaw<Array<{ contact_id: string; message_id: number; delete_at: Date }>>`
        SELECT t.contact_id::text, t.message_id, t.delete_at FROM chat_trace t JOIN contact c ON c.id = t.contact_id
        WHERE t.delete_at <= ${now} AND t.deleted_at IS NULL AND NOT t.failed AND c.blocked_at IS NULL
          AND (${contactId}::uuid IS NULL OR t.contact_id = ${contactId}::uuid)
          AND NOT EXISTS (
            SELECT 1 FROM outbox o WHERE o.dedupe_key = 'erase:' || t.contact_id || ':' || t.message_id || ':' ||
              (extract(epoch FROM t.delete_at) * 1000)::bigint)
        ORDER BY t.delete_at, t.message_id LIMIT ${most} FOR UPDATE OF t SKIP LOCKED`;
      return rows.map((row) => ({
        contactId: row.contact_id,
        messageId: row.message_id,
        deleteAt: row.delete_at,
      }));
    },

    /** Numbers of what she wants taken back and still stands, for the last moment before she is forgotten. */
    async asked(db: Database, contactId: string): Promise<number[]> {
      const rows = await db.chatTrace.findMany({
        where: { contact_id: contactId, delete_at: { not: null }, deleted_at: null, failed: false },
        select: { message_id: true },
        orderBy: { message_id: 'asc' },
      });
      return rows.map((row) => row.message_id);
    },

    async settle(
      db: Database,
      { contactId, messageId }: Trace,
      how: 'erased' | 'stays',
      now: Date,
    ): Promise<void> {
      await db.chatTrace.updateMany({
        where: { contact_id: contactId, message_id: messageId, deleted_at: null },
        data: how === 'erased' ? { deleted_at: now } : { failed: true },
      });
    },

    /** Contacts whose clearing has come to its end, with nothing of ours on its way to them. */
    async ended(db: Database, most: number): Promise<string[]> {
      const rows = await db.$queryRaw<Array<{ id: string }>>`
        SELECT t.contact_id::text AS id FROM chat_trace t JOIN contact c ON c.id = t.contact_id
        WHERE t.delete_at IS NOT NULL AND c.blocked_at IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM outbox o WHERE o.contact_id = t.contact_id AND o.lane = 0 AND o.state IN ('queued', 'sending'))
        GROUP BY t.contact_id HAVING bool_and(t.deleted_at IS NOT NULL OR t.failed) LIMIT ${most}`;
      return rows.map((row) => row.id);
    },

    /** Ends the clearing of a contact that is held, and forgets its numbers; null when another process was first, or more has come due since. */
    async end(db: Database, contactId: string, now: Date): Promise<Cleared | null> {
      const rows = await db.$queryRaw<Array<{ failed: boolean }>>`
        DELETE FROM chat_trace WHERE contact_id = ${contactId}::uuid AND delete_at IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM chat_trace t WHERE t.contact_id = ${contactId}::uuid AND t.delete_at IS NOT NULL
              AND t.deleted_at IS NULL AND NOT t.failed)
        RETURNING failed`;
      if (rows.length === 0) {
        return null;
      }
      const stay = rows.filter(({ failed }) => failed).length;
      const since = new Date(now.getTime() - TAKEN_BACK_FOR);
      const twice = await db.outbox.count({
        where: {
          contact_id: contactId,
          message_ref: { not: null },
          possibly_twice: true,
          sent_at: { gt: since },
        },
      });
      return { erased: rows.length - stay, stay, perhapsTwice: twice > 0 };
    },
  };
}
export type TraceStore = ReturnType<typeof createTraceStore>;
