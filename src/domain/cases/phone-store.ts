import type { Database } from '../contacts/index.js';
import type { CaseState } from './types.js';

/** A case that was found by a number. */
export interface FoundRow {
  readonly id: string;
  readonly serial: number;
  readonly created_at: Date;
  readonly state: CaseState;
}

const hex = (lookups: readonly Uint8Array[]) => lookups.map((lookup) => Buffer.from(lookup).toString('hex'));

/** By which digests a case is found: of the numbers that she left, and of nothing else. */
export function createPhoneStore() {
  return {
    /** Puts these in place of those before; none takes all away. Under the lock of the case. */
    async set(tx: Database, caseId: string, lookups: readonly Uint8Array[]): Promise<void> {
      await tx.$executeRaw`DELETE FROM case_phone_index WHERE case_id = ${caseId}::uuid`;
      await tx.$executeRaw`
        INSERT INTO case_phone_index (case_id, lookup)
        SELECT ${caseId}::uuid, decode(x, 'hex') FROM unnest(${hex(lookups)}::text[]) AS x ON CONFLICT DO NOTHING`;
      await tx.$executeRaw`UPDATE case_file SET phone_indexed = true WHERE id = ${caseId}::uuid AND NOT phone_indexed`;
    },

    /** The cases with one of these, or of that number of a case, the newest first. */
    async find(
      db: Database,
      lookups: readonly Uint8Array[],
      number: { readonly year: number; readonly serial: number } | null,
    ): Promise<FoundRow[]> {
      return db.$queryRaw<FoundRow[]>`
        SELECT id::text, serial, created_at, state FROM case_file
        WHERE id IN (SELECT case_id FROM case_phone_index
            WHERE lookup IN (SELECT decode(x, 'hex') FROM unnest(${hex(lookups)}::text[]) AS x))
          OR (serial = ${number?.serial ?? null}::int
            AND date_part('year', created_at AT TIME ZONE 'Asia/Shanghai') = ${number?.year ?? null}::int)
        ORDER BY created_at DESC, serial DESC LIMIT 50`;
    },

    /** Cases from before there was an index, held for the transaction; those that another process holds are left to it. */
    async missing(tx: Database, most: number): Promise<string[]> {
      const rows = await tx.$queryRaw<Array<{ id: string }>>`
        SELECT id::text FROM case_file WHERE NOT phone_indexed ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED`;
      return rows.map(({ id }) => id);
    },
  };
}
export type PhoneStore = ReturnType<typeof createPhoneStore>;
