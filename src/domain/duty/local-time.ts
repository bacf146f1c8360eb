import type { Day } from '../tips/index.js';

/** A day and the minutes since its midnight, as a clock on the wall shows them. */
export interface LocalTime {
  readonly day: Day;
  readonly minute: number;
}

const MINUTE_MS = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show at a moment. */
export function localTime(moment: Date, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/** The moment at which the clocks of a time zone show that; minute 1440 is the midnight at the end of the day. */
export function momentAt({ day, minute }: LocalTime, timeZone: string): Date {
  const shown = asIfUtc({ day, minute });
  const near = shown - aheadOfUtc(shown, timeZone);
  return new Date(shown - aheadOfUtc(near, timeZone));
}

const asIfUtc = ({ day, minute }: LocalTime): number => Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;

/** By how many ms the clocks are ahead of UTC at a moment. */
const aheadOfUtc = (moment: number, timeZone: string): number =>
  asIfUtc(localTime(new Date(moment), timeZone)) - Math.floor(moment / MINUTE_MS) * MINUTE_MS;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  clocks.set(timeZone, known);
  return known;
}
