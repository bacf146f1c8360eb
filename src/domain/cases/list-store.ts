import type { Database } from '../contacts/index.js';
import { readNumber } from './number.js';
import { ENDED_STATES } from './transitions.js';
import type { CaseFilter, ClockKind } from './types.js';
import type { StoredCase } from './case-store.js';

const A_PAGE = 50;

export interface ListedCase extends Omit<StoredCase, 'report'> {
  readonly clock: ClockKind | null;
  readonly due_at: Date | null;
}

/** The console's list of cases. */
export function createListStore() {
  return {
    /** What still needs somebody: overdue first, then by urgency, then by what ends first. What is over comes last, the newest first. */
    async page(db: Database, filter: CaseFilter, now: Date): Promise<{ rows: ListedCase[]; total: number }> {
      const { state = null, urgency = null, open = false, overdue = false, unread = false } = filter;
      const asked =
        filter.number === undefined ? null : (readNumber(filter.number) ?? { year: 0, serial: 0 });
      const [serial, year] = [asked?.serial ?? null, asked?.year ?? null];
      const ended = [...ENDED_STATES];
      const rows = await db.$queryRaw<Array<ListedCase & { total: bigint }>>`
        WITH next AS (
          SELECT DISTINCT ON (case_id) case_id, kind, due_at FROM case_clock WHERE stopped_at IS NULL
          ORDER BY case_id, due_at, kind)
        SELECT f.id::text, f.serial, f.state, f.category, f.urgency, f.minor, f.channel, f.township, f.assigned_to::text,
          f.created_at, f.unread_since, next.kind AS clock, next.due_at, count(*) OVER () AS total
        FROM case_file f LEFT JOIN next ON next.case_id = f.id
        WHERE (${state}::text IS NULL OR f.state = ${state})
          AND (${urgency}::text IS NULL OR f.urgency = ${urgency})
          AND (NOT ${open}::boolean OR f.state <> ALL (${ended}::text[]))
          AND (NOT ${overdue}::boolean OR next.due_at < ${now})
          AND (NOT ${unread}::boolean OR f.unread_since IS NOT NULL)
          AND (${serial}::int IS NULL OR (f.serial = ${serial}::int
            AND date_part('year', f.created_at AT TIME ZONE 'Asia/Shanghai') = ${year}::int))
        ORDER BY f.state = ANY (${ended}::text[]), COALESCE(next.due_at < ${now}, false) DESC,
          CASE WHEN f.state = ANY (${ended}::text[]) THEN 0 ELSE array_position(ARRAY['emergency', 'urgent', 'normal'], f.urgency) END,
          next.due_at NULLS LAST, f.created_at DESC, f.id
        LIMIT ${A_PAGE} OFFSET ${(Math.max(1, Math.trunc(filter.page)) - 1) * A_PAGE}`;
      return { rows, total: Number(rows[0]?.total ?? 0) };
    },
  };
}
export type ListStore = ReturnType<typeof createListStore>;
