import type { Database } from '../contacts/index.js';

export interface ShownSlip {
  readonly case_id: string;
  readonly serial: number;
  readonly created_at: Date;
  readonly code: Uint8Array;
}
interface Asked {
  readonly tokenKey: Uint8Array;
  /** Digest of the browser session that asks. */
  readonly session: Uint8Array;
  readonly now: Date;
  /** Shown before that, it isn't shown again. */
  readonly shownAfter: Date;
}

/** The digits of new cases, until they have been shown once. */
export function createSlipStore() {
  return {
    /** Marks it as shown to this session and returns it; null when it was shown to another, too long ago, or is not there. */
    async show(db: Database, { tokenKey, session, now, shownAfter }: Asked): Promise<ShownSlip | null> {
      const rows = await db.$queryRaw<ShownSlip[]>`
        UPDATE case_slip s SET shown_to = COALESCE(s.shown_to, ${session}), shown_at = COALESCE(s.shown_at, ${now})
        FROM case_file f
        WHERE f.id = s.case_id AND s.token_key = ${tokenKey} AND s.expires_at > ${now}
          AND (s.shown_to IS NULL OR (s.shown_to = ${session} AND s.shown_at > ${shownAfter}))
        RETURNING s.case_id::text, f.serial, f.created_at, s.code`;
      return rows[0] ?? null;
    },

    /** Whether or not it was shown; null when it has expired. */
    async find(
      db: Database,
      tokenKey: Uint8Array,
      now: Date,
    ): Promise<Pick<ShownSlip, 'case_id' | 'code'> | null> {
      const rows = await db.$queryRaw<Array<Pick<ShownSlip, 'case_id' | 'code'>>>`
        SELECT case_id::text, code FROM case_slip WHERE token_key = ${tokenKey} AND expires_at > ${now}`;
      return rows[0] ?? null;
    },

    async isWaiting(db: Database, { tokenKey, session, now, shownAfter }: Asked): Promise<boolean> {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM case_slip WHERE token_key = ${tokenKey} AND expires_at > ${now}
          AND (shown_to IS NULL OR (shown_to = ${session} AND shown_at > ${shownAfter}))`;
      return rows.length > 0;
    },
  };
}
export type SlipStore = ReturnType<typeof createSlipStore>;
