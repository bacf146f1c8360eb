import { AppError } from './errors.js';

/** Runs a piece of work when its turn has come. */
export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so many in at once and has so many wait, first come first served. Throws `busy` (503) for more. */
export function createTurnstile(atOnce: number, mostWaiting: number): Turnstile {
  let running = 0;
  const waiting: Array<() => void> = [];
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) {
        throw new AppError('busy', 503);
      }
      await new Promise<void>((resolve) => waiting.push(resolve)); // whoever leaves hands over its place
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) {
        next();
      } else {
        running--;
      }
    }
  };
}
