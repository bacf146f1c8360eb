import type { Database } from '../contacts/index.js';

/** Open pages of reporters. */
export function createVisitStore() {
  return {
    async begin(tx: Database, id: Uint8Array, caseId: string, now: Date): Promise<void> {
      await tx.$executeRaw`
        INSERT INTO case_visit (id, case_id, seen_at, created_at) VALUES (${id}, ${caseId}::uuid, ${now}, ${now})`;
    },

    /** The case of a visit that was seen after `seenAfter` and begun after `begunAfter`, which goes on from now; null when it is over. */
    async goOn(
      db: Database,
      id: Uint8Array,
      now: Date,
      { seenAfter, begunAfter }: { readonly seenAfter: Date; readonly begunAfter: Date },
    ): Promise<string | null> {
      const rows = await db.$queryRaw<Array<{ case_id: string }>>`
        UPDATE case_visit SET seen_at = ${now} WHERE id = ${id} AND seen_at > ${seenAfter}
          AND created_at > ${begunAfter} RETURNING case_id::text`;
      return rows[0]?.case_id ?? null;
    },

    async end(db: Database, id: Uint8Array): Promise<void> {
      await db.$executeRaw`DELETE FROM case_visit WHERE id = ${id}`;
    },
  };
}
export type VisitStore = ReturnType<typeof createVisitStore>;
