import { describe, expect, it } from 'vitest';
import { dueTips, isQuiet } from '../../../src/domain/tips/index.js';
import { readSegment, segmentOf } from '../../../src/domain/tips/segment.js';
import { readTipsEdition } from '../../../src/infra/tips-edition.js';

const { tips, calendar } = readTipsEdition('locales');
const keys = (now: string) => dueTips(calendar, tips, new Date(now)).map(({ dedupeKey }) => dedupeKey);

describe('the tips that are due', () => {
  it('are those of today from 18:30 on, and of the two days before', () => {
    const before = keys('2026-11-25T18:29:59+08:00');
    const after = keys('2026-11-25T18:30:00+08:00');
    expect(before.some((key) => key.includes('2026-11-25'))).toBe(false);
    expect(after).toContain('tip:november_25:2026-11-25:women_law_protects');
    expect(keys('2026-11-27T23:59:59+08:00')).toContain('tip:november_25:2026-11-25:women_law_protects');
    expect(keys('2026-11-28T18:30:00+08:00').some((key) => key.includes('2026-11-25'))).toBe(false);
  });

  it('have a key for each sending: the same tip ahead of a day goes twice, each time once', () => {
    const ahead = ['2027-03-29', '2027-04-04'].flatMap((day) =>
      keys(`${day}T18:30:00+08:00`).filter(
        (key) => key === `tip:tomb_sweeping_fires:${day}:disaster_forest_fire`,
      ),
    );
    expect(ahead.length).toBe(2);
  });

  it('name each sending once on every day of two years', () => {
    for (let n = 0; n < 730; n += 1) {
      const now = new Date(Date.parse('2026-11-24T11:00:00Z') + n * 86_400_000).toISOString();
      const due = keys(now);
      expect(new Set(due).size).toBe(due.length);
    }
  });
});

describe('quiet hours', () => {
  it.each([
    ['20:59:59', false],
    ['21:00:00', true],
    ['00:00:00', true],
    ['07:59:59', true],
    ['08:00:00', false],
  ])('at %s: %s', (time, quiet) => {
    expect(isQuiet(new Date(`2026-11-24T${time}+08:00`))).toBe(quiet);
  });
});

describe('a segment', () => {
  it('leaves out groups in which nothing is ticked', () => {
    expect(readSegment({ topics: [], bands: ['0-3', '0-3'], townships: [] })).toEqual({ bands: ['0-3'] });
  });

  it('of a tip for all ages asks for no age, of one for no age reaches nobody', () => {
    const target = { topics: ['vision'], audiences: ['parent'] as const };
    expect(segmentOf({ ...target, bands: ['any'] })).toEqual({ topics: ['vision'], caregivers: ['parent'] });
    expect(segmentOf({ ...target, bands: [] }).bands).toEqual([]);
  });
});
