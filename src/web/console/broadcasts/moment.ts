import { isDay, shanghaiMoment } from '../../../domain/tips/index.js';

/** China keeps UTC+8 all year. */
const OFFSET_MS = 8 * 3_600_000;

/** A moment as the clocks of China show it, e.g. `2026-11-24 16:05`: short enough for a table, the same in every language. */
export function momentText(moment: Date): string {
  return new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** The moment that a field `datetime-local` (`2026-11-24T16:05`) means in China; null when it means none. */
export function readMoment(value: string): Date | null {
  const [day = '', time = ''] = value.split('T');
  return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
    ? shanghaiMoment(day, Number(time.slice(0, 2)), Number(time.slice(3)))
    : null;
}
