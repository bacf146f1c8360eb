import type { Database } from '../contacts/index.js';

/** Tries of the digits of one number, within an hour of the first. */
export const MOST_TRIES = 10;
const HOUR = 3_600_000;

/** What a try may go on with: the digest to compare with; null for a number that nobody has. */
export type Try =
  { readonly caseId: string; readonly codeHash: string } | { readonly caseId: null; readonly codeHash: null };

interface Row {
  readonly case_id: string | null;
  readonly code_hash: string | null;
  readonly known_since: Date | null;
  readonly is_known: boolean;
  readonly points: number | null;
  readonly expire: bigint | null;
}

/** Counts tries before they are made, so that many at once are counted as well. */
export function createTryStore() {
  return {
    /**
     * Takes one try. A number that nobody has runs out of tries just like one that somebody has.
     * @returns the seconds to wait when there are none left
     */
    async take(
      db: Database,
      asked: {
        readonly year: number;
        readonly serial: number;
        readonly unknownKey: string;
        readonly now: Date;
      },
    ): Promise<Try | number> {
      const { year, serial, unknownKey, now } = asked;
      const since = new Date(now.getTime() - HOUR);
      const ends = BigInt(now.getTime() + HOUR);
      const moment = BigInt(now.getTime());
      const rows = await db.$queryRaw<Row[]>`
        WITH known AS (
          SELECT id, tries_since FROM case_file
          WHERE serial = ${serial} AND date_part('year', created_at AT TIME ZONE 'Asia/Shanghai') = ${year}::int),
        taken AS (
          UPDATE case_file f SET tries = CASE WHEN f.tries_since > ${since} THEN f.tries + 1 ELSE 1 END,
            tries_since = CASE WHEN f.tries_since > ${since} THEN f.tries_since ELSE ${now} END
          FROM known WHERE f.id = known.id
            AND (f.tries < ${MOST_TRIES} OR f.tries_since IS NULL OR f.tries_since <= ${since})
          RETURNING f.id, f.code_hash),
        counted AS (
          INSERT INTO rate_limit (key, points, expire) SELECT ${unknownKey}, 1, ${ends} WHERE NOT EXISTS (SELECT FROM known)
          ON CONFLICT (key) DO UPDATE SET
            points = CASE WHEN rate_limit.expire > ${moment} THEN rate_limit.points + 1 ELSE 1 END,
            expire = CASE WHEN rate_limit.expire > ${moment} THEN rate_limit.expire ELSE EXCLUDED.expire END
          RETURNING points, expire)
        SELECT (SELECT id::text FROM taken) AS case_id, (SELECT code_hash FROM taken) AS code_hash,
          (SELECT tries_since FROM known) AS known_since, EXISTS (SELECT FROM known) AS is_known,
          (SELECT points FROM counted) AS points, (SELECT expire FROM counted) AS expire`;
      return judge(rows[0], now);
    },

    /** The right digits: what was tried before no longer counts. */
    async giveBack(tx: Database, caseId: string): Promise<void> {
      await tx.$executeRaw`UPDATE case_file SET tries = 0, tries_since = NULL WHERE id = ${caseId}::uuid`;
    },
  };
}
export type TryStore = ReturnType<typeof createTryStore>;

function judge(row: Row | undefined, now: Date): Try | number {
  if (row?.case_id && row.code_hash) {
    return { caseId: row.case_id, codeHash: row.code_hash };
  }
  const secondsTo = (end: number) => Math.max(1, Math.ceil((end - now.getTime()) / 1000));
  if (row?.is_known) {
    return secondsTo((row.known_since?.getTime() ?? now.getTime()) + HOUR);
  }
  return (row?.points ?? 0) > MOST_TRIES ? secondsTo(Number(row?.expire)) : { caseId: null, codeHash: null };
}
