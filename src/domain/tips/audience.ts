import { AGE_BANDS, type AgeBand, bandOfYears } from '../language/index.js';
import { type Day, dayFrom } from './days.js';
import type { Occasion, Tip } from './schema.js';

type Audience = Tip['audiences'][number];
type Band = Tip['bands'][number];
/** A band of children's ages in years: all but the expectant one. */
export type ChildBand = Exclude<AgeBand, 'expectant'>;
export const CHILD_BANDS = AGE_BANDS.filter((band): band is ChildBand => band !== 'expectant');

/** Whom a tip is for. */
export interface Target {
  readonly topics: readonly string[];
  readonly audiences: readonly Audience[];
  readonly bands: readonly Band[];
}

/** What is known of somebody who subscribed. */
export interface Subscriber {
  /** Themes; none means all. */
  readonly topics: readonly string[];
  /** None means that she did not say: she counts as a parent. */
  readonly caregivers: readonly Audience[];
  /** `YYYY-MM` of each child, also one to be born. None: she did not say, tips for all ages fit. */
  readonly birthMonths: readonly string[];
}

const monthsOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

/**
 * The age band of a child on a day; `expectant` before the month of birth, nothing from 18 years on.
 * Only the month is known: an age is reached on the first day of the month.
 */
export function bandOn(birthMonth: string, day: Day): AgeBand | undefined {
  const months = monthsOf(day) - monthsOf(birthMonth);
  if (months < 0) {
    return 'expectant';
  }
  return months < 18 * 12 ? bandOfYears(Math.floor(months / 12)) : undefined;
}

/** The first and the last birth month (`YYYY-MM`) of children in a band on a day: `bandOn` the other way round, for a query. */
export function birthMonthsIn(band: ChildBand, day: Day): { readonly from: string; readonly to: string } {
  const [youngest = 0, oldest = 0] = band.split('-').map(Number);
  const back = (months: number) =>
    dayFrom(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - months, 1).slice(0, 7);
  return { from: back(oldest * 12 - 1), to: back(youngest * 12) };
}

/** Whom a tip reaches when an occasion brings it: the occasion may narrow ages and caregivers, never widen them. */
export function targetOf(
  tip: Tip,
  { bands, audiences }: Partial<Pick<Occasion, 'bands' | 'audiences'>> = {},
): Target {
  const narrowest = (own: readonly Band[], given: readonly Band[]) =>
    own.includes('any') ? given : given.includes('any') ? own : own.filter((band) => given.includes(band));
  return {
    topics: tip.topics,
    audiences: audiences ? tip.audiences.filter((audience) => audiences.includes(audience)) : tip.audiences,
    bands: bands ? narrowest(tip.bands, bands) : tip.bands,
  };
}

/** Each role of a subscriber with the ages that she meets in it. A child to be born makes her expectant, a born one a parent. */
function rolesOf({ caregivers, birthMonths }: Subscriber, day: Day): Map<Audience, readonly AgeBand[]> {
  const ages = birthMonths.map((month) => bandOn(month, day));
  const born = ages.filter((age) => age !== undefined && age !== 'expectant');
  const roles = new Map<Audience, readonly AgeBand[]>();
  for (const role of caregivers) {
    roles.set(role, role === 'expectant' ? ['expectant'] : birthMonths.length > 0 ? born : CHILD_BANDS);
  }
  if (ages.includes('expectant')) {
    roles.set('expectant', ['expectant']);
  }
  if (!roles.has('parent') && !roles.has('grandparent') && (born.length > 0 || roles.size === 0)) {
    roles.set('parent', birthMonths.length > 0 ? born : CHILD_BANDS);
  }
  return roles;
}

/** Whether a tip is for her on that day: a theme of hers, and one of her roles with an age of that role. */
export function fits(target: Target, subscriber: Subscriber, day: Day): boolean {
  const wanted =
    subscriber.topics.length === 0 || target.topics.some((topic) => subscriber.topics.includes(topic));
  return (
    wanted &&
    [...rolesOf(subscriber, day)].some(
      ([role, ages]) =>
        target.audiences.includes(role) &&
        (target.bands.includes('any') || ages.some((age) => target.bands.includes(age))),
    )
  );
}
