import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';

/** How often something secret may be tried. */
interface Limit {
  /** Names what is counted. */
  readonly of: string;
  readonly most: number;
  readonly withinMs: number;
}
/** So many passwords may be tried for one login in that time. */
export const TRIES: Limit = { of: 'staff tries', most: 5, withinMs: 15 * 60_000 };

/**
 * Tries by login (or what else is counted), whether it exists or not: if only real ones were counted, the count would tell which they are. They
 * stand under digests among the other counters, whose keeper deletes them when they have expired.
 */
export function createTriesStore(sealer: Sealer, { of, most, withinMs }: Limit = TRIES) {
  const keyOf = (login: string) => `staff:${Buffer.from(sealer.blindIndex(of, login)).toString('hex')}`;
  return {
    /** Counts one more. Returns the seconds to wait when it is one too many, else 0. */
    async count(db: Database, login: string, now: Date): Promise<number> {
      const at = now.getTime();
      const until = at + withinMs;
      const rows = await db.$queryRaw<Array<{ points: number; expire: bigint }>>`
        INSERT INTO rate_limit (key, points, expire) VALUES (${keyOf(login)}, 1, ${until}::bigint)
        ON CONFLICT (key) DO UPDATE SET
          points = CASE WHEN rate_limit.expire <= ${at}::bigint THEN 1 ELSE rate_limit.points + 1 END,
          expire = CASE WHEN rate_limit.expire <= ${at}::bigint THEN ${until}::bigint ELSE rate_limit.expire END
        RETURNING points, expire`;
      const [counted] = rows;
      return counted && counted.points > most
        ? Math.max(1, Math.ceil((Number(counted.expire) - at) / 1000))
        : 0;
    },

    /** After a right password. */
    async clear(db: Database, login: string): Promise<void> {
      await db.rateLimit.deleteMany({ where: { key: keyOf(login) } });
    },
  };
}
export type TriesStore = ReturnType<typeof createTriesStore>;
