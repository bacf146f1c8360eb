import { WEEKDAYS } from '../tips/index.js';
import type { Opening } from './duty-hours.js';
import { DAY_MINUTES, type Shift, type Shifts } from './schema.js';

/** A language with its sentences: those of `duty.json`. */
export interface DutyTongue {
  readonly locale: string;
  readonly say: (key: string, params?: Readonly<Record<string, string | number>>) => string;
}

/** A time of day as people write it: 8:30. */
export const clockText = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

const between = ({ locale }: DutyTongue) =>
  locale === 'en'
    ? { days: ', ', shifts: ', ', groups: '; ', gap: ' ' }
    : { days: '、', shifts: '、', groups: '，', gap: '' };

/** The shifts of a day: "8:30–12:00、14:30–18:00"; that nobody is there. */
export function shiftsInWords(shifts: Shifts, tongue: DutyTongue): string {
  const { say } = tongue;
  const isWhole = ({ from, to }: Shift) => from === 0 && to === DAY_MINUTES;
  return shifts.length === 0
    ? say('duty:hours.closed')
    : shifts
        .map((shift) =>
          isWhole(shift) ? say('duty:hours.all_day') : `${clockText(shift.from)}–${clockText(shift.to)}`,
        )
        .join(between(tongue).shifts);
}

/**
 * The hours of a week in at most so many characters, to stand in the middle of a sentence: days with the same hours together. Where that
 * is too long, first the word on holidays is left out, then it says only on which days somebody is there.
 */
export function weekInWords(week: readonly Shifts[], tongue: DutyTongue, most: number): string {
  const { groups: separator, gap } = between(tongue);
  const groups = alike(
    week.map((shifts) => shiftsInWords(shifts, tongue)),
    week,
  );
  const full = groups.map(({ days, text }) => `${daysInWords(days, tongue)}${gap}${text}`).join(separator);
  const staffed = groups.flatMap(({ days }) => days).sort((a, b) => a - b);
  const daysAlone = tongue.say('duty:hours.days_alone', { days: daysInWords(staffed, tongue) });
  const holidays = tongue.say('duty:hours.holidays');
  const choices = [`${full}${separator}${holidays}`, full, `${daysAlone}${separator}${holidays}`];
  return choices.find((text) => [...text].length <= most) ?? daysAlone;
}

interface Alike {
  /** 0 Monday to 6 Sunday. */
  readonly days: readonly number[];
  readonly text: string;
}

/** The days on which somebody is there, those with the same hours together. */
function alike(texts: readonly string[], week: readonly Shifts[]): Alike[] {
  const groups = new Map<string, number[]>();
  texts.forEach((text, day) => {
    if ((week[day] ?? []).length > 0) {
      groups.set(text, [...(groups.get(text) ?? []), day]);
    }
  });
  return [...groups].map(([text, days]) => ({ text, days }));
}

/** "周一至周五、周日"; "每天". */
function daysInWords(days: readonly number[], tongue: DutyTongue): string {
  const { say } = tongue;
  if (days.length === WEEKDAYS.length) {
    return say('duty:hours.every_day');
  }
  const name = (day: number) => say(`duty:short_days.${WEEKDAYS[day] ?? 'monday'}`);
  return runsOf(days)
    .map(([first, last]) =>
      first === last ? name(first) : say('duty:hours.run', { first: name(first), last: name(last) }),
    )
    .join(between(tongue).days);
}

function runsOf(days: readonly number[]): Array<readonly [first: number, last: number]> {
  const runs: Array<[number, number]> = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && day === run[1] + 1) {
      run[1] = day;
    } else {
      runs.push([day, day]);
    }
  }
  return runs;
}

const MORNING_ENDS = 11 * 60;

/** When somebody is there next: "明早8:30", "到10月8日（周四）8:30". */
export function openingInWords(
  { day, minute, inDays, weekday }: Opening,
  { locale, say }: DutyTongue,
): string {
  const time = clockText(minute);
  if (inDays === 0) {
    return say('duty:when.today', { time });
  }
  if (inDays === 1) {
    return say(minute < MORNING_ENDS ? 'duty:when.tomorrow_morning' : 'duty:when.tomorrow', { time });
  }
  const date = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    month: 'long',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`));
  return say('duty:when.later', { time, date, weekday: say(`duty:short_days.${weekday}`) });
}
