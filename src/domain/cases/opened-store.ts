import type { Database } from '../contacts/index.js';

interface Traces {
  /** The digest of a visit's secret; a visit that is over tells its case as long as it stands. */
  readonly visit: Uint8Array | null;
  /** Digests of slips' tokens. */
  readonly slips: readonly Uint8Array[];
  readonly contactId: string | null;
  readonly now: Date;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Which cases a browser had open or has sent. */
export function createOpenedStore() {
  return {
    /** Their ids, in one order for everybody who locks several. */
    async cases(db: Database, { visit, slips, contactId, now }: Traces): Promise<string[]> {
      const rows = await db.$queryRaw<Array<{ case_id: string }>>`
        SELECT case_id::text FROM (
          SELECT case_id FROM case_visit WHERE id = ${visit}::bytea
          UNION SELECT case_id FROM case_slip WHERE expires_at > ${now}
            AND token_key IN (SELECT decode(token, 'hex') FROM unnest(${slips.map(hex)}::text[]) AS token)
          UNION SELECT case_id FROM case_link WHERE contact_id = ${contactId}::uuid) AS opened
        ORDER BY opened.case_id`;
      return rows.map((row) => row.case_id);
    },
  };
}
