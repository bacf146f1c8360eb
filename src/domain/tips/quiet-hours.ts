import { addDays, shanghaiMoment, shanghaiTime } from './days.js';

/** Nothing that nobody asked for is sent from 21:00 up to 8:00, Asia/Shanghai. */
export const QUIET_HOURS = { from: 21, to: 8 } as const;

export function isQuiet(time: Date): boolean {
  const { hour } = shanghaiTime(time);
  return hour >= QUIET_HOURS.from || hour < QUIET_HOURS.to;
}

/** The first moment, from `time` on, at which a tip may be sent: `time` itself by day, else the next 8:00. */
export function nextAllowed(time: Date): Date {
  const { day, hour } = shanghaiTime(time);
  if (hour >= QUIET_HOURS.from) {
    return shanghaiMoment(addDays(day, 1), QUIET_HOURS.to);
  }
  return hour < QUIET_HOURS.to ? shanghaiMoment(day, QUIET_HOURS.to) : time;
}
