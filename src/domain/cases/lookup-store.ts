import type { Database } from '../contacts/index.js';

export interface NewLookup {
  readonly id: string;
  readonly staffId: string;
  readonly kind: string;
  /** The reason, sealed. */
  readonly words: Uint8Array;
  readonly now: Date;
}

/** Why staff looked for a case. Rows are only ever added. */
export function createLookupStore() {
  return {
    /** How often somebody has looked since then; until the transaction ends nobody looks with the same account. */
    async count(tx: Database, staffId: string, since: Date): Promise<number> {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('case lookup ' || ${staffId}, 0))`;
      const rows = await tx.$queryRaw<Array<{ count: number }>>`
        SELECT count(*)::int AS count FROM case_lookup WHERE staff_id = ${staffId}::uuid AND at > ${since}`;
      return rows[0]?.count ?? 0;
    },

    async add(tx: Database, { id, staffId, kind, words, now }: NewLookup): Promise<void> {
      await tx.$executeRaw`
        INSERT INTO case_lookup (id, staff_id, at, kind, words)
        VALUES (${id}::uuid, ${staffId}::uuid, ${now}, ${kind}, ${words})`;
    },
  };
}
export type LookupStore = ReturnType<typeof createLookupStore>;
