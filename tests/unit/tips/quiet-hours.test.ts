import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAllowed, shanghaiMoment, shanghaiTime } from '../../../src/domain/tips/index.js';

describe('the quiet hours', () => {
  it.each([
    ['2026-11-24T20:59:59.999+08:00', '2026-11-24T20:59:59.999+08:00'],
    ['2026-11-24T20:59:00+08:00', '2026-11-24T20:59:00+08:00'],
    ['2026-11-24T21:00:00+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-11-24T23:59:59+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-11-25T00:00:00+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-11-25T07:59:59.999+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-11-25T08:00:00+08:00', '2026-11-25T08:00:00+08:00'],
    ['2026-12-31T22:00:00+08:00', '2027-01-01T08:00:00+08:00'],
  ])('let what is due at %s out at %s', (due, out) => {
    expect(nextAllowed(new Date(due))).toEqual(new Date(out));
  });

  it('never let anything out early or in the night, and hold nothing back longer than eleven hours', () => {
    const moments = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2040-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (time) => {
        const out = nextAllowed(time);
        const { hour } = shanghaiTime(out);
        expect(hour >= 8 && hour < 21).toBe(true);
        expect(out.getTime() - time.getTime()).toBeGreaterThanOrEqual(0);
        expect(out.getTime() - time.getTime()).toBeLessThanOrEqual(11 * 3_600_000);
        expect(nextAllowed(out)).toEqual(out);
      }),
    );
  });
});

describe('the day in Asia/Shanghai', () => {
  it('changes at 16:00 UTC', () => {
    expect(shanghaiTime(new Date('2026-12-31T15:59:59Z'))).toEqual({ day: '2026-12-31', hour: 23 });
    expect(shanghaiTime(new Date('2026-12-31T16:00:00Z'))).toEqual({ day: '2027-01-01', hour: 0 });
    expect(shanghaiMoment('2027-01-01', 0)).toEqual(new Date('2026-12-31T16:00:00Z'));
  });
});
