import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDutyBoard,
  type DutyHours,
  gapsBefore,
  hoursToday,
  isStaffed,
  localTime,
  momentAt,
  nextShift,
  onDuty,
  type Shifts,
} from '../../../src/domain/duty/index.js';
import { addDays, weekdayOf, WEEKDAYS } from '../../../src/domain/tips/index.js';

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
/** A moment in Shanghai: `at('2026-11-25', '8:30')`. */
const at = (day: string, time: string) => new Date(`${day}T${time.padStart(5, '0')}:00+08:00`);

const OFFICE: Shifts = [
  { from: 510, to: 720 },
  { from: 870, to: 1080 },
];
const officeWeek: DutyHours = {
  week: WEEKDAYS.map((_, day) => (day < 5 ? OFFICE : [])),
  days: new Map<string, Shifts>([
    ['2026-12-24', []], // a Thursday off
    ['2026-12-26', [{ from: 540, to: 720 }]], // a Saturday instead
  ]),
};

describe('in an office week', () => {
  it.each([
    ['2026-11-25', '8:29', false],
    ['2026-11-25', '8:30', true],
    ['2026-11-25', '11:59', true],
    ['2026-11-25', '12:00', false],
    ['2026-11-25', '14:30', true],
    ['2026-11-25', '18:00', false],
    ['2026-11-28', '10:00', false], // Saturday
    ['2026-12-24', '10:00', false],
    ['2026-12-26', '10:00', true],
    ['2026-12-26', '15:00', false],
  ])('%s %s: somebody is there: %s', (day, time, expected) => {
    expect(isStaffed(officeWeek, at(day, time), ZONE)).toBe(expected);
  });

  it.each([
    ['2026-11-25', '2:00', { day: '2026-11-25', minute: 510, inDays: 0, weekday: 'wednesday' }],
    ['2026-11-25', '13:00', { day: '2026-11-25', minute: 870, inDays: 0, weekday: 'wednesday' }],
    ['2026-11-25', '23:59', { day: '2026-11-26', minute: 510, inDays: 1, weekday: 'thursday' }],
    ['2026-11-27', '20:00', { day: '2026-11-30', minute: 510, inDays: 3, weekday: 'monday' }],
    ['2026-12-23', '20:00', { day: '2026-12-25', minute: 510, inDays: 2, weekday: 'friday' }],
    ['2026-12-25', '20:00', { day: '2026-12-26', minute: 540, inDays: 1, weekday: 'saturday' }],
  ])('after %s %s somebody is there next', (day, time, next) => {
    expect(nextShift(officeWeek, at(day, time), ZONE)).toEqual(next);
    expect(onDuty(officeWeek, at(day, time), ZONE)).toEqual({ kind: 'away', next });
  });

  it('today has the hours of its weekday, a single day its own', () => {
    expect(hoursToday(officeWeek, at('2026-11-25', '23:59'), ZONE)).toEqual(OFFICE);
    expect(hoursToday(officeWeek, at('2026-12-24', '0:00'), ZONE)).toEqual([]);
    expect(hoursToday(officeWeek, at('2026-12-26', '0:00'), ZONE)).toEqual([{ from: 540, to: 720 }]);
  });
});

describe('over midnight', () => {
  const nights: DutyHours = {
    week: WEEKDAYS.map(() => [
      { from: 0, to: 360 },
      { from: 1320, to: 1440 },
    ]),
    days: new Map(),
  };
  it.each([
    ['21:59', false],
    ['22:00', true],
    ['23:59', true],
    ['0:00', true],
    ['5:59', true],
    ['6:00', false],
  ])('at %s somebody is there: %s', (time, expected) => {
    expect(isStaffed(nights, at('2026-11-25', time), ZONE)).toBe(expected);
  });

  it('there is no gap at 24:00', () => {
    const gaps = gapsBefore(nights, at('2026-11-25', '23:00'), ZONE).slice(-2);
    expect(gaps).toEqual(
      ['2026-11-24', '2026-11-25'].map((day) => ({ from: at(day, '6:00'), to: at(day, '22:00') })),
    );
  });
});

describe('what is unknown', () => {
  const unknown: DutyHours = { week: null, days: new Map([['2026-11-25', OFFICE]]) };
  it('is nobody’s being there and nobody’s being away', () => {
    const now = at('2026-11-25', '10:00');
    expect([
      isStaffed(unknown, now, ZONE),
      nextShift(unknown, now, ZONE),
      hoursToday(unknown, now, ZONE),
    ]).toEqual([null, null, null]);
    expect(onDuty(unknown, now, ZONE)).toEqual({ kind: 'unknown' });
    expect(gapsBefore(unknown, now, ZONE)).toEqual([]);
    expect(createDutyBoard(ZONE).at(now)).toEqual({ kind: 'unknown' });
  });

  it('is when somebody is there next, where no day of three months has a shift', () => {
    const closed: DutyHours = { week: WEEKDAYS.map(() => []), days: new Map() };
    expect(onDuty(closed, at('2026-11-25', '10:00'), ZONE)).toEqual({ kind: 'away', next: null });
  });
});

