import type { Role } from '../staff/index.js';
import type { AlarmLevel } from './types.js';

const MINUTE = 60_000;

interface Step {
  readonly level: AlarmLevel;
  /** Minutes after the alarm was raised, when nobody has taken it by then. */
  readonly afterMinutes: number;
  readonly roles: readonly Role[];
}

/**
 * Who is called when, by day and by night. Accounts have no shifts of their own, so whoever is on duty is among all case officers. The
 * administrator reads no case: she finds an officer.
 */
export const STEPS: readonly [Step, Step, Step] = [
  { level: 1, afterMinutes: 0, roles: ['case_officer'] },
  { level: 2, afterMinutes: 5, roles: ['case_officer'] },
  { level: 3, afterMinutes: 15, roles: ['case_officer', 'administrator'] },
];
/** From then on the last step comes again and again. */
export const REPEAT_MINUTES = 15;

/** The step of a call; the first is 1. */
export const stepOf = (nth: number): Step => STEPS[Math.min(nth, STEPS.length) - 1] ?? STEPS[0];

/**
 * When the next call is due after `calls` were made, the last of them now. A level that came too late (nobody was there to call) is not left
 * out; of repetitions that were missed only one is made up for.
 */
export function nextCallAt(raisedAt: Date, calls: number, now: Date): Date {
  const next = STEPS[calls];
  return next
    ? new Date(raisedAt.getTime() + next.afterMinutes * MINUTE)
    : new Date(now.getTime() + REPEAT_MINUTES * MINUTE);
}
