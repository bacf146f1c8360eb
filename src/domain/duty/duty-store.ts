import { type Day, WEEKDAYS } from '../tips/index.js';
import type { Database } from '../contacts/index.js';
import { type DutyHours, type Shift, type Shifts, shiftsSchema } from './schema.js';

/** Who changed something, and when. */
export interface Changed {
  readonly staffId: string;
  readonly now: Date;
}

/** The hours as they are stored. */
export interface StoredHours {
  readonly hours: DutyHours;
  /** When, and by whom, the week was entered; null while there is none. */
  readonly weekChanged: { readonly by: string; readonly at: Date } | null;
}

type Row = Awaited<ReturnType<Database['dutyShift']['findMany']>>[number];

/** The hours of duty. A day on which nobody is there is a row without minutes. */
export function createDutyStore() {
  return {
    async read(db: Database): Promise<StoredHours> {
      const rows = await db.dutyShift.findMany({ orderBy: { from_minute: 'asc' } });
      const ofWeek = rows.filter(({ weekday }) => weekday !== null);
      const [first] = ofWeek;
      return {
        hours: {
          week: first
            ? WEEKDAYS.map((_, at) => shiftsOf(ofWeek.filter(({ weekday }) => weekday === at + 1)))
            : null,
          days: singleDays(rows.filter(({ day }) => day !== null)),
        },
        weekChanged: first ? { by: first.changed_by ?? '', at: first.changed_at } : null,
      };
    },

    /** Keeps others from changing hours until the transaction ends. */
    async hold(tx: Database): Promise<void> {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('duty hours', 0))`;
    },

    /** Puts a week, Monday to Sunday, in place of the one before; null forgets it. */
    async saveWeek(tx: Database, week: readonly Shifts[] | null, by: Changed): Promise<void> {
      await tx.dutyShift.deleteMany({ where: { weekday: { not: null } } });
      const data = (week ?? []).flatMap((shifts, at) => rowsOf(shifts, { weekday: at + 1 }, by));
      await tx.dutyShift.createMany({ data });
    },

    /** Gives each of these days the same shifts. */
    async saveDays(tx: Database, days: readonly Day[], shifts: Shifts, by: Changed): Promise<void> {
      const dates = days.map(dateOf);
      await tx.dutyShift.deleteMany({ where: { day: { in: dates } } });
      await tx.dutyShift.createMany({ data: dates.flatMap((day) => rowsOf(shifts, { day }, by)) });
    },

    /** The day is as its weekday again; false when it was. */
    async removeDay(tx: Database, day: Day): Promise<boolean> {
      return (await tx.dutyShift.deleteMany({ where: { day: dateOf(day) } })).count > 0;
    },
  };
}
export type DutyStore = ReturnType<typeof createDutyStore>;

const dateOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date | null): Day => (date ?? new Date(0)).toISOString().slice(0, 10);

/** The shifts of each single day, the days in their order. */
function singleDays(rows: readonly Row[]): ReadonlyMap<Day, Shifts> {
  const days = [...new Set(rows.map(({ day }) => dayOf(day)))].sort();
  return new Map(days.map((day) => [day, shiftsOf(rows.filter((row) => dayOf(row.day) === day))]));
}

/** What is no shift counts for nothing: nobody is said to be there because of it. */
function shiftsOf(rows: readonly Row[]): Shifts {
  const shifts = rows.flatMap(({ from_minute: from, to_minute: to }) =>
    from === null || to === null ? [] : [{ from, to }],
  );
  return shiftsSchema.safeParse(shifts).data ?? [];
}

function rowsOf<Of extends object>(shifts: Shifts, of: Of, { staffId, now }: Changed) {
  const times: ReadonlyArray<Shift | null> = shifts.length > 0 ? shifts : [null];
  return times.map((shift) => ({
    ...of,
    from_minute: shift?.from ?? null,
    to_minute: shift?.to ?? null,
    changed_by: staffId,
    changed_at: now,
  }));
}
