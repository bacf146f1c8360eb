import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCallAt, REPEAT_MINUTES, stepOf, STEPS } from '../../../src/domain/alarm/steps.js';

const MINUTE = 60_000;
const RAISED = new Date('2026-11-29T02:00:00Z');
const at = (ms: number) => new Date(RAISED.getTime() + ms);

interface Made {
  readonly nth: number;
  readonly level: number;
  readonly ms: number;
}

/** The calls of an alarm that is looked at in these moments (milliseconds after it was raised), until somebody takes it. */
function callsOf(ticks: readonly number[], takenAt = Infinity): Made[] {
  const made: Made[] = [{ nth: 1, level: stepOf(1).level, ms: 0 }];
  let dueAt = nextCallAt(RAISED, 1, RAISED);
  for (const ms of [...ticks].sort((a, b) => a - b).filter((tick) => tick < takenAt)) {
    while (dueAt <= at(ms)) {
      const nth = made.length + 1;
      made.push({ nth, level: stepOf(nth).level, ms });
      dueAt = nextCallAt(RAISED, nth, at(ms));
    }
  }
  return made;
}

describe('the calls of an alarm', () => {
  it('rise at 5 and at 15 minutes, and come again every 15', () => {
    const ticks = Array.from({ length: 4 * 60 }, (_, n) => n * 15_000);
    expect(callsOf(ticks).map(({ level, ms }) => [level, ms / MINUTE])).toEqual([
      [1, 0],
      [2, 5],
      [3, 15],
      [3, 30],
      [3, 45],
    ]);
  });

  it('go to officers first, and to administrators as well when nobody has come', () => {
    expect(STEPS.map(({ roles }) => roles)).toEqual([
      ['case_officer'],
      ['case_officer'],
      ['case_officer', 'administrator'],
    ]);
    expect(stepOf(9)).toBe(STEPS[2]);
  });

  it('leave no level out, make none twice, and are never early, whenever somebody looks', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 10 * 60 * MINUTE }), { maxLength: 60 });
    fc.assert(
      fc.property(moments, fc.option(fc.integer({ min: 1, max: 600 * MINUTE })), (ticks, taken) => {
        const calls = callsOf(ticks, taken ?? Infinity);
        expect(calls.map(({ nth }) => nth)).toEqual(calls.map((_, n) => n + 1));
        expect(calls.slice(0, 3).map(({ level }) => level)).toEqual([1, 2, 3].slice(0, calls.length));
        calls.forEach(({ nth, ms }, n) => {
          const step = STEPS[nth - 1];
          const before = calls[n - 1]?.ms ?? 0;
          expect(ms).toBeGreaterThanOrEqual(
            step ? step.afterMinutes * MINUTE : before + REPEAT_MINUTES * MINUTE,
          );
          expect(ms).toBeLessThan(taken ?? Infinity);
        });
        const last = Math.max(0, ...ticks.filter((tick) => tick < (taken ?? Infinity)));
        const due = STEPS.filter(({ afterMinutes }) => afterMinutes * MINUTE <= last);
        expect(calls.length).toBeGreaterThanOrEqual(Math.max(1, due.length));
      }),
      { numRuns: 1000 },
    );
  });

  it('that were missed for hours are made up for once', () => {
    expect(callsOf([600 * MINUTE]).map(({ level }) => level)).toEqual([1, 2, 3]);
  });
});
