import type { Pool } from 'pg';
import type { PrismaClient } from '../../generated/prisma/client.js';
import { addressKey, type Database } from '../contacts/index.js';
import type { Place, Sealer } from '../privacy/index.js';

/** The database as messaging needs it: Prisma for transactions, the pool for the one statement that must be fast. */
export interface MessagingDatabase {
  readonly prisma: PrismaClient;
  readonly pool: Pick<Pool, 'query'>;
}

/** An update as a channel brought it. */
export interface Update {
  readonly channel: string;
  /** The channel's own id of the update. */
  readonly updateId: string;
  /** The channel's own id of the chat; updates of one chat are handled in order. */
  readonly chatAddress: string;
  /** The update itself, JSON. */
  readonly payload: string;
  readonly now: Date;
}

/** An update that this transaction holds. */
export interface Claimed {
  readonly id: bigint;
  readonly channel: string;
  readonly updateId: string;
  readonly payload: string;
}

/** After that many failures an update is given up. */
export const MAX_TURN_ATTEMPTS = 5;
const ACCEPT_WITHIN_MS = 3000;
const EMPTY = new Uint8Array();

const place = (channel: string, updateId: string): Place => ({
  table: 'inbox',
  column: 'payload',
  row: `${channel}:${updateId}`,
});

/** Updates as they came in. What `accept` has returned for is never lost, and is handled once however often it comes. */
export function createInboxStore(sealer: Sealer) {
  return {
    /** Keeps an update. Rejects within about 3 s when it could not be kept; the channel must then bring it again. */
    async accept(pool: MessagingDatabase['pool'], update: Update): Promise<'new' | 'repeat'> {
      const insert = {
        name: 'inbox_accept',
        text: `INSERT INTO inbox (channel, update_id, chat_key, payload, received_at, not_before)
               VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (channel, update_id) DO NOTHING`,
        values: [
          update.channel,
          update.updateId,
          Buffer.from(addressKey(sealer, update.channel, update.chatAddress)),
          Buffer.from(sealer.seal(place(update.channel, update.updateId), update.payload)),
          update.now,
        ],
        query_timeout: ACCEPT_WITHIN_MS,
      };
      const { rowCount } = await pool.query(insert);
      return rowCount === 1 ? 'new' : 'repeat';
    },

    /** Ids of the oldest open update of each chat, as far as it is due; the oldest first. Holds nothing. */
    async due(db: Database, now: Date, limit: number): Promise<bigint[]> {
      const rows = await db.$queryRaw<Array<{ id: bigint }>>`
        SELECT i.id FROM inbox i
        WHERE i.done_at IS NULL AND i.not_before <= ${now} AND NOT EXISTS (
          SELECT 1 FROM inbox e
          WHERE e.done_at IS NULL AND e.channel = i.channel AND e.chat_key = i.chat_key AND e.id < i.id)
        ORDER BY i.id LIMIT ${limit}`;
      return rows.map((row) => row.id);
    },

    /**
     * Holds an update until the transaction ends; null when another process has it or has done it. One that `due` has named stays
     * the oldest of its chat until it is done. Throws `unsealable`.
     */
    async claim(tx: Database, id: bigint, now: Date): Promise<Claimed | null> {
      const rows = await tx.$queryRaw<Array<{ channel: string; update_id: string; payload: Uint8Array }>>`
        SELECT channel, update_id, payload FROM inbox
        WHERE id = ${id} AND done_at IS NULL AND not_before <= ${now} FOR UPDATE SKIP LOCKED`;
      const row = rows[0];
      return row
        ? {
            id,
            channel: row.channel,
            updateId: row.update_id,
            payload: sealer.open(place(row.channel, row.update_id), row.payload),
          }
        : null;
    },

    /** Marks a held update done, or dead with a code, and empties it. */
    async finish(tx: Database, id: bigint, now: Date, errorCode?: string): Promise<void> {
      await tx.$executeRaw`
        UPDATE inbox SET done_at = ${now}, payload = ${EMPTY}, error_code = ${errorCode ?? null} WHERE id = ${id}`;
    },

    /** Counts a failed turn. @returns how often it has failed; null when it is done or held elsewhere */
    async countFailure(tx: Database, id: bigint, errorCode: string): Promise<number | null> {
      const rows = await tx.$queryRaw<Array<{ attempts: number }>>`
        UPDATE inbox SET attempts = attempts + 1, error_code = ${errorCode}
        WHERE id = (SELECT id FROM inbox WHERE id = ${id} AND done_at IS NULL FOR UPDATE SKIP LOCKED)
        RETURNING attempts`;
      return rows[0]?.attempts ?? null;
    },

    /** The update, and with it its chat, waits until then. */
    async putOff(tx: Database, id: bigint, notBefore: Date): Promise<void> {
      await tx.$executeRaw`UPDATE inbox SET not_before = ${notBefore} WHERE id = ${id}`;
    },
  };
}
export type InboxStore = ReturnType<typeof createInboxStore>;
