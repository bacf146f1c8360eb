import type { Clock } from '../../lib/clock.js';
import { type AlarmDatabase, createAlarmStore } from './alarm-store.js';
import type { AlarmLevel } from './types.js';

/** Another process tries it again after that; longer than a try lasts. */
const HELD_MS = 30_000;

/** Tells the duty phone that an emergency waits, and how far it has risen. Rejects when it was not taken. */
export type RingPhone = (level: AlarmLevel) => Promise<void>;

export interface RingDeps {
  readonly db: AlarmDatabase;
  readonly ring: RingPhone;
  readonly clock: Clock;
}

/**
 * Tells the duty phone of each call that it has not been told of, an alarm at a time; calls that came meanwhile are told together. After a failure
 * it stops: that alarm is tried again half a minute later. Safe in several processes.
 */
export function createRing({ db, ring, clock }: RingDeps) {
  const store = createAlarmStore();
  return async (): Promise<{ readonly rung: number; readonly failed: boolean }> => {
    for (let rung = 0; ; rung += 1) {
      const now = clock.now();
      const ringing = await store.claimRing(db, now, new Date(now.getTime() + HELD_MS));
      if (!ringing) {
        return { rung, failed: false };
      }
      try {
        await ring(ringing.level);
      } catch {
        return { rung, failed: true };
      }
      await store.noteRung(db, ringing);
    }
  };
}
