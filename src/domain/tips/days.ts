/** A calendar day in Asia/Shanghai as `YYYY-MM-DD`: it sorts as text and knows no hour, so it cannot slip. */
export type Day = string;

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});

/** The day of these parts; a day or month too many runs on into the next one (`2026, 13, 1` is 2027-01-01). */
export function dayFrom(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

function partsOf(day: Day): readonly [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

/** Whether the text is a day that exists: `2027-02-29` is not. */
export function isDay(text: string): boolean {
  return /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) && dayFrom(...partsOf(text)) === text;
}

export function addDays(day: Day, days: number): Day {
  const [year, month, date] = partsOf(day);
  return dayFrom(year, month, date + days);
}

export function yearOf(day: Day): number {
  return partsOf(day)[0];
}

/** 0 for Monday to 6 for Sunday, the order of `WEEKDAYS`. */
function weekdayIndex(day: Day): number {
  const [year, month, date] = partsOf(day);
  return (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7;
}

export function weekdayOf(day: Day): Weekday {
  return WEEKDAYS[weekdayIndex(day)] ?? 'monday';
}

/** The first such weekday on or after the day. */
export function firstFrom(day: Day, weekday: Weekday): Day {
  return addDays(day, (WEEKDAYS.indexOf(weekday) - weekdayIndex(day) + 7) % 7);
}

/** The seven days, Monday to Sunday, of the week that holds the day. */
export function weekOf(day: Day): Day[] {
  const monday = addDays(day, -weekdayIndex(day));
  return WEEKDAYS.map((_, index) => addDays(monday, index));
}

/** Which day and which hour (0–23) it is in Asia/Shanghai at a moment. */
export function shanghaiTime(moment: Date): { readonly day: Day; readonly hour: number } {
  const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, hour: Number(parts.hour) };
}

/** The moment at which it is that hour (0–23) and minute in Asia/Shanghai on a day; China keeps UTC+8 all year. */
export function shanghaiMoment(day: Day, hour: number, minute = 0): Date {
  const [hh, mm] = [hour, minute].map((part) => String(part).padStart(2, '0'));
  return new Date(`${day}T${hh}:${mm}:00+08:00`);
}
