import type { PrismaClient } from '../../generated/prisma/client.js';
import type { Database } from '../contacts/index.js';

/** The database as evidence needs it for transactions. */
export type EvidenceDatabase = PrismaClient;

/** A file whose bytes are all here, its meta still sealed. */
export interface StoredEvidence {
  readonly id: string;
  readonly meta: Uint8Array;
  readonly kept_at: Date;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The files of cases. What is `receiving` belongs to nobody yet: nothing reads it. */
export function createEvidenceStore() {
  return {
    async begin(tx: Database, id: string, caseId: string, now: Date): Promise<void> {
      await tx.$executeRaw`
        INSERT INTO evidence (id, case_id, state, begun_at) VALUES (${id}::uuid, ${caseId}::uuid, 'receiving', ${now})`;
    },

    /** How many files a case has, with those that began to come in after a moment and may still arrive. */
    async count(tx: Database, caseId: string, begunAfter: Date): Promise<number> {
      const rows = await tx.$queryRaw<Array<{ files: number }>>`
        SELECT count(*)::int AS files FROM evidence
        WHERE case_id = ${caseId}::uuid AND (state = 'kept' OR begun_at > ${begunAfter})`;
      return rows[0]?.files ?? 0;
    },

    /** From now on it is there. False when it was thrown away before. */
    async keep(tx: Database, id: string, meta: Uint8Array, now: Date): Promise<boolean> {
      const kept = await tx.$executeRaw`
        UPDATE evidence SET state = 'kept', meta = ${meta}, kept_at = ${now} WHERE id = ${id}::uuid AND state = 'receiving'`;
      return kept === 1;
    },

    /** Its copy alone stays. */
    async dropOriginal(tx: Database, id: string): Promise<void> {
      await tx.$executeRaw`DELETE FROM evidence_chunk WHERE evidence_id = ${id}::uuid AND part = 'original'`;
    },

    /** Oldest first. */
    async of(db: Database, caseId: string): Promise<StoredEvidence[]> {
      return db.$queryRaw<StoredEvidence[]>`
        SELECT id::text, meta, kept_at FROM evidence
        WHERE case_id = ${caseId}::uuid AND state = 'kept' ORDER BY kept_at, id`;
    },

    async find(db: Database, caseId: string, id: string): Promise<StoredEvidence | null> {
      if (!UUID.test(id)) {
        return null;
      }
      const rows = await db.$queryRaw<StoredEvidence[]>`
        SELECT id::text, meta, kept_at FROM evidence
        WHERE id = ${id}::uuid AND case_id = ${caseId}::uuid AND state = 'kept'`;
      return rows[0] ?? null;
    },

    /** Its keys go with it. False when the case has no such file. */
    async remove(tx: Database, caseId: string, id: string): Promise<boolean> {
      const removed = UUID.test(id)
        ? await tx.$executeRaw`
            DELETE FROM evidence WHERE id = ${id}::uuid AND case_id = ${caseId}::uuid AND state = 'kept'`
        : 0;
      return removed === 1;
    },

    /** Throws away a file that has not arrived. */
    async discard(db: Database, id: string): Promise<void> {
      await db.$executeRaw`DELETE FROM evidence WHERE id = ${id}::uuid AND state = 'receiving'`;
    },

    /** Throws away what began to come in before a moment and never arrived. @returns how many */
    async sweep(db: Database, begunBefore: Date): Promise<number> {
      return db.$executeRaw`DELETE FROM evidence WHERE state = 'receiving' AND begun_at < ${begunBefore}`;
    },
  };
}
export type EvidenceStore = ReturnType<typeof createEvidenceStore>;
