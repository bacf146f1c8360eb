import type { Log } from '../lib/log.js';

/** Throws away uploads that broke off together with the process that took them. Running late, twice or in several processes does no harm. */
export function createSweep({ sweep, log }: { sweep: () => Promise<number>; log: Log }) {
  return async (): Promise<void> => {
    const uploads = await sweep();
    if (uploads > 0) {
      log.info('uploads_swept', { uploads });
    }
  };
}
