import { addressKey, type Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { type Claimable, createClaim, outboxPlace as place, type Sending } from './claim-store.js';
import type { MessagingDatabase } from './inbox-store.js';
import type { Lane } from './lane.js';

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
  /** Not sent before then; at once when not given. */
  readonly notBefore?: Date;
  readonly now: Date;
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

const EMPTY = new Uint8Array();
/** What can still become of a message whose call came back after somebody had queued, held or cancelled it again. */
const STILL_OPEN = ['sending', 'queued', 'held', 'cancelled'];

/** Every message out. It is committed as `sending` before the call, so that a crash in between can't lose it. */
export function createOutboxStore(sealer: Sealer) {
  const claim = createClaim(sealer);
  return {
    async enqueue(tx: Database, messages: readonly Outgoing[]): Promise<void> {
      for (const message of messages) {
        const key =
          message.chatAddress === null
            ? sealer.blindIndex('out-of-turn', message.dedupeKey)
            : addressKey(sealer, message.channel, message.chatAddress);
        const payload = sealer.seal(place(message.dedupeKey), message.content);
        await tx.$executeRaw`
          INSERT INTO outbox (channel, contact_id, chat_key, lane, dedupe_key, payload, not_before, created_at)
          VALUES (${message.channel}, ${message.contactId}::uuid, ${key}, ${message.lane}, ${message.dedupeKey}, ${payload}, ${message.notBefore ?? message.now}, ${message.now})
          ON CONFLICT (dedupe_key) DO NOTHING`;
      }
    },

    /** The next message that may go now, marked `sending`. */
    claim: (pool: MessagingDatabase['pool'], what: Claimable): Promise<Sending | null> => claim(pool, what),

    /** Records how a message went on. One that a later leader queued again, or that was held or cancelled meanwhile, is marked sent all the same. */
    async settle(db: Database, message: Sending, outcome: Outcome, now: Date): Promise<void> {
      const { id } = message;
      switch (outcome.state) {
        case 'sent':
          await db.outbox.updateMany({
            where: { id, state: { in: STILL_OPEN } },
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
            where: { id, state: { in: ['sending', 'queued', 'held'] } },
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

    /** Takes back what waits for a contact, or is on its way, under keys that begin so. What arrives all the same is marked sent. */
    async cancel(tx: Database, contactId: string, keys: readonly string[]): Promise<void> {
      await tx.$executeRaw`
        UPDATE outbox SET state = 'cancelled', error_code = 'taken_back', payload = ${EMPTY}
        WHERE contact_id = ${contactId}::uuid AND state IN ('queued', 'sending')
          AND EXISTS (SELECT FROM unnest(${keys}::text[]) AS begins WHERE starts_with(dedupe_key, begins || ':'))`;
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
