import type { RetentionStore } from '../domain/privacy/index.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';

/** Deletes what has been kept long enough. Running late or twice does no harm. */
export function createPurge({
  retention,
  clock,
  log,
}: {
  retention: RetentionStore;
  clock: Clock;
  log: Log;
}) {
  return async (): Promise<void> => {
    const deleted = await retention.purge(clock.now());
    if (Object.values(deleted).some((count) => count > 0)) {
      log.info('purged', deleted);
    }
  };
}
