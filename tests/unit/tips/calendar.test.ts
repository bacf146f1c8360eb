import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  datesOf,
  type Occasion,
  occasionsOn,
  type Rule,
  weekdayOf,
  WEEKDAYS,
  weekOf,
} from '../../../src/domain/tips/index.js';
import { addDays, isDay } from '../../../src/domain/tips/index.js';

const years = fc.integer({ min: 1990, max: 2199 });
const weekdays = fc.constantFrom(...WEEKDAYS);
const monthDays = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2027-01-01', days).slice(5));

describe('the rules on dates made by hand', () => {
  const safetyDay: Rule = { kind: 'nth_weekday', month: 3, weekday: 'monday', n: -1 };
  it.each<[string, Rule, Record<number, string>]>([
    ['the last Monday of March', safetyDay, { 2026: '2026-03-30', 2027: '2027-03-29' }],
    [
      'Mother’s Day',
      { kind: 'nth_weekday', month: 5, weekday: 'sunday', n: 2 },
      { 2026: '2026-05-10', 2027: '2027-05-09' },
    ],
    [
      'Disability Day',
      { kind: 'nth_weekday', month: 5, weekday: 'sunday', n: 3 },
      { 2026: '2026-05-17', 2027: '2027-05-16' },
    ],
    [
      'Father’s Day',
      { kind: 'nth_weekday', month: 6, weekday: 'sunday', n: 3 },
      { 2026: '2026-06-21', 2027: '2027-06-20' },
    ],
    [
      'Defence Day',
      { kind: 'nth_weekday', month: 9, weekday: 'saturday', n: 3 },
      { 2026: '2026-09-19', 2027: '2027-09-18' },
    ],
    [
      'the last Thursday of a year',
      { kind: 'nth_weekday', month: 12, weekday: 'thursday', n: -1 },
      { 2026: '2026-12-31' },
    ],
    ['a fixed day', { kind: 'fixed', day: '12-04' }, { 2026: '2026-12-04', 2027: '2027-12-04' }],
  ])('give %s', (_name, rule, dates) => {
    for (const [year, date] of Object.entries(dates)) {
      expect(datesOf(rule, Number(year))).toEqual([date]);
    }
  });

  it.each([
    ['05-15', 2026, '2026-05-11', '2026-05-17'],
    ['05-15', 2027, '2027-05-10', '2027-05-16'],
    ['05-12', 2027, '2027-05-10', '2027-05-16'],
    ['08-08', 2026, '2026-08-03', '2026-08-09'],
    ['08-08', 2027, '2027-08-02', '2027-08-08'],
  ])('give the week of %s in %i', (day, year, monday, sunday) => {
    const dates = datesOf({ kind: 'week_of', day, on: [...WEEKDAYS] }, year);
    expect([dates.length, dates[0], dates[6]]).toEqual([7, monday, sunday]);
  });

  it('send the drowning season weekly, twice a week in June and July', () => {
    const busier = { from: '06-01', to: '07-31', on: ['tuesday' as const] };
    const dates = datesOf({ kind: 'season', from: '04-01', to: '09-30', on: ['friday'], busier }, 2026);
    expect(dates.filter((day) => day < '2026-05-01')).toEqual([
      '2026-04-03',
      '2026-04-10',
      '2026-04-17',
      '2026-04-24',
    ]);
    expect(dates.filter((day) => day >= '2026-05-29' && day < '2026-06-13')).toEqual([
      '2026-05-29',
      '2026-06-02',
      '2026-06-05',
      '2026-06-09',
      '2026-06-12',
    ]);
    expect(dates.at(-1)).toBe('2026-09-25');
  });

  it('carry a winter over New Year without losing its step', () => {
    const winter: Rule = { kind: 'season', from: '11-01', to: '03-31', on: ['thursday'], every_weeks: 2 };
    expect(datesOf(winter, 2026).slice(-5)).toEqual([
      '2026-11-05',
      '2026-11-19',
      '2026-12-03',
      '2026-12-17',
      '2026-12-31',
    ]);
    expect(datesOf(winter, 2027).slice(0, 6)).toEqual([
      '2027-01-14',
      '2027-01-28',
      '2027-02-11',
      '2027-02-25',
      '2027-03-11',
      '2027-03-25',
    ]);
  });
});

