import { AppError } from '../../lib/errors.js';

const DAY = 24 * 3_600_000;
/** A letter that was left lying for longer has missed its clocks anyway: it is registered as of today, and the reason noted. */
const OLDEST_DAYS = 60;
/** How far ahead the clock of the desk may be. */
const AHEAD_MS = 60_000;

/** When a report was really told, for the clocks to run from. Throws `told_at_odd` (400) for a time to come or more than 60 days ago. */
export function toldAt(given: Date | undefined, now: Date): Date {
  if (given === undefined) {
    return now;
  }
  const ago = now.getTime() - given.getTime();
  if (!(ago >= -AHEAD_MS && ago <= OLDEST_DAYS * DAY)) {
    throw new AppError('told_at_odd', 400, { days: OLDEST_DAYS });
  }
  return ago < 0 ? now : given;
}
