import { describe, expect, it } from 'vitest';
import { readTipsEdition } from '../../../src/infra/tips-edition.js';
import { publishTips } from '../../../src/web/published-tips.js';

const { tips, themes, calendar } = readTipsEdition('locales');
const shown = (now: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  publishTips({ tips, themes, calendar, cite: () => 'source', clock: { now: () => new Date(now) } }).thisWeek(
    locale,
  );

describe('the tips of the week', () => {
  it('are those of the calendar, from Monday to Sunday in China, each once', () => {
    const week = shown('2027-07-25T12:00:00+08:00').map((tip) => tip.id);
    expect(week.some((id) => id.startsWith('drowning'))).toBe(true);
    expect(new Set(week).size).toBe(week.length);
    expect(shown('2027-07-19T00:00:00+08:00').map((tip) => tip.id)).toEqual(week);
    expect(shown('2027-07-25T15:59:59Z').map((tip) => tip.id)).toEqual(week);
  });

  it('change with the new week at midnight in China', () => {
    const last = shown('2027-05-16T23:59:00+08:00').map((tip) => tip.id);
    const next = shown('2027-05-17T00:01:00+08:00').map((tip) => tip.id);
    expect(next).not.toEqual(last);
  });

  it('in English are those that are written in English', () => {
    const english = new Set(tips.filter((tip) => tip.locale === 'en').map((tip) => tip.id));
    for (let month = 1; month <= 12; month++) {
      for (const tip of shown(`2027-${String(month).padStart(2, '0')}-10T12:00:00+08:00`, 'en')) {
        expect(english).toContain(tip.id);
      }
    }
  });
});
