import type { Log } from '../lib/log.js';

/** Takes back from chats what is due, and tells who wanted it what could not be. Running late, twice or in several processes does no harm. */
export function createClearChats({
  clear,
  log,
}: {
  clear: () => Promise<{ readonly erasing: number; readonly ended: number }>;
  log: Log;
}) {
  return async (): Promise<void> => {
    const done = await clear();
    if (done.erasing + done.ended > 0) {
      log.info('chats_cleared', { ...done });
    }
  };
}
