import type { Database } from '../contacts/index.js';
import type { EntryKind } from './entry-kinds.js';
import type { CaseState } from './types.js';

export interface StoredEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly staff_id: string | null;
  readonly payload: Uint8Array | null;
  readonly transition: string | null;
  readonly from_state: CaseState | null;
  readonly to_state: CaseState | null;
  readonly created_at: Date;
}

export interface NewEntry {
  readonly id: string;
  readonly caseId: string;
  readonly kind: EntryKind;
  readonly staffId: string | null;
  readonly payload: Uint8Array | null;
  readonly move?: { readonly name: string; readonly from: CaseState; readonly to: CaseState };
  readonly submissionKey?: Uint8Array;
  readonly now: Date;
}

/** The timeline of a case, under its lock. Lines are only ever added; their words go only when she takes back how she is reached. */
export function createEntryStore() {
  return {
    /** Oldest first. */
    async of(db: Database, caseId: string): Promise<StoredEntry[]> {
      return db.$queryRaw<StoredEntry[]>`
        SELECT id::text, kind, staff_id::text, payload, transition, from_state, to_state, created_at
        FROM case_entry WHERE case_id = ${caseId}::uuid ORDER BY created_at, id`;
    },

    /** Adds it after all others, whatever the clock says. False when this submission stands already. */
    async add(tx: Database, entry: NewEntry): Promise<boolean> {
      const { move } = entry;
      const added = await tx.$executeRaw`
        INSERT INTO case_entry (id, case_id, kind, staff_id, payload, transition, from_state, to_state, submission_key, created_at)
        SELECT ${entry.id}::uuid, ${entry.caseId}::uuid, ${entry.kind}, ${entry.staffId}::uuid, ${entry.payload}::bytea,
          ${move?.name ?? null}, ${move?.from ?? null}, ${move?.to ?? null}, ${entry.submissionKey ?? null}::bytea,
          GREATEST(${entry.now}::timestamptz, (
            SELECT max(created_at) + interval '1 millisecond' FROM case_entry WHERE case_id = ${entry.caseId}::uuid))
        ON CONFLICT (submission_key) DO NOTHING`;
      return added === 1;
    },

    /** The entry of a submission. */
    async bySubmission(
      db: Database,
      submissionKey: Uint8Array,
    ): Promise<Pick<StoredEntry, 'id' | 'payload'> | null> {
      const rows = await db.$queryRaw<Array<Pick<StoredEntry, 'id' | 'payload'>>>`
        SELECT id::text, payload FROM case_entry WHERE submission_key = ${submissionKey}`;
      return rows[0] ?? null;
    },

    /** Takes the words out of all lines of a kind; the lines stay. */
    async forgetWords(tx: Database, caseId: string, kind: EntryKind): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_entry SET payload = NULL WHERE case_id = ${caseId}::uuid AND kind = ${kind}`;
    },
  };
}
export type EntryStore = ReturnType<typeof createEntryStore>;
