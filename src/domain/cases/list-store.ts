import type { Database } from '../contacts/index.js';
import type { Gap } from '../duty/index.js';
import { readNumber } from './number.js';
import { ENDED_STATES } from './transitions.js';
import { SPOKEN } from './asks-open.js';
import type { CaseFilter, ClockKind } from './types.js';
import type { StoredCase } from './case-store.js';

const A_PAGE = 50;

export interface ListedCase extends Omit<StoredCase, 'report'> {
  /** She asked for a call and nobody has spoken with her since; the same as `waitingAsks` says. */
  readonly wants_call: boolean;
  readonly clock: ClockKind | null;
  readonly due_at: Date | null;
}

/** The console's list of cases. */
export function createListStore() {
  return {
    /**
     * What still needs somebody: emergencies in which nobody has spoken with her, then the same of what came while nobody was there (in one
     * of the gaps) and of who asked for a call, then what is overdue, by urgency, by what ends first. What is over comes last, the newest first.
     */
    async page(
      db: Database,
      filter: CaseFilter,
      { now, gaps }: { readonly now: Date; readonly gaps: readonly Gap[] },
    ): Promise<{ rows: ListedCase[]; total: number }> {
      const { state = null, urgency = null, open = false, overdue = false, unread = false } = filter;
      const asked =
        filter.number === undefined ? null : (readNumber(filter.number) ?? { year: 0, serial: 0 });
      const [serial, year] = [asked?.serial ?? null, asked?.year ?? null];
      const ended = [...ENDED_STATES];
      const [begins, ends] = [gaps.map(({ from }) => from), gaps.map(({ to }) => to)];
      const rows = await db.$queryRaw<Array<ListedCase & { total: bigint }>>`
        WITH next AS (
          SELECT DISTINCT ON (case_id) case_id, kind, due_at FROM case_clock WHERE stopped_at IS NULL
          ORDER BY case_id, due_at, kind),
        unspoken AS (SELECT case_id FROM case_clock WHERE kind = 'first_contact' AND stopped_at IS NULL),
        calls AS (
          SELECT case_id FROM case_entry WHERE case_id IN (SELECT case_id FROM unspoken) GROUP BY case_id
          HAVING max(created_at) FILTER (WHERE kind = 'callback_wanted') > COALESCE(max(created_at) FILTER (
            WHERE kind = 'contact_removed' OR transition = ANY (${[...SPOKEN]}::text[])
              OR (to_state <> from_state AND to_state = ANY (${ended}::text[]))), '-infinity'))
        SELECT f.id::text, f.serial, f.state, f.category, f.urgency, f.minor, f.channel, f.township, f.assigned_to::text,
          f.created_at, f.unread_since, f.over_limit, f.left_at, f.unsafe_channel_at,
          calls.case_id IS NOT NULL AND f.state <> ALL (${ended}::text[]) AS wants_call, next.kind AS clock, next.due_at, count(*) OVER () AS total
        FROM case_file f LEFT JOIN next ON next.case_id = f.id LEFT JOIN unspoken ON unspoken.case_id = f.id
          LEFT JOIN calls ON calls.case_id = f.id
        WHERE (${state}::text IS NULL OR f.state = ${state})
          AND (${urgency}::text IS NULL OR f.urgency = ${urgency})
          AND (NOT ${open}::boolean OR f.state <> ALL (${ended}::text[]))
          AND (NOT ${overdue}::boolean OR next.due_at < ${now})
          AND (NOT ${unread}::boolean OR f.unread_since IS NOT NULL)
          AND (${serial}::int IS NULL OR (f.serial = ${serial}::int
            AND date_part('year', f.created_at AT TIME ZONE 'Asia/Shanghai') = ${year}::int))
        ORDER BY f.state = ANY (${ended}::text[]),
          CASE WHEN unspoken.case_id IS NULL THEN 3 WHEN f.urgency = 'emergency' THEN 1
            WHEN calls.case_id IS NOT NULL THEN 2
            WHEN EXISTS (SELECT 1 FROM unnest(${begins}::timestamptz[], ${ends}::timestamptz[]) AS gap (begins, ends)
              WHERE f.created_at >= gap.begins AND f.created_at < gap.ends) THEN 2 ELSE 3 END,
          COALESCE(next.due_at < ${now}, false) DESC,
          CASE WHEN f.state = ANY (${ended}::text[]) THEN 0 ELSE array_position(ARRAY['emergency', 'urgent', 'normal'], f.urgency) END,
          next.due_at NULLS LAST, f.created_at DESC, f.id
        LIMIT ${A_PAGE} OFFSET ${(Math.max(1, Math.trunc(filter.page)) - 1) * A_PAGE}`;
      return { rows, total: Number(rows[0]?.total ?? 0) };
    },
  };
}
export type ListStore = ReturnType<typeof createListStore>;
