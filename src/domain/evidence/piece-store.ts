import type { Pool } from 'pg';
import type { FileAt } from './pieces.js';

/** The sealed pieces of files. By the pool, which hands bytes on as they are; Prisma would turn them into text first. */
export function createPieceStore(pool: Pick<Pool, 'query'>) {
  return {
    /**
     * Rejects when the file has been thrown away meanwhile. Not flushed by itself: PostgreSQL writes its log in order, so that the transaction
     * which keeps the file flushes its pieces as well.
     */
    async add({ id, part }: FileAt, nth: number, bytes: Uint8Array): Promise<void> {
      await pool.query({
        name: 'evidence_add_piece',
        text: `INSERT INTO evidence_chunk (evidence_id, part, nth, bytes)
               SELECT $1::uuid, $2, $3, $4 FROM (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried`,
        values: [id, part, nth, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
      });
    },

    async find({ id, part }: FileAt, nth: number): Promise<Uint8Array | null> {
      const { rows } = await pool.query<{ bytes: Uint8Array }>({
        name: 'evidence_piece',
        text: 'SELECT bytes FROM evidence_chunk WHERE evidence_id = $1::uuid AND part = $2 AND nth = $3',
        values: [id, part, nth],
      });
      return rows[0]?.bytes ?? null;
    },
  };
}
export type PieceStore = ReturnType<typeof createPieceStore>;
