import type { Dispatched } from '../domain/tips/index.js';
import type { Log } from '../lib/log.js';

/** Begins the tips and broadcasts that are due. Running late, twice or in several processes does no harm. */
export function createTipsJob({ dispatch, log }: { dispatch: () => Promise<Dispatched>; log: Log }) {
  return async (): Promise<void> => {
    const done = await dispatch();
    if (done.tips + done.broadcasts + done.ended > 0) {
      log.info('tips_dispatched', { ...done });
    }
  };
}
