import { digitsOf } from './number.js';

const LAST = 4;

/** Whether she has written the digits down: their last four, or all of them, however they are typed. */
export function isEndOf(code: string, typed: string): boolean {
  const digits = digitsOf(typed);
  return digits === code || digits === code.slice(-LAST);
}
