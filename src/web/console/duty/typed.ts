import {
  type DaysForm,
  MOST_SHIFTS,
  type Shifts,
  clockText,
  type TypedShift,
  type WeekForm,
} from '../../../domain/duty/index.js';
import { WEEKDAYS } from '../../../domain/tips/index.js';
import { type ConsoleCall, field, fields } from '../route.js';

/** Field names of the shifts of a day: "from_monday" and "to_monday", each as often as there are lines. */
export const fromName = (day: string): string => `from_${day}`;
export const toName = (day: string): string => `to_${day}`;
/** The name of the day in the form for single days. */
export const SINGLE = 'single';

/** As many lines as a day may have, those that are there first. */
export function linesOf(shifts: Shifts): TypedShift[] {
  return padded(shifts.map(({ from, to }) => ({ from: timeValue(from), to: timeValue(to) })));
}

/** A minute as a time field holds it; the midnight at the end of a day is 00:00 there. */
const timeValue = (minute: number): string => clockText(minute).replace(/^24/, '0').padStart(5, '0');

export function padded(lines: readonly TypedShift[]): TypedShift[] {
  return [...lines, ...Array.from({ length: MOST_SHIFTS }, () => ({ from: '', to: '' }))].slice(
    0,
    MOST_SHIFTS,
  );
}

/** The week as it was typed; where it was asked for, Tuesday to Friday are as Monday. */
export function readWeek(form: ConsoleCall['form']): WeekForm {
  const days = WEEKDAYS.map((day) => readLines(form, day));
  const monday = days[0] ?? [];
  const isLikeMonday = field(form, 'like_monday') === '1';
  return {
    days: days.map((lines, at) => (isLikeMonday && at > 0 && at < 5 ? monday : lines)),
    version: field(form, 'version'),
  };
}

export const readSingleDays = (form: ConsoleCall['form']): DaysForm => ({
  first: field(form, 'first'),
  last: field(form, 'last'),
  shifts: readLines(form, SINGLE),
});

function readLines(form: ConsoleCall['form'], day: string): TypedShift[] {
  const [begins, ends] = [fields(form, fromName(day)), fields(form, toName(day))];
  return Array.from({ length: Math.max(begins.length, ends.length) }, (_, at) => ({
    from: begins[at] ?? '',
    to: ends[at] ?? '',
  }));
}
