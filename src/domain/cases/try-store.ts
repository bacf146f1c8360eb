import { type Sql, sqltag as sql } from '@prisma/client/runtime/client';
import type { Database } from '../contacts/index.js';

/** Tries of the digits of one number, from wherever they come, before each network has to wait between two. */
export const FREE_TRIES = 10;
const HOUR = 3_600_000;
/** From then on: one try of that number for each network, and the next one a minute later. */
const PAUSE_MS = 60_000;

/** What a try may go on with: the digest to compare with; null for a number that nobody has. */
export type Try =
  { readonly id: string; readonly codeHash: string } | { readonly id: null; readonly codeHash: null };

/** Whose digits are tried: a case by its number, a saved draft by the first half of its own digits. */
export type Named = { readonly year: number; readonly serial: number } | { readonly lookup: Uint8Array };

export interface Tried {
  readonly named: Named;
  /** Under which the tries of a number are counted that nobody has. */
  readonly numberKey: string;
  /** Of the number and the network from which it is tried, another one each day. */
  readonly networkKey: string;
  readonly now: Date;
}

interface Row {
  readonly id: string | null;
  readonly code_hash: string | null;
  readonly points: number | null;
  readonly expire: bigint | null;
}

/**
 * Counts tries before they are made, so that many at once are counted as well. Within an hour ten tries of a number are free; after that each
 * network tries it once a minute. So nobody elsewhere can close a case to its owner: her own network's try is left to her; he who sits in
 * it can make her wait a minute, and again. Against 16 digits that is nothing: a million networks at a try a minute need some 19,000 years. A number that
 * nobody has is counted the same way.
 */
export function createTryStore() {
  return {
    /** Takes one try. @returns the seconds to wait when it is too early for the next one */
    async take(db: Database, tried: Tried): Promise<Try | number> {
      const { named, numberKey, networkKey, now } = tried;
      const table = tableOf(named);
      const since = new Date(now.getTime() - HOUR);
      const moment = BigInt(now.getTime());
      const rows = await db.$queryRaw<Row[]>`
        WITH known AS (SELECT id FROM ${table} WHERE ${isNamed(named, now)}),
        taken AS (
          UPDATE ${table} f SET tries = CASE WHEN f.tries_since > ${since} THEN f.tries + 1 ELSE 1 END,
            tries_since = CASE WHEN f.tries_since > ${since} THEN f.tries_since ELSE ${now} END
          FROM known WHERE f.id = known.id RETURNING f.id, f.code_hash, f.tries),
        counted AS (${counting(sql`SELECT ${numberKey}, 1, ${moment + BigInt(HOUR)} WHERE NOT EXISTS (SELECT FROM known)`, moment)}),
        so_far AS (SELECT tries FROM taken UNION ALL SELECT points FROM counted),
        paused AS (${counting(sql`SELECT ${networkKey}, 1, ${moment + BigInt(PAUSE_MS)} FROM so_far WHERE tries > ${FREE_TRIES}`, moment)})
        SELECT (SELECT id::text FROM taken) AS id, (SELECT code_hash FROM taken) AS code_hash,
          (SELECT points FROM paused) AS points, (SELECT expire FROM paused) AS expire`;
      return judge(rows[0], now);
    },

    /** The right digits: what was tried before no longer counts. */
    async giveBack(tx: Database, named: Named, id: string): Promise<void> {
      await tx.$executeRaw`UPDATE ${tableOf(named)} SET tries = 0, tries_since = NULL WHERE id = ${id}::uuid`;
    },
  };
}
export type TryStore = ReturnType<typeof createTryStore>;

const tableOf = (named: Named): Sql => ('lookup' in named ? sql`intake_draft` : sql`case_file`);

const isNamed = (named: Named, now: Date): Sql =>
  'lookup' in named
    ? sql`lookup = ${named.lookup} AND expires_at > ${now}`
    : sql`serial = ${named.serial} AND date_part('year', created_at AT TIME ZONE 'Asia/Shanghai') = ${named.year}::int`;

/** Counts a row of `rate_limit` up, or begins it anew when its time is over. */
const counting = (begun: Sql, moment: bigint): Sql => sql`
  INSERT INTO rate_limit (key, points, expire) ${begun}
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN rate_limit.expire > ${moment} THEN rate_limit.points + 1 ELSE 1 END,
    expire = CASE WHEN rate_limit.expire > ${moment} THEN rate_limit.expire ELSE EXCLUDED.expire END
  RETURNING points, expire`;

function judge(row: Row | undefined, now: Date): Try | number {
  if ((row?.points ?? 0) > 1) {
    return Math.max(1, Math.ceil((Number(row?.expire) - now.getTime()) / 1000));
  }
  return row?.id && row.code_hash ? { id: row.id, codeHash: row.code_hash } : { id: null, codeHash: null };
}
