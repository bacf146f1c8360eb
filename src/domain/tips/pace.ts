import { type Day, addDays, weekOf } from './days.js';

/** More than this many tips in a week, Monday to Sunday, and people stop reading. Broadcasts do not count. */
export const TIPS_A_WEEK = 3;
/** The same tip does not come again within a week. */
export const REST_DAYS = 7;

/** A tip that a subscriber got or is about to get. */
export interface Sent {
  readonly tip: string;
  readonly day: Day;
}

/**
 * Whether a subscriber may get a tip on a day after all that she got before. Ask in the order of `occasionsOn`,
 * so that life and limb take the places first.
 */
export function hasRoom(sent: readonly Sent[], tip: string, day: Day): boolean {
  const week = weekOf(day);
  const lately = addDays(day, -REST_DAYS);
  return (
    sent.filter((one) => week.includes(one.day)).length < TIPS_A_WEEK &&
    !sent.some((one) => one.tip === tip && one.day > lately && one.day <= day)
  );
}
