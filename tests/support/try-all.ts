import fc from 'fast-check';
import { newSeed } from './intakes.js';

export interface Trying {
  /** So many cases at least. */
  readonly cases?: number;
  /** So many of them at the same time. */
  readonly atOnce?: number;
  /** After each lot, e.g. to look whether anything has been left. */
  readonly between?: () => Promise<void>;
}

/** Tries many cases, some at once, against something that takes its time. Throws with the seed, which is printed, and the case that failed. */
export async function tryAll<T>(
  cases: fc.Arbitrary<T>,
  check: (one: T) => Promise<void>,
  { cases: count = 1000, atOnce = 20, between = async () => undefined }: Trying = {},
): Promise<void> {
  const seed = newSeed();
  const tryOne = (one: T) =>
    check(one).catch((cause: unknown) => {
      throw new Error(`seed ${seed}: ${fc.stringify(one).slice(0, 2000)}`, { cause });
    });
  const lots = fc.asyncProperty(fc.array(cases, { minLength: atOnce, maxLength: atOnce }), async (lot) => {
    await Promise.all(lot.map(tryOne));
    await between();
  });
  const tried = await fc.check(lots, { seed, numRuns: Math.ceil(count / atOnce), endOnFailure: true });
  if (tried.failed) {
    throw tried.errorInstance instanceof Error
      ? tried.errorInstance
      : new Error(`seed ${seed}: too many cases were passed over`);
  }
}
