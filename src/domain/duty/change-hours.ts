import type { Clock } from '../../lib/clock.js';
import { AppError } from '../../lib/errors.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import { bumpRevision } from '../knowledge/index.js';
import { may } from '../staff/index.js';
import { addDays, type Day, WEEKDAYS } from '../tips/index.js';
import { hoursToday, type OnDuty, onDuty, shiftsOn } from './duty-hours.js';
import { createDutyStore, type StoredHours } from './duty-store.js';
import { localTime } from './local-time.js';
import { daySchema, type DutyHours, type Shifts } from './schema.js';
import { readShifts, type TypedShift } from './typed-times.js';

/** Days that can be changed at once, e.g. a long holiday. */
const MOST_DAYS = 31;
/** How far ahead single days can be entered. */
const DAYS_AHEAD = 400;

export interface DutyDeskDeps {
  readonly transaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly timeZone: string;
  readonly clock: Clock;
}

/** Who wants to change the hours. */
export interface DutyEditor {
  readonly id: string;
  readonly roles: readonly string[];
}

/** The hours as staff see them. */
export interface DutySheet {
  readonly hours: DutyHours;
  /** Tells one state of the week from the next. */
  readonly version: string;
  readonly today: Day;
  /** The shifts of today; null while they are unknown. */
  readonly todayShifts: Shifts | null;
  readonly now: OnDuty;
}

export interface WeekForm {
  /** Monday to Sunday. */
  readonly days: ReadonlyArray<readonly TypedShift[]>;
  /** What the sheet said when the form was made. */
  readonly version: string;
}

export interface DaysForm {
  readonly first: string;
  /** The last of several days; empty for one. */
  readonly last: string;
  /** None: nobody is there. */
  readonly shifts: readonly TypedShift[];
}

/**
 * The hours of duty for staff. What is changed has its audit row, and reaches every process, when a call resolves. Changing throws
 * `not_found` (404) for whoever may not.
 */
export interface DutyDesk {
  read(): Promise<DutySheet>;
  /**
   * Puts a week in place of the one before; one without a shift means that the hours are unknown again. Throws `duty_time`, `duty_order`,
   * `duty_overlap` (400, `day`: 0 Monday to 6 Sunday) and `duty_changed` (409) when somebody else was faster.
   */
  changeWeek(editor: DutyEditor, form: WeekForm): Promise<void>;
  /**
   * Enters single days. Throws `duty_time`, `duty_order`, `duty_overlap`, `duty_day` (400), and `duty_week_first` (409) while no week is known.
   */
  changeDays(editor: DutyEditor, form: DaysForm): Promise<void>;
  /** The day is as its weekday again. Throws `duty_day` (400). */
  removeDay(editor: DutyEditor, day: string): Promise<void>;
}

export function createDutyDesk({ transaction, audit, timeZone, clock }: DutyDeskDeps): DutyDesk {
  const store = createDutyStore();

  /** Changes what stands, alone; `work` says what was changed, or null when nothing was. */
  const change = (
    editor: DutyEditor,
    work: (tx: Database, stored: StoredHours, by: { staffId: string; now: Date }) => Promise<string | null>,
  ): Promise<void> =>
    transaction(async (tx) => {
      if (!may(editor.roles, 'duty_edit')) {
        throw new AppError('not_found', 404);
      }
      await store.hold(tx);
      const by = { staffId: editor.id, now: clock.now() };
      const detail = await work(tx, await store.read(tx), by);
      if (detail !== null) {
        await audit.record(tx, {
          ...by,
          action: 'duty_changed',
          subject: { kind: 'duty', id: null },
          detail,
        });
        await bumpRevision(tx);
      }
    });
  const today = () => localTime(clock.now(), timeZone).day;

  return {
    read: () =>
      transaction(async (db) => {
        const stored = await store.read(db);
        const { hours } = stored;
        return {
          hours,
          version: versionOf(stored),
          today: today(),
          todayShifts: hoursToday(hours, clock.now(), timeZone),
          now: onDuty(hours, clock.now(), timeZone),
        };
      }),

    changeWeek: (editor, form) =>
      change(editor, async (tx, stored, by) => {
        const typed = WEEKDAYS.map((_, day) => readShifts(form.days[day] ?? [], { day }));
        const week = typed.some(({ length }) => length > 0) ? typed : null;
        if (isSame(week, stored.hours.week)) {
          return null;
        }
        if (form.version !== versionOf(stored)) {
          throw new AppError('duty_changed', 409);
        }
        await store.saveWeek(tx, week, by);
        return week ? 'week' : 'week_forgotten';
      }),

    changeDays: (editor, form) =>
      change(editor, async (tx, { hours }, by) => {
        if (!hours.week) {
          throw new AppError('duty_week_first', 409);
        }
        const days = readDays(form, today());
        const shifts = readShifts(form.shifts);
        if (days.every((day) => hours.days.has(day) && isSame(shiftsOn(hours, day), shifts))) {
          return null;
        }
        await store.saveDays(tx, days, shifts, by);
        return [...new Set(['days', days[0], days.at(-1)])].join(' ');
      }),

    removeDay: (editor, day) =>
      change(editor, async (tx) => {
        if (!daySchema.safeParse(day).success) {
          throw new AppError('duty_day', 400);
        }
        return (await store.removeDay(tx, day)) ? `day_removed ${day}` : null;
      }),
  };
}

const versionOf = ({ weekChanged }: StoredHours): string => weekChanged?.at.toISOString() ?? 'none';

const isSame = <T extends Shifts | readonly Shifts[]>(some: T | null, others: T | null): boolean =>
  JSON.stringify(some) === JSON.stringify(others);

/** The days from the first to the last. Throws `duty_day` (400) for what is no day, over already, too far ahead or too many. */
function readDays({ first, last }: DaysForm, today: Day): Day[] {
  const [begin, end] = [first.trim(), last.trim() || first.trim()];
  const isFine =
    [begin, end].every((day) => daySchema.safeParse(day).success) &&
    today <= begin &&
    begin <= end &&
    end <= addDays(begin, MOST_DAYS - 1) &&
    end <= addDays(today, DAYS_AHEAD);
  if (!isFine) {
    throw new AppError('duty_day', 400, { most: MOST_DAYS });
  }
  return Array.from({ length: MOST_DAYS }, (_, at) => addDays(begin, at)).filter((day) => day <= end);
}
