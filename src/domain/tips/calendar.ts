import { addDays, type Day, dayFrom, firstFrom, weekdayOf, weekOf, yearOf } from './days.js';
import { type Calendar, type Occasion, RANKS, type Rule, type Season } from './schema.js';

/** An occasion on the day on which its tips go out. */
export interface Occurrence {
  readonly occasion: Occasion;
  /** The date of the occasion; with lead days it lies after the day of sending. Occasion, day of sending and tip name a sending once and for all. */
  readonly date: Day;
  /** Ids of the tips that this sending brings. */
  readonly tips: readonly string[];
  /** False while the date is only the rule's guess at a notice that has not come. */
  readonly confirmed: boolean;
}

/** Dates that staff entered for a year, by occasion and year: they replace those of the rule; an empty list cancels. */
export type Announced = Readonly<Record<string, Readonly<Record<number, readonly Day[]>>>>;

function nthWeekday(year: number, { month, weekday, n }: Extract<Rule, { kind: 'nth_weekday' }>): Day {
  return n === -1
    ? addDays(firstFrom(dayFrom(year, month + 1, 1), weekday), -7)
    : addDays(firstFrom(dayFrom(year, month, 1), weekday), 7 * (n - 1));
}

function everyFew(from: Day, to: Day, days: Season['on'], weeks: number): Day[] {
  const dates: Day[] = [];
  for (const weekday of days) {
    for (let day = firstFrom(from, weekday); day <= to; day = addDays(day, 7 * weeks)) {
      dates.push(day);
    }
  }
  return dates;
}

/** All dates of the season that begins in the year. */
function seasonFrom(year: number, rule: Season): Day[] {
  const span = ({ from, to }: { from: string; to: string }) =>
    [`${year}-${from}`, `${from <= to ? year : year + 1}-${to}`] as const;
  const dates = everyFew(...span(rule), rule.on, rule.every_weeks ?? 1);
  const busier = rule.busier ? everyFew(...span(rule.busier), rule.busier.on, 1) : [];
  return [...dates, ...busier];
}

/** The dates of a rule within a calendar year, in order, each once. */
export function datesOf(rule: Rule, year: number): Day[] {
  switch (rule.kind) {
    case 'fixed':
      return [`${year}-${rule.day}`];
    case 'nth_weekday':
      return [nthWeekday(year, rule)];
    case 'week_of':
      return weekOf(`${year}-${rule.day}`).filter((day) => rule.on.includes(weekdayOf(day)));
    case 'season': {
      const dates = [...seasonFrom(year - 1, rule), ...seasonFrom(year, rule)];
      return [...new Set(dates.filter((day) => yearOf(day) === year))].sort();
    }
  }
}

function occurrences(occasion: Occasion, day: Day, announced: Announced): Occurrence[] {
  const leads = occasion.lead_days ?? [0];
  return leads.flatMap((lead, leadIndex) => {
    const date = addDays(day, lead);
    const entered = announced[occasion.id]?.[yearOf(date)];
    const index = (entered ?? datesOf(occasion.rule, yearOf(date))).indexOf(date);
    if (index < 0) {
      return [];
    }
    const next = occasion.tips[(index * leads.length + leadIndex) % occasion.tips.length];
    const tips = occasion.deal === 'in_turn' && next ? [next] : occasion.tips;
    return [{ occasion, date, tips, confirmed: !occasion.confirm || entered !== undefined }];
  });
}

/** What goes out on a day, life and limb first. The same day gives the same answer as often as it is asked. */
export function occasionsOn({ occasions }: Calendar, day: Day, announced: Announced = {}): Occurrence[] {
  return occasions
    .flatMap((occasion) => occurrences(occasion, day, announced))
    .sort((a, b) => RANKS.indexOf(a.occasion.rank) - RANKS.indexOf(b.occasion.rank));
}
