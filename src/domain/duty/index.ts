export {
  createDutyDesk,
  type DaysForm,
  type DutyDesk,
  type DutyEditor,
  type DutySheet,
  type WeekForm,
} from './change-hours.js';
export { createDutyBoard, type DutyBoard } from './duty-board.js';
export {
  type Gap,
  gapsBefore,
  hoursToday,
  isStaffed,
  nextShift,
  type OnDuty,
  onDuty,
  type Opening,
} from './duty-hours.js';
export { createDutyStore, type StoredHours } from './duty-store.js';
export { clockText, type DutyTongue, openingInWords, shiftsInWords, weekInWords } from './in-words.js';
export { localTime, momentAt } from './local-time.js';
export { DAY_MINUTES, type DutyHours, MOST_SHIFTS, type Shift, type Shifts } from './schema.js';
export { readShifts, type TypedShift } from './typed-times.js';
