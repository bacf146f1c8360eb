import type { Log } from '../lib/log.js';

/** Makes cases from before there was an index findable by their numbers. Running late, twice or in several processes does no harm. */
export function createFillPhoneIndex({ fill, log }: { fill: () => Promise<number>; log: Log }) {
  return async (): Promise<void> => {
    const cases = await fill();
    if (cases > 0) {
      log.info('phone_index_filled', { cases });
    }
  };
}
