import { z } from 'zod';
import type { Reply, ReplyKind } from '../../conversation/types.js';
import type { Database } from '../../domain/contacts/index.js';
import { NEWS, NOT_NEWS, type Place, type Sealer } from '../../domain/privacy/index.js';
import type { PrismaClient } from '../../generated/prisma/client.js';
import type { ChatLine } from '../../conversation/chat.js';

/** The client itself: it can begin a transaction. */
export type ChatDatabase = PrismaClient;

/** PostgreSQL's channel on which talks are told of. */
export const SIGNAL = 'chat_message';

interface Row {
  readonly id: bigint;
  readonly contact_id: string;
  readonly direction: string;
  readonly payload: Uint8Array;
}

const place = (row: Omit<Row, 'payload'>): Place => ({
  table: 'chat_message',
  column: 'payload',
  row: `${row.contact_id}|${row.id}|${row.direction}`,
});

const replySchema = z.strictObject({
  text: z.string(),
  buttons: z
    .array(z.strictObject({ label: z.string(), value: z.string(), beside: z.literal(true).optional() }))
    .optional(),
  links: z.array(z.strictObject({ label: z.string(), url: z.string() })).optional(),
  sensitive: z.boolean().optional(),
});
const inSchema = z.strictObject({
  text: z.string(),
  kind: z.string(),
  replies: z.number().int(),
  lasting: z.literal(true).optional(),
});

/** What a visitor said and what it led to: enough to give the same answer to the same message again. */
export interface Said {
  readonly text: string;
  readonly kind: ReplyKind;
  /** How many replies follow directly. */
  readonly replies: number;
  /** Set when she left a question that will be answered here. */
  readonly lasting?: true;
}

export type NewLine =
  | { readonly direction: 'in'; readonly said: Said; readonly clientKey?: string | undefined }
  /** `newsKey` marks what she did not just ask for: it waits until she comes back, and stands once. */
  | { readonly direction: 'out'; readonly reply: Reply; readonly newsKey?: string };

/** Lines since a time, and news of any age: those go with their contact. */
const shownSince = (since: Date) => ({
  OR: [{ created_at: { gte: since } }, { client_key: { startsWith: NEWS } }],
});
const keyOf = (line: NewLine): string | null =>
  line.direction === 'in'
    ? (line.clientKey ?? null)
    : line.newsKey === undefined
      ? null
      : NEWS + line.newsKey;

/** Lines of web chats: ciphertext, in order, gone with their contact. */
export function createChatStore(sealer: Sealer) {
  const open = (row: Row): unknown => JSON.parse(sealer.open(place(row), row.payload));
  const present = (row: Row): ChatLine =>
    row.direction === 'in'
      ? { id: String(row.id), direction: 'in', reply: { text: inSchema.parse(open(row)).text } }
      : { id: String(row.id), direction: 'out', reply: replySchema.parse(open(row)) };

  return {
    /** Holds the talk until the transaction ends. False when the contact is gone. */
    async lock(db: Database, contactId: string): Promise<boolean> {
      const rows = await db.$queryRaw<
        unknown[]
      >`SELECT 1 AS held FROM contact WHERE id = ${contactId}::uuid FOR NO KEY UPDATE`;
      return rows.length > 0;
    },

    /** Appends lines. The talk must be locked: ids then grow in the order in which they become visible. */
    async append(db: Database, contactId: string, lines: readonly NewLine[], now: Date): Promise<string[]> {
      const drawn = await db.$queryRaw<Array<{ id: bigint }>>`
        SELECT nextval(pg_get_serial_sequence('chat_message', 'id')) AS id FROM generate_series(1, ${lines.length}::int) ORDER BY 1`;
      const data = lines.map((line, at) => {
        const row = { id: drawn[at]?.id ?? 0n, contact_id: contactId, direction: line.direction };
        const content = line.direction === 'in' ? line.said : line.reply;
        const client_key = keyOf(line);
        return {
          ...row,
          client_key,
          payload: sealer.seal(place(row), JSON.stringify(content)),
          created_at: now,
        };
      });
      await db.chatMessage.createMany({ data });
      return data.map((row) => String(row.id));
    },

    /** The newest lines since a time, oldest first. */
    async newest(db: Database, contactId: string, since: Date, most: number): Promise<ChatLine[]> {
      const rows = await db.chatMessage.findMany({
        where: { contact_id: contactId, ...shownSince(since) },
        orderBy: { id: 'desc' },
        take: most,
      });
      return rows.reverse().map(present);
    },

    /** Lines after an id, oldest first. */
    async after(db: Database, contactId: string, id: string, since: Date, most: number): Promise<ChatLine[]> {
      const rows = await db.chatMessage.findMany({
        where: { contact_id: contactId, id: { gt: BigInt(id) }, ...shownSince(since) },
        orderBy: { id: 'asc' },
        take: most,
      });
      return rows.map(present);
    },

    async hasNews(db: Database, contactId: string, newsKey: string): Promise<boolean> {
      return (
        (await db.chatMessage.count({ where: { contact_id: contactId, client_key: NEWS + newsKey } })) > 0
      );
    },

    /** The message of that client key with its replies, or null. */
    async findSaid(
      db: Database,
      contactId: string,
      clientKey: string,
    ): Promise<{ said: Said; lines: ChatLine[] } | null> {
      const row = await db.chatMessage.findUnique({
        where: { contact_id_client_key: { contact_id: contactId, client_key: clientKey } },
      });
      if (!row) {
        return null;
      }
      const said = inSchema.parse(open(row)) as Said;
      const replies = await db.chatMessage.findMany({
        where: { contact_id: contactId, id: { gt: row.id }, direction: 'out' },
        orderBy: { id: 'asc' },
        take: said.replies,
      });
      return { said, lines: [row, ...replies].map(present) };
    },

    /** Tells all processes, when the transaction commits, that a talk has changed. */
    async signal(db: Database, talkKey: string, event: 'line' | 'forgotten'): Promise<void> {
      await db.$executeRaw`SELECT pg_notify(${SIGNAL}, ${`${event}:${talkKey}`})`;
    },

    /** Deletes lines older than that, but for news; returns how many. */
    async deleteBefore(db: Database, before: Date): Promise<number> {
      const { count } = await db.chatMessage.deleteMany({
        where: { created_at: { lt: before }, ...NOT_NEWS },
      });
      return count;
    },
  };
}
export type ChatStore = ReturnType<typeof createChatStore>;