/** Up to four shifts one after the other, some touching, some to midnight. */
const shifts: fc.Arbitrary<Shifts> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 8 })
  .map((minutes) => {
    const sorted = [...minutes].sort((a, b) => a - b);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, n) => ({
      from: sorted[2 * n] ?? 0,
      to: sorted[2 * n + 1] ?? 0,
    }));
  });
const someDay = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-11-01', days));
const hours: fc.Arbitrary<DutyHours> = fc.record({
  week: fc.array(shifts, { minLength: 7, maxLength: 7 }),
  days: fc.array(fc.tuple(someDay, shifts), { maxLength: 10 }).map((days) => new Map(days)),
});
const moment = fc
  .integer({ min: 0, max: 60 * 1440 - 1 })
  .map((minutes) => new Date(at('2026-11-01', '0:00').getTime() + minutes * MINUTE));

/** Told without looking for anything: each minute of the shifts of a day in Shanghai, which is 8 hours ahead all year. */
function toldPlainly({ week, days }: DutyHours, now: Date): boolean {
  const local = new Date(now.getTime() + 8 * 60 * MINUTE).toISOString();
  const day = local.slice(0, 10);
  const minute = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
  const own = days.get(day) ?? week?.[WEEKDAYS.indexOf(weekdayOf(day))] ?? [];
  return own.some(({ from, to }) => minute >= from && minute < to);
}
const seed = Date.now() % 1_000_000;
const RUNS = { seed, numRuns: 1000 };

describe(`for any hours and any moment (seed ${seed})`, () => {
  it('somebody is there exactly within a shift', () => {
    fc.assert(
      fc.property(hours, moment, (any, now) => {
        expect(isStaffed(any, now, ZONE)).toBe(toldPlainly(any, now));
      }),
      RUNS,
    );
  });

  it('the next shift begins after now, somebody is there then, and none begins in between', () => {
    fc.assert(
      fc.property(hours, moment, (any, now) => {
        const next = nextShift(any, now, ZONE);
        if (next === null) {
          expect(any.week?.every((day) => day.length === 0)).toBe(true);
          return;
        }
        const begins = momentAt(next, ZONE);
        expect(begins.getTime()).toBeGreaterThan(now.getTime());
        expect(isStaffed(any, begins, ZONE)).toBe(true);
        if (!isStaffed(any, now, ZONE)) {
          const minutes = (begins.getTime() - now.getTime()) / MINUTE;
          const between = Array.from({ length: Math.min(minutes, 3000) }, (_, n) => n * MINUTE);
          expect(between.some((ms) => toldPlainly(any, new Date(now.getTime() + ms)))).toBe(false);
        }
      }),
      { ...RUNS, numRuns: 1000 },
    );
  });

  it('a moment of the last two weeks lies in a gap exactly when nobody was there', () => {
    fc.assert(
      fc.property(hours, moment, fc.integer({ min: 0, max: 14 * 1440 }), (any, now, ago) => {
        const then = new Date(now.getTime() - ago * MINUTE);
        const isInGap = gapsBefore(any, now, ZONE).some(({ from, to }) => from <= then && then < to);
        expect(isInGap).toBe(!toldPlainly(any, then));
      }),
      RUNS,
    );
  });
});

describe('the clocks of a time zone', () => {
  it.each(['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Kathmandu', 'UTC', 'America/Sao_Paulo'])(
    'of %s, where they are never changed, show what they were asked to show',
    (zone) => {
      fc.assert(
        fc.property(someDay, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
          expect(localTime(momentAt({ day, minute }, zone), zone)).toEqual({ day, minute });
        }),
        { seed, numRuns: 200 },
      );
    },
  );

  it('show midnight at the end of a day as the beginning of the next', () => {
    expect(momentAt({ day: '2026-12-31', minute: 1440 }, ZONE)).toEqual(at('2027-01-01', '0:00'));
  });

  it('that are changed in summer move the shift with them', () => {
    const berlin: DutyHours = { week: WEEKDAYS.map(() => OFFICE), days: new Map() };
    for (const [moment, expected] of [
      ['2026-10-24T06:30:00Z', true], // 8:30 in summer
      ['2026-10-26T06:30:00Z', false], // 7:30 in winter
      ['2026-10-26T07:30:00Z', true],
    ] as const) {
      expect(isStaffed(berlin, new Date(moment), 'Europe/Berlin')).toBe(expected);
    }
  });
});
