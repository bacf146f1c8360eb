import type { Database } from '../contacts/index.js';
import type { Place, Sealer } from '../privacy/index.js';
import { chatKey, type MessagingDatabase } from './inbox-store.js';

/** 0 interactive, 1 notice, 2 bulk: a lower lane always goes first. */
export type Lane = 0 | 1 | 2;

/** A message to be sent. */
export interface Outgoing {
  readonly channel: string;
  /** Null for the last word to somebody who has just been forgotten. */
  readonly contactId: string | null;
  /** The channel's own id of the chat; null for a call that neither waits for nor delays the messages of a chat. */
  readonly chatAddress: string | null;
  readonly lane: Lane;
  /** A second message with the same key is not kept. */
  readonly dedupeKey: string;
  /** What the channel's sender needs, the address included. */
  readonly content: string;
  readonly now: Date;
}

/** A message that is being sent; `chat` tells chats apart and says no more. */
export interface Sending {
  readonly id: bigint;
  readonly contactId: string | null;
  readonly chat: string;
  readonly dedupeKey: string;
  readonly attempts: number;
  readonly content: string;
}

/** How a message that was `sending` goes on. */
export type Outcome =
  | { readonly state: 'sent'; readonly messageRef: string | null }
  | { readonly state: 'failed'; readonly errorCode: string }
  /** Again, not before then. `counted` raises the attempts; `content` replaces the message. */
  | {
      readonly state: 'queued';
      readonly notBefore: Date;
      readonly counted: boolean;
      readonly possiblyTwice: boolean;
      readonly content?: string;
    };

interface Row {
  readonly id: string;
  readonly contact_id: string | null;
  readonly chat_key: Buffer;
  readonly dedupe_key: string;
  readonly attempts: number;
  readonly payload: Buffer;
}

const EMPTY = new Uint8Array();
const place = (dedupeKey: string): Place => ({ table: 'outbox', column: 'payload', row: dedupeKey });

const CLAIM = `UPDATE outbox SET state = 'sending' WHERE id = (
    SELECT id FROM outbox
    WHERE channel = $1 AND state = 'queued' AND not_before <= $2 AND chat_key <> ALL ($3::bytea[])
    ORDER BY lane, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, contact_id, chat_key, dedupe_key, attempts, payload`;

/** Every message out. It is committed as `sending` before the call, so that a crash in between can't lose it. */
export function createOutboxStore(sealer: Sealer) {
  return {
    async enqueue(tx: Database, messages: readonly Outgoing[]): Promise<void> {
      for (const message of messages) {
        const key =
          message.chatAddress === null
            ? sealer.blindIndex('out-of-turn', message.dedupeKey)
            : chatKey(sealer, message.channel, message.chatAddress);
        const payload = sealer.seal(place(message.dedupeKey), message.content);
        await tx.$executeRaw`
          INSERT INTO outbox (channel, contact_id, chat_key, lane, dedupe_key, payload, not_before, created_at)
          VALUES (${message.channel}, ${message.contactId}::uuid, ${key}, ${message.lane}, ${message.dedupeKey}, ${payload}, ${message.now}, ${message.now})
          ON CONFLICT (dedupe_key) DO NOTHING`;
      }
    },

    /** The next message that may go now, marked `sending`; chats in `resting` are passed over. An unreadable one fails. */
    async claim(
      pool: MessagingDatabase['pool'],
      channel: string,
      now: Date,
      resting: readonly string[],
    ): Promise<Sending | null> {
      const keys = resting.map((chat) => Buffer.from(chat, 'base64'));
      const { rows } = await pool.query<Row>(CLAIM, [channel, now, keys]);
      const row = rows[0];
      if (!row) {
        return null;
      }
      const sending = {
        id: BigInt(row.id),
        contactId: row.contact_id,
        chat: row.chat_key.toString('base64'),
      };
      try {
        const content = sealer.open(place(row.dedupe_key), row.payload);
        return { ...sending, dedupeKey: row.dedupe_key, attempts: row.attempts, content };
      } catch {
        return { ...sending, dedupeKey: row.dedupe_key, attempts: row.attempts, content: '' };
      }
    },

    /** Records how a message went on. One that a later leader has queued again meanwhile is marked sent all the same. */
    async settle(db: Database, message: Sending, outcome: Outcome, now: Date): Promise<void> {
      const { id } = message;
      switch (outcome.state) {
        case 'sent':
          await db.outbox.updateMany({
            where: { id, state: { in: ['sending', 'queued'] } },
            data: {
              state: 'sent',
              sent_at: now,
              message_ref: outcome.messageRef,
              error_code: null,
              payload: EMPTY,
            },
          });
          return;
        case 'failed':
          await db.outbox.updateMany({
            where: { id, state: { in: ['sending', 'queued'] } },
            data: { state: 'failed', error_code: outcome.errorCode, payload: EMPTY },
          });
          return;
        case 'queued':
          await db.outbox.updateMany({
            where: { id, state: 'sending' },
            data: {
              state: 'queued',
              not_before: outcome.notBefore,
              ...(outcome.counted ? { attempts: { increment: 1 } } : {}),
              ...(outcome.possiblyTwice ? { possibly_twice: true } : {}),
              ...(outcome.content === undefined
                ? {}
                : { payload: sealer.seal(place(message.dedupeKey), outcome.content) }),
            },
          });
          return;
      }
    },

    /** Queues again what a dead process left half-sent. @returns how many */
    async requeueInterrupted(db: Database, channel: string): Promise<number> {
      const { count } = await db.outbox.updateMany({
        where: { channel, state: 'sending' },
        data: { state: 'queued', possibly_twice: true },
      });
      return count;
    },

    /** Chats whose next message waits after a failure, with the time it waits for. */
    async waitingChats(
      db: Database,
      channel: string,
      now: Date,
    ): Promise<Array<{ chat: string; until: Date }>> {
      const rows = await db.outbox.findMany({
        where: { channel, state: 'queued', attempts: { gt: 0 }, not_before: { gt: now } },
        select: { chat_key: true, not_before: true },
      });
      return rows.map((row) => ({
        chat: Buffer.from(row.chat_key).toString('base64'),
        until: row.not_before,
      }));
    },
  };
}
export type OutboxStore = ReturnType<typeof createOutboxStore>;
