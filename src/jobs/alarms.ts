import type { Log } from '../lib/log.js';

/** Calls staff again about emergencies that nobody has taken. Running late, twice or in several processes does no harm. */
export function createAlarmsJob({ escalate, log }: { escalate: () => Promise<number>; log: Log }) {
  return async (): Promise<void> => {
    const calls = await escalate();
    if (calls > 0) {
      log.info('alarms_escalated', { calls });
    }
  };
}

/** Tells the duty phone. What it does not take is tried again. */
export function createRingJob({
  ring,
  log,
}: {
  ring: () => Promise<{ readonly rung: number; readonly failed: boolean }>;
  log: Log;
}) {
  return async (): Promise<void> => {
    const done = await ring();
    if (done.failed) {
      log.warn('alarm_ring_failed', { rung: done.rung });
    } else if (done.rung > 0) {
      log.info('alarms_rung', { rung: done.rung });
    }
  };
}