describe('the rules in any year', () => {
  it('give an n-th weekday that is that weekday, in that month, at that place', () => {
    const places = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const);
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 12 }), weekdays, places, (year, month, weekday, n) => {
        const [day = '', ...more] = datesOf({ kind: 'nth_weekday', month, weekday, n }, year);
        const inMonth = (other: string) => other.startsWith(`${year}-${String(month).padStart(2, '0')}-`);
        expect([more.length, isDay(day), weekdayOf(day), inMonth(day)]).toEqual([0, true, weekday, true]);
        expect(inMonth(addDays(day, n === -1 ? 7 : -7 * n))).toBe(false);
        expect(n === -1 || inMonth(addDays(day, -7 * (n - 1)))).toBe(true);
      }),
    );
  });

  it('give a week that holds the day and runs from Monday to Sunday', () => {
    fc.assert(
      fc.property(years, monthDays, (year, day) => {
        const week = weekOf(`${year}-${day}`);
        expect(week).toContain(`${year}-${day}`);
        expect(week.map(weekdayOf)).toEqual(WEEKDAYS);
        expect(week.slice(1)).toEqual(week.slice(0, 6).map((before) => addDays(before, 1)));
      }),
    );
  });

  it('keep a season inside its days, on its weekdays, in order, each day once', () => {
    fc.assert(
      fc.property(
        years,
        monthDays,
        monthDays,
        fc.uniqueArray(weekdays, { minLength: 1 }),
        fc.integer({ min: 1, max: 8 }),
        (year, from, to, on, every_weeks) => {
          const dates = datesOf({ kind: 'season', from, to, on, every_weeks }, year);
          expect(dates).toEqual([...new Set(dates)].sort());
          for (const day of dates) {
            const at = day.slice(5);
            expect(from <= to ? at >= from && at <= to : at >= from || at <= to).toBe(true);
            expect([day.slice(0, 4), on.includes(weekdayOf(day))]).toEqual([String(year), true]);
          }
        },
      ),
    );
  });

  it('steps a season that begins on a leap day’s eve through 29 February', () => {
    expect(datesOf({ kind: 'season', from: '02-28', to: '03-01', on: [...WEEKDAYS] }, 2028)).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
  });
});

describe('the occasions of a day', () => {
  const occasion = (id: string, over: Partial<Occasion>): Occasion => ({
    id,
    title: { 'zh-CN': id, en: id },
    rank: 'growth',
    rule: { kind: 'fixed', day: '09-01' },
    tips: ['a', 'b'],
    deal: 'all',
    examples: {},
    ...over,
  });
  const calendar = (...occasions: Occasion[]): Calendar => ({ occasions });
  const seen = (found: ReturnType<typeof occasionsOn>) =>
    found.map((one) => [one.occasion.id, one.date, one.tips.join(), one.confirmed]);

  it('come on the day itself when no lead is given, and on no other', () => {
    const school = calendar(occasion('school', {}));
    expect(seen(occasionsOn(school, '2026-09-01'))).toEqual([['school', '2026-09-01', 'a,b', true]]);
    expect(occasionsOn(school, '2026-08-31')).toEqual([]);
  });

  it('come ahead by the lead days, also over New Year, and deal tips out in turn', () => {
    const exam = calendar(
      occasion('exam', { rule: { kind: 'fixed', day: '01-03' }, lead_days: [7, 1], deal: 'in_turn' }),
    );
    expect(seen(occasionsOn(exam, '2026-12-27'))).toEqual([['exam', '2027-01-03', 'a', true]]);
    expect(seen(occasionsOn(exam, '2027-01-02'))).toEqual([['exam', '2027-01-03', 'b', true]]);
    expect(occasionsOn(exam, '2027-01-03')).toEqual([]);
  });

  it('put life and limb first', () => {
    const both = calendar(
      occasion('civic', { rank: 'civic' }),
      occasion('health', { rank: 'health' }),
      occasion('life', { rank: 'life' }),
    );
    expect(occasionsOn(both, '2026-09-01').map((one) => one.occasion.id)).toEqual([
      'life',
      'health',
      'civic',
    ]);
  });

  it('are unconfirmed until staff enter the dates of the year, which then replace the rule', () => {
    const term = calendar(occasion('term', { confirm: true, note: '以校历为准' }));
    expect(seen(occasionsOn(term, '2026-09-01'))).toEqual([['term', '2026-09-01', 'a,b', false]]);
    const announced = { term: { 2026: ['2026-08-31'], 2027: [] } };
    expect(seen(occasionsOn(term, '2026-08-31', announced))).toEqual([['term', '2026-08-31', 'a,b', true]]);
    expect(occasionsOn(term, '2026-09-01', announced)).toEqual([]);
    expect(occasionsOn(term, '2027-09-01', announced)).toEqual([]);
    expect(seen(occasionsOn(term, '2028-09-01', announced))).toEqual([['term', '2028-09-01', 'a,b', false]]);
  });
});
