import type { Database } from '../contacts/index.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** A draft, sealed, ready to be written. */
export interface NewDraft {
  readonly id: string;
  readonly lookup: Bytes;
  readonly codeHash: string;
  readonly payload: Bytes;
  /** Of the case that this form becomes. */
  readonly submissionKey: Bytes;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** Reports that are not sent yet. */
export function createDraftStore() {
  return {
    /**
     * Writes a draft, or writes it anew under the same digits; nothing when its report was sent already.
     * @returns false when another draft has the first half of its digits
     */
    async put(db: Database, draft: NewDraft): Promise<boolean | 'sent'> {
      const { id, lookup, codeHash, payload, submissionKey, now, expiresAt } = draft;
      const written = await db.$executeRaw`
        INSERT INTO intake_draft (id, lookup, code_hash, payload, created_at, expires_at)
        SELECT ${id}::uuid, ${lookup}::bytea, ${codeHash}, ${payload}::bytea, ${now}::timestamptz, ${expiresAt}::timestamptz
        WHERE NOT EXISTS (SELECT FROM case_file WHERE submission_key = ${submissionKey})
        ON CONFLICT (lookup) DO UPDATE SET payload = EXCLUDED.payload, created_at = EXCLUDED.created_at,
          expires_at = EXCLUDED.expires_at
        WHERE intake_draft.id = EXCLUDED.id`;
      if (written === 1) {
        return true;
      }
      const sent = await db.$queryRaw<
        unknown[]
      >`SELECT 1 FROM case_file WHERE submission_key = ${submissionKey}`;
      return sent.length > 0 && 'sent';
    },

    /** Null when it was sent or thrown away at this very moment. */
    async payloadOf(db: Database, id: string): Promise<Uint8Array | null> {
      const rows = await db.$queryRaw<Array<{ payload: Uint8Array }>>`
        SELECT payload FROM intake_draft WHERE id = ${id}::uuid`;
      return rows[0]?.payload ?? null;
    },
  };
}
export type DraftStore = ReturnType<typeof createDraftStore>;
