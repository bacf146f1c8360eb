import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  bandOn,
  birthMonthsIn,
  CHILD_BANDS,
  fits,
  type Subscriber,
  type Target,
  targetOf,
  type Tip,
} from '../../../src/domain/tips/index.js';

describe('the age band of a birth month', () => {
  it.each([
    ['2026-12', '2026-11-30', 'expectant'],
    ['2026-12', '2026-12-01', '0-3'],
    ['2023-05', '2026-04-30', '0-3'],
    ['2023-05', '2026-05-01', '3-6'],
    ['2020-05', '2026-04-30', '3-6'],
    ['2020-05', '2026-05-01', '6-12'],
    ['2014-01', '2025-12-31', '6-12'],
    ['2014-01', '2026-01-01', '12-15'],
    ['2011-03', '2026-02-28', '12-15'],
    ['2011-03', '2026-03-01', '15-18'],
    ['2008-11', '2026-10-31', '15-18'],
    ['2008-11', '2026-11-01', undefined],
  ])('of %s is, on %s, %s', (month, day, band) => {
    expect(bandOn(month, day)).toBe(band);
  });

  it('agrees with the months that a query asks for', () => {
    const days = fc.integer({ min: 0, max: 8000 }).map((n) => addDays('2020-01-01', n));
    const months = fc.tuple(fc.integer({ min: 1998, max: 2045 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(days, months, fc.constantFrom(...CHILD_BANDS), (day, [year, month], band) => {
        const birthMonth = `${year}-${String(month).padStart(2, '0')}`;
        const { from, to } = birthMonthsIn(band, day);
        expect(birthMonth >= from && birthMonth <= to).toBe(bandOn(birthMonth, day) === band);
      }),
    );
  });

  it('is asked for between two months', () => {
    expect(birthMonthsIn('0-3', '2026-05-01')).toEqual({ from: '2023-06', to: '2026-05' });
    expect(birthMonthsIn('3-6', '2026-05-31')).toEqual({ from: '2020-06', to: '2023-05' });
  });
});

describe('a tip fits', () => {
  const day = '2026-11-24';
  const target = (over: Partial<Target> = {}): Target => ({
    topics: ['vision'],
    audiences: ['parent', 'grandparent'],
    bands: ['6-12'],
    ...over,
  });
  const who = (over: Partial<Subscriber> = {}): Subscriber => ({
    topics: ['vision'],
    caregivers: ['parent'],
    birthMonths: ['2018-03'],
    ...over,
  });

  it.each<[string, Target, Subscriber, boolean]>([
    ['a parent of a child of that age', target(), who(), true],
    ['one of several children', target(), who({ birthMonths: ['2025-01', '2018-03'] }), true],
    ['not a parent whose child is younger', target(), who({ birthMonths: ['2022-03'] }), false],
    ['not another topic', target({ topics: ['sleep'] }), who(), false],
    ['a second topic of the tip', target({ topics: ['sleep', 'vision'] }), who(), true],
    ['somebody who chose no topic', target(), who({ topics: [] }), true],
    ['not another group of caregivers', target({ audiences: ['grandparent'] }), who(), false],
    [
      'somebody with two groups',
      target({ audiences: ['grandparent'] }),
      who({ caregivers: ['parent', 'grandparent'] }),
      true,
    ],
    ['somebody who named no group, as a parent', target(), who({ caregivers: [] }), true],
    ['somebody who named no child', target(), who({ birthMonths: [] }), true],
    [
      'somebody who named no child, but not with a tip for pregnancy',
      target({ audiences: ['parent', 'expectant'], bands: ['expectant'] }),
      who({ birthMonths: [] }),
      false,
    ],
    [
      'all ages, also when the child is grown',
      target({ bands: ['any'] }),
      who({ birthMonths: ['2001-01'] }),
      true,
    ],
    [
      'not a parent whose child is grown, with a tip for some age',
      target(),
      who({ birthMonths: ['2001-01'] }),
      false,
    ],
    [
      'an expectant one',
      target({ audiences: ['expectant'], bands: ['expectant'] }),
      who({ caregivers: ['expectant'], birthMonths: [] }),
      true,
    ],
    [
      'not an expectant one with a tip for schoolchildren',
      target(),
      who({ caregivers: ['expectant'], birthMonths: [] }),
      false,
    ],
    [
      'a parent whose next child is to be born',
      target({ audiences: ['expectant'], bands: ['expectant'] }),
      who({ birthMonths: ['2018-03', '2027-02'] }),
      true,
    ],
    [
      'an expectant one whose child is born',
      target({ bands: ['0-3'] }),
      who({ caregivers: ['expectant'], birthMonths: ['2026-10'] }),
      true,
    ],
    [
      'not the baby’s age by way of the other role',
      target({ audiences: ['parent'], bands: ['expectant'] }),
      who({ birthMonths: ['2018-03', '2027-02'] }),
      false,
    ],
  ])('%s', (_name, tip, subscriber, expected) => {
    expect(fits(tip, subscriber, day)).toBe(expected);
  });

  it('moves on with the child from one day to the next', () => {
    const child = who({ birthMonths: ['2020-12'] });
    expect([fits(target(), child, '2026-11-30'), fits(target(), child, '2026-12-01')]).toEqual([false, true]);
  });
});

describe('an occasion', () => {
  const tip = (over: Partial<Tip>): Tip => ({
    id: 'a',
    title: '一',
    text: '二',
    neutral: true,
    locale: 'zh-CN',
    theme: 'vision',
    topics: ['vision'],
    bands: ['0-3', '3-6'],
    audiences: ['parent', 'expectant'],
    sources: [{ kind: 'law', law: '民法典', article: '1' }],
    reviewed_on: '2026-11-24',
    review_by: '2027-11-24',
    ...over,
  });

  it('narrows ages and caregivers of a tip, and never widens them', () => {
    expect(targetOf(tip({}))).toEqual({
      topics: ['vision'],
      bands: ['0-3', '3-6'],
      audiences: ['parent', 'expectant'],
    });
    expect(targetOf(tip({}), { bands: ['3-6', '6-12'], audiences: ['parent', 'grandparent'] })).toEqual({
      topics: ['vision'],
      bands: ['3-6'],
      audiences: ['parent'],
    });
    expect(targetOf(tip({ bands: ['any'] }), { bands: ['6-12'] }).bands).toEqual(['6-12']);
    expect(targetOf(tip({}), { bands: ['any'] }).bands).toEqual(['0-3', '3-6']);
  });
});
