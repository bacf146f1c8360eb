import { addDays, type Day, type Weekday, weekdayOf, WEEKDAYS } from '../tips/index.js';
import { type LocalTime, localTime, momentAt } from './local-time.js';
import { DAY_MINUTES, type DutyHours, type Shifts } from './schema.js';

/** When somebody is there next. */
export interface Opening extends LocalTime {
  /** 0 today, 1 tomorrow. */
  readonly inDays: number;
  readonly weekday: Weekday;
}

/** A time in which nobody was there. */
export interface Gap {
  readonly from: Date;
  readonly to: Date;
}

/** Whether somebody is there now: `away` with when somebody is next, null when no day is known; `unknown` until hours are entered. */
export type OnDuty =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'staffed' }
  | { readonly kind: 'away'; readonly next: Opening | null };

/** How many days ahead it is looked for somebody. */
const DAYS_AHEAD = 92;
/** How many days back nobody's having been there still matters. */
const DAYS_BACK = 14;

/** The shifts of a day; null while they are unknown. A single day counts before its weekday. */
export function shiftsOn({ week, days }: DutyHours, day: Day): Shifts | null {
  return week && (days.get(day) ?? week[WEEKDAYS.indexOf(weekdayOf(day))] ?? []);
}

/** The shifts of the day that it is now; null while they are unknown. */
export const hoursToday = (hours: DutyHours, now: Date, timeZone: string): Shifts | null =>
  shiftsOn(hours, localTime(now, timeZone).day);

/** Whether somebody is there; null while it is unknown. */
export function isStaffed(hours: DutyHours, now: Date, timeZone: string): boolean | null {
  const { day, minute } = localTime(now, timeZone);
  return shiftsOn(hours, day)?.some(({ from, to }) => from <= minute && minute < to) ?? null;
}

/** The next shift that begins after now; null when none is known within three months. */
export function nextShift(hours: DutyHours, now: Date, timeZone: string): Opening | null {
  const { day: today, minute: nowMinute } = localTime(now, timeZone);
  for (let inDays = 0; inDays <= DAYS_AHEAD; inDays++) {
    const day = addDays(today, inDays);
    const next = shiftsOn(hours, day)?.find(({ from }) => inDays > 0 || from > nowMinute);
    if (next) {
      return { day, minute: next.from, inDays, weekday: weekdayOf(day) };
    }
  }
  return null;
}

export function onDuty(hours: DutyHours, now: Date, timeZone: string): OnDuty {
  switch (isStaffed(hours, now, timeZone)) {
    case null:
      return { kind: 'unknown' };
    case true:
      return { kind: 'staffed' };
    case false:
      return { kind: 'away', next: nextShift(hours, now, timeZone) };
  }
}

/** The times of the last two weeks in which nobody was there, the one that lasts included, oldest first. None while it is unknown. */
export function gapsBefore(hours: DutyHours, now: Date, timeZone: string): Gap[] {
  const { day: today } = localTime(now, timeZone);
  const gaps: Gap[] = [];
  let begin = momentAt({ day: addDays(today, -DAYS_BACK), minute: 0 }, timeZone);
  const end = (to: Date) => begin < to && begin <= now && gaps.push({ from: begin, to });
  for (let back = DAYS_BACK; hours.week && back >= 0; back--) {
    const day = addDays(today, -back);
    for (const { from, to } of shiftsOn(hours, day) ?? []) {
      end(momentAt({ day, minute: from }, timeZone));
      begin = momentAt({ day, minute: to }, timeZone);
    }
  }
  if (hours.week) {
    end(momentAt({ day: today, minute: DAY_MINUTES }, timeZone));
  }
  return gaps;
}
