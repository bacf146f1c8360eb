import type { Database } from '../contacts/index.js';

export interface StoredDanger {
  readonly id: string;
  readonly staff_id: string | null;
  readonly answers: Uint8Array;
  readonly created_at: Date;
}

export interface NewDanger {
  readonly id: string;
  readonly caseId: string;
  /** Null when she answered by herself. */
  readonly staffId: string | null;
  /** Answers and result, sealed. */
  readonly answers: Uint8Array;
  readonly submissionKey: Uint8Array;
  readonly now: Date;
}

/** The danger assessments of a case. They are only ever added, under the lock of the case. */
export function createDangerStore() {
  return {
    /** The newest first. */
    async of(db: Database, caseId: string): Promise<StoredDanger[]> {
      return db.$queryRaw<StoredDanger[]>`
        SELECT id::text, staff_id::text, answers, created_at
        FROM danger_assessment WHERE case_id = ${caseId}::uuid ORDER BY created_at DESC, id`;
    },

    /** Adds it after all others of the case, whatever the clock says. */
    async add(tx: Database, { id, caseId, staffId, answers, submissionKey, now }: NewDanger): Promise<void> {
      await tx.$executeRaw`
        INSERT INTO danger_assessment (id, case_id, staff_id, answers, submission_key, created_at)
        SELECT ${id}::uuid, ${caseId}::uuid, ${staffId}::uuid, ${answers}::bytea, ${submissionKey}::bytea,
          GREATEST(${now}::timestamptz, (
            SELECT max(created_at) + interval '1 millisecond' FROM danger_assessment WHERE case_id = ${caseId}::uuid))`;
    },

    /** The assessment of a submission. */
    async bySubmission(
      db: Database,
      submissionKey: Uint8Array,
    ): Promise<Pick<StoredDanger, 'id' | 'answers'> | null> {
      const rows = await db.$queryRaw<Array<Pick<StoredDanger, 'id' | 'answers'>>>`
        SELECT id::text, answers FROM danger_assessment WHERE submission_key = ${submissionKey}`;
      return rows[0] ?? null;
    },
  };
}
export type DangerStore = ReturnType<typeof createDangerStore>;
