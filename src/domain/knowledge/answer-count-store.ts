import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';

type Database = PrismaClient | Prisma.TransactionClient;

/** One judgement of one answer. */
export interface Judgement {
  readonly entry: string;
  readonly locale: string;
  readonly helpful: boolean;
  readonly now: Date;
}

/** How often an entry helped and how often not. */
export interface AnswerCount {
  readonly entryId: string;
  readonly locale: string;
  readonly helpful: number;
  readonly unhelpful: number;
}

/** Whether answers helped, counted by entry and day in Asia/Shanghai: no words and nobody's name. */
export function createAnswerCountStore() {
  return {
    async add(db: Database, { entry, locale, helpful, now }: Judgement): Promise<void> {
      const [yes, no] = helpful ? [1, 0] : [0, 1];
      await db.$executeRaw`
        INSERT INTO answer_count (entry_id, locale, day, helpful, unhelpful)
        VALUES (${entry}, ${locale}, (${now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, ${yes}::int, ${no}::int)
        ON CONFLICT (entry_id, locale, day) DO UPDATE SET
          helpful = answer_count.helpful + excluded.helpful,
          unhelpful = answer_count.unhelpful + excluded.unhelpful`;
    },

    /**
     * The entries that did not help at least once in the last `days` days. First those with the greatest share of "no", where few
     * judgements count for less: one more "yes" and one more "no" are added to each.
     */
    async unhelpful(db: Database, days: number, now: Date, most: number): Promise<AnswerCount[]> {
      return db.$queryRaw<AnswerCount[]>`
        SELECT entry_id AS "entryId", locale, sum(helpful)::int AS helpful, sum(unhelpful)::int AS unhelpful
        FROM answer_count
        WHERE day > (${now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date - ${days}::int
        GROUP BY entry_id, locale
        HAVING sum(unhelpful) > 0
        ORDER BY (sum(unhelpful) + 1)::numeric / (sum(helpful) + sum(unhelpful) + 2) DESC, sum(unhelpful) DESC, entry_id, locale
        LIMIT ${most}::int`;
    },
  };
}
export type AnswerCountStore = ReturnType<typeof createAnswerCountStore>;
