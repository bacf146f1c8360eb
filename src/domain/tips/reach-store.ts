import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { Database } from '../contacts/index.js';
import { birthMonthsIn, type ChildBand, CHILD_BANDS } from './audience.js';
import type { Day } from './days.js';
import type { Segment } from './types.js';

const given = (items: readonly string[] | undefined) => items && [...items];

/** Birth months of all children under 18 years, as `bandOn` counts. */
function childrenOn(day: Day): { readonly from: string; readonly to: string } {
  const [youngest, oldest] = [CHILD_BANDS[0], CHILD_BANDS.at(-1)];
  if (!youngest || !oldest) {
    throw new Error('there are no bands of children');
  }
  return { from: birthMonthsIn(oldest, day).from, to: birthMonthsIn(youngest, day).to };
}

/** True for a row of `subscription s` with a child whose month of birth lies in one of the spans. */
function bornIn(spans: ReadonlyArray<{ readonly from: string; readonly to: string }>): Sql {
  return sql`EXISTS (SELECT 1 FROM unnest(s.birth_months) AS month,
      unnest(${spans.map(({ from }) => from)}::text[], ${spans.map(({ to }) => to)}::text[]) AS span(first, last)
    WHERE month COLLATE "C" BETWEEN span.first AND span.last)`;
}

/**
 * `fits` of `audience.ts`, as a condition on a row of `subscription s`: what is meant stands there, a test holds both against each other.
 * A group of the segment that is not given asks nothing.
 */
function matches(segment: Segment, day: Day): Sql {
  const { topics, caregivers, bands, townships } = segment;
  const isChild = (band: string): band is ChildBand => CHILD_BANDS.some((known) => known === band);
  const children = bands?.filter(isChild) ?? [];
  const asks = (role: NonNullable<Segment['caregivers']>[number]) =>
    caregivers === undefined || caregivers.includes(role);
  const unborn = sql`EXISTS (SELECT 1 FROM unnest(s.birth_months) AS month WHERE month COLLATE "C" > ${day.slice(0, 7)})`;
  const raises = sql`(NOT (s.caregivers && ARRAY['parent', 'grandparent'])
    AND (${bornIn([childrenOn(day)])} OR (cardinality(s.caregivers) = 0 AND NOT ${unborn})))`;
  const ageFits =
    bands === undefined
      ? sql`TRUE`
      : sql`CASE WHEN cardinality(s.birth_months) = 0 THEN ${children.length > 0}
          ELSE ${bornIn(children.map((band) => birthMonthsIn(band, day)))} END`;
  return sql`
    (${given(topics) ?? null}::text[] IS NULL OR cardinality(s.topics) = 0 OR s.topics && ${given(topics) ?? []}::text[])
    AND (${given(townships) ?? null}::text[] IS NULL OR s.township = ANY (${given(townships) ?? []}::text[]))
    AND (
      (${asks('expectant') && (bands?.includes('expectant') ?? true)} AND ('expectant' = ANY (s.caregivers) OR ${unborn}))
      OR (${ageFits} AND (
        (${asks('parent')} AND ('parent' = ANY (s.caregivers) OR ${raises}))
        OR (${asks('grandparent')} AND 'grandparent' = ANY (s.caregivers)))))`;
}

/** Everybody whom a segment reaches on a day: `contact c` with `subscription s`, on a channel that can bring it to her. */
export function reached(segment: Segment, day: Day): Sql {
  return sql`contact c JOIN subscription s ON s.contact_id = c.id
    WHERE s.ended_at IS NULL AND c.blocked_at IS NULL AND c.channel IN ('telegram', 'tips_page') AND ${matches(segment, day)}`;
}

/** How many people a segment reaches on a day, by channel. */
export async function countReached(
  db: Database,
  segment: Segment,
  day: Day,
): Promise<{ readonly telegram: number; readonly page: number }> {
  const rows = await db.$queryRaw<Array<{ channel: string; people: number }>>`
    SELECT c.channel, count(*)::int AS people FROM ${reached(segment, day)} GROUP BY c.channel`;
  const on = (channel: string) => rows.find((row) => row.channel === channel)?.people ?? 0;
  return { telegram: on('telegram'), page: on('tips_page') };
}
