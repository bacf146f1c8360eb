import type { Database } from '../contacts/index.js';
import type { EntryQuery, ListedEntry } from './desk-types.js';
import type { EntryName } from './knowledge-store.js';

/** Entries on one page of the list. */
export const ENTRIES_A_PAGE = 25;

/** What the calendar says when a list is made. */
export interface ListDays {
  /** An entry to be checked by then, or earlier, is due. */
  readonly dueBy: string;
  /** Votes from this day on are counted. */
  readonly votesFrom: string;
}

interface Row {
  readonly id: string;
  readonly locale: string;
  readonly title: string | null;
  readonly topic: string;
  readonly edited: boolean;
  readonly conflict: boolean;
  readonly withdrawn: boolean;
  readonly review_by: string | null;
  readonly is_due: boolean;
  readonly draft_id: string | null;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly total: bigint;
}

/** The console's list of entries: what clashes first, then by topic; what is due by its day. */
export async function listEntries(
  db: Database,
  query: EntryQuery,
  { dueBy, votesFrom }: ListDays,
): Promise<{ readonly rows: ListedEntry[]; readonly total: number }> {
  const words = query.words.toLowerCase().split(/\s+/u).filter(Boolean);
  const { topic, locale, listed } = query;
  const rows = await db.$queryRaw<Row[]>`
    WITH votes AS (
      SELECT entry_id, locale, sum(helpful)::int AS helpful, sum(unhelpful)::int AS unhelpful
      FROM answer_count WHERE day >= ${votesFrom}::date GROUP BY entry_id, locale),
    listed AS (
      SELECT k.id, k.locale, k.topic, k.edited, k.conflict, k.withdrawn,
        k.content->>'title' AS title, k.content->>'review_by' AS review_by,
        NOT k.withdrawn AND coalesce(k.content->>'review_by' <= ${dueBy}, true) AS is_due,
        d.id::text AS draft_id, coalesce(v.helpful, 0) AS helpful, coalesce(v.unhelpful, 0) AS unhelpful,
        lower(concat_ws(' ', k.id, k.content->>'title', k.content->>'answer', k.content->>'questions')) AS words
      FROM knowledge_entry k
      LEFT JOIN knowledge_draft d ON d.entry_id = k.id AND d.locale = k.locale
      LEFT JOIN votes v ON v.entry_id = k.id AND v.locale = k.locale)
    SELECT l.*, count(*) OVER () AS total FROM listed l
    WHERE (${topic} = '' OR topic = ${topic}) AND (${locale} = '' OR locale = ${locale})
      AND NOT EXISTS (SELECT FROM unnest(${words}::text[]) AS word WHERE strpos(l.words, word) = 0)
      AND CASE ${listed}
        WHEN 'edited' THEN edited WHEN 'conflict' THEN conflict WHEN 'due' THEN is_due
        WHEN 'withdrawn' THEN withdrawn WHEN 'draft' THEN draft_id IS NOT NULL ELSE true END
    ORDER BY conflict DESC, CASE WHEN ${listed} = 'due' THEN review_by END, topic, id, locale DESC
    LIMIT ${ENTRIES_A_PAGE} OFFSET ${(query.page - 1) * ENTRIES_A_PAGE}`;
  return { rows: rows.map(present), total: Number(rows[0]?.total ?? 0) };
}

function present(row: Row): ListedEntry {
  const { id, locale, topic, edited, conflict, withdrawn, helpful, unhelpful } = row;
  return {
    ...{ id, locale, topic, edited, conflict, withdrawn, helpful, unhelpful },
    title: row.title ?? id,
    reviewBy: row.review_by ?? '',
    isDue: row.is_due,
    draftId: row.draft_id,
  };
}

/** How often an entry helped and did not, from a day on. */
export async function votesOf(
  db: Database,
  { id, locale }: EntryName,
  from: string,
): Promise<{ readonly helpful: number; readonly unhelpful: number }> {
  const { _sum } = await db.answerCount.aggregate({
    where: { entry_id: id, locale, day: { gte: new Date(`${from}T00:00:00Z`) } },
    _sum: { helpful: true, unhelpful: true },
  });
  return { helpful: _sum.helpful ?? 0, unhelpful: _sum.unhelpful ?? 0 };
}

/** The languages in which an entry exists. */
export async function languagesOf(db: Database, id: string): Promise<string[]> {
  const rows = await db.knowledgeEntry.findMany({ where: { id }, select: { locale: true } });
  return rows.map(({ locale }) => locale);
}

/** How many served entries have to be checked by a day. */
export async function countDue(db: Database, dueBy: string): Promise<number> {
  const [row] = await db.$queryRaw<Array<{ due: number }>>`
    SELECT count(*)::int AS due FROM knowledge_entry
    WHERE NOT withdrawn AND coalesce(content->>'review_by' <= ${dueBy}, true)`;
  return row?.due ?? 0;
}

/** How many entries clash with the shipped edition. */
export const countConflicts = (db: Database): Promise<number> =>
  db.knowledgeEntry.count({ where: { conflict: true } });
