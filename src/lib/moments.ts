/** A language in which moments are written. */
type Locale = 'zh-CN' | 'en';

const timeZone = 'Asia/Shanghai';
const of = (options: Intl.DateTimeFormatOptions) => ({
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone, ...options }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone, ...options }),
});
const days = of({ year: 'numeric', month: 'long', day: 'numeric' });
const times = of({
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A day and the time as people write it, in Asia/Shanghai. */
export const timeIn = (locale: Locale, moment: Date): string => times[locale].format(moment);

const DAY = 24 * 3_600_000;
const EIGHT_HOURS = 8 * 3_600_000;

/** Until when something is done: the day alone where the whole day still counts, as with periods in days. */
export function deadlineIn(locale: Locale, due: Date): string {
  const isEndOfDay = (due.getTime() + 1 + EIGHT_HOURS) % DAY === 0;
  return (isEndOfDay ? days : times)[locale].format(due);
}
