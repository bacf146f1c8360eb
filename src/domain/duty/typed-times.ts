import { AppError } from '../../lib/errors.js';
import { DAY_MINUTES, MOST_SHIFTS, type Shift, type Shifts, shiftsSchema } from './schema.js';

/** Beginning and end of a shift as they were typed: "8:30", or nothing. */
export interface TypedShift {
  readonly from: string;
  readonly to: string;
}

/**
 * The shifts of a day in their order; lines that are empty are left out. An end at 0:00 is the midnight at the end of the day. Throws
 * `duty_time`, `duty_order` or `duty_overlap` (400) with these params, which tell the form which day it was.
 */
export function readShifts(typed: readonly TypedShift[], params: AppError['params'] = {}): Shifts {
  const shifts = typed
    .filter(({ from, to }) => from.trim() !== '' || to.trim() !== '')
    .map((line) => readShift(line, params))
    .sort((a, b) => a.from - b.from);
  if (shifts.length > MOST_SHIFTS) {
    throw new AppError('bad_request', 400);
  }
  if (!shiftsSchema.safeParse(shifts).success) {
    throw new AppError('duty_overlap', 400, params);
  }
  return shifts;
}

function readShift({ from, to }: TypedShift, params: AppError['params']): Shift {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  if (begin === null || end === null) {
    throw new AppError('duty_time', 400, params);
  }
  const shift = { from: begin, to: end === 0 ? DAY_MINUTES : end };
  if (shift.from >= shift.to) {
    throw new AppError('duty_order', 400, params);
  }
  return shift;
}

/** The minute of a day that "8:30", "08:30" or "8：30" names; null for anything else. */
function minuteOf(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim()) ?? [];
  const at = Number(hour) * 60 + Number(minute);
  return hour !== undefined && Number(minute) < 60 && at <= DAY_MINUTES ? at : null;
}
