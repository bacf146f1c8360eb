import { z } from 'zod';
import { type Day, isDay } from '../tips/index.js';

/** Minutes of a day. */
export const DAY_MINUTES = 1440;
/** Shifts of one day at most. */
export const MOST_SHIFTS = 4;

/** Somebody is there from one minute after midnight up to, not including, another; 1440 is midnight at the end of the day. */
const shiftSchema = z
  .strictObject({
    from: z
      .int()
      .min(0)
      .max(DAY_MINUTES - 1),
    to: z.int().min(1).max(DAY_MINUTES),
  })
  .refine(({ from, to }) => from < to, 'begins before it ends');
export type Shift = z.infer<typeof shiftSchema>;

/** The shifts of one day in their order; none: nobody is there. */
export const shiftsSchema = z
  .array(shiftSchema)
  .max(MOST_SHIFTS)
  .refine(
    (shifts) => shifts.every(({ from }, at) => at === 0 || from >= (shifts[at - 1]?.to ?? 0)),
    'one after the other',
  );
export type Shifts = readonly Shift[];

/** A calendar day where we are, YYYY-MM-DD. */
export const daySchema = z.string().refine(isDay);

/** The hours of duty (值班时间). */
export interface DutyHours {
  /** Monday to Sunday; null until staff have entered them. */
  readonly week: readonly Shifts[] | null;
  /** Single days that differ from their weekday: holidays, working days instead of one. */
  readonly days: ReadonlyMap<Day, Shifts>;
}

/** Nobody has entered anything: it is unknown who is there when. */
export const UNKNOWN_HOURS: DutyHours = { week: null, days: new Map() };
