import type { Clock } from '../src/lib/clock.js';

const HOUR = 3_600_000;
const CHINA_IS_AHEAD = 8 * HOUR;
const DAY = 24 * HOUR;

/** A clock that runs on from noon of today in China. The same in every process that starts in the same hour. */
export function noon(): Clock {
  const intoTheHour = Date.now() % HOUR;
  const sinceMidnight = (Date.now() + CHINA_IS_AHEAD) % DAY;
  const offset = 12 * HOUR - (sinceMidnight - intoTheHour);
  return { now: () => new Date(Date.now() + offset) };
}
