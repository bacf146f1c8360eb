import { type Gap, gapsBefore, type OnDuty, onDuty } from './duty-hours.js';
import { type DutyHours, UNKNOWN_HOURS } from './schema.js';

/** The hours of duty as they stand, for every door: read from the database when the service starts and after every change. */
export interface DutyBoard {
  /** Puts other hours in place of those that are known. */
  take(hours: DutyHours): void;
  /** Whether somebody is there. */
  at(now: Date): OnDuty;
  /** When nobody was there in the last two weeks. */
  gaps(now: Date): readonly Gap[];
}

export function createDutyBoard(timeZone: string): DutyBoard {
  let hours = UNKNOWN_HOURS;
  return {
    take: (next) => void (hours = next),
    at: (now) => onDuty(hours, now, timeZone),
    gaps: (now) => gapsBefore(hours, now, timeZone),
  };
}
