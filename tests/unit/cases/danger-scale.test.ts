import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDangerScale,
  DANGER_ANSWERS,
  type DangerAnswer,
  type DangerAnswers,
  type DangerLevel,
  dangerScaleSchema,
  isHighStanding,
} from '../../../src/domain/cases/index.js';
import { dangerScale as data } from '../../support/danger-scale.js';

const scale = createDangerScale(data);
const counting = scale.questions.filter(({ special }) => !special).map(({ id }) => id);
const special = scale.questions.filter((question) => question.special).map(({ id }) => id);
const ids = [...counting, ...special];

const every = (answer: DangerAnswer, of: readonly string[] = ids): DangerAnswers =>
  Object.fromEntries(of.map((id) => [id, answer]));
/** The first `yes` of the counting questions a yes, the last `unknown` of them unknown, all else a no. */
const filled = (yes: number, unknown = 0): DangerAnswers => ({
  ...every('no'),
  ...every('yes', counting.slice(0, yes)),
  ...every('unknown', counting.slice(counting.length - unknown)),
});

const answer = fc.constantFrom(...DANGER_ANSWERS);
const sheets = fc.record(Object.fromEntries(ids.map((id) => [id, answer])));
const anyId = fc.constantFrom(...ids);
/** What is proven, in order; nothing is proven of what is unclear. */
const PROVEN: Readonly<Record<DangerLevel, number>> = { low: 0, unclear: 0, medium: 1, high: 2 };
const GRAVITY: Readonly<Record<DangerLevel, number>> = { low: 0, unclear: 1, medium: 2, high: 3 };

describe('the scale', () => {
  it('has the nine questions that count and the two special ones, in both languages', () => {
    expect([counting.length, special]).toEqual([9, ['could_not_breathe', 'deadly_act']]);
    expect(data.thresholds).toEqual({ medium: 4, high: 6 });
    const asked = scale.questions.map(({ ask }) => ask);
    expect(asked.filter((ask) => !/？$/.test(ask['zh-CN']) || /她/.test(ask['zh-CN']))).toEqual([]);
    expect(asked.filter(({ en }) => !/\?$/.test(en) || /\p{Script=Han}/u.test(en))).toEqual([]);
  });

  it('is refused when two questions have one id, or a threshold can not be reached', () => {
    const [first] = data.questions;
    const refused = [
      { ...data, questions: [...data.questions, first] },
      { ...data, thresholds: { medium: 4, high: 10 } },
      { ...data, thresholds: { medium: 6, high: 6 } },
    ];
    expect(refused.map((wrong) => dangerScaleSchema.safeParse(wrong).success)).toEqual([false, false, false]);
  });
});

describe('an assessment of which everything is known', () => {
  it.each([
    ...[0, 1, 2, 3].map((yes) => [yes, 'low'] as const),
    ...[4, 5].map((yes) => [yes, 'medium'] as const),
    ...[6, 7, 8, 9].map((yes) => [yes, 'high'] as const),
  ])('is, with %i yes, %s', (yes, level) => {
    expect(scale.score(filled(yes))).toEqual({
      ...{ level, score: yes, unknown: 0, special: false, worst: level },
    });
  });

  it.each(special)('is high with %s alone, whatever the sum', (id) => {
    expect(scale.score({ ...filled(0), [id]: 'yes' })).toEqual({
      ...{ level: 'high', score: 0, unknown: 0, special: true, worst: 'high' },
    });
  });
});

describe('what is unknown', () => {
  it('is everything that was skipped, misspelt or not a word of ours, and nothing else is kept', () => {
    const odd = { [ids[0] ?? '']: 'maybe', other: 'yes', __proto__: every('no') } as unknown as DangerAnswers;
    expect(scale.settle(odd)).toEqual(every('unknown'));
    expect(scale.score(odd)).toEqual(scale.score({}));
    expect(scale.score({})).toEqual({
      ...{ level: 'unclear', score: 0, unknown: 11, special: false, worst: 'high' },
    });
  });

  it('leaves medium standing as the least that it is', () => {
    expect(scale.score(filled(4, 1))).toMatchObject({ level: 'medium', unknown: 1, worst: 'medium' });
    expect(scale.score(filled(4, 2))).toMatchObject({ level: 'medium', unknown: 2, worst: 'high' });
    expect(scale.score({ ...filled(4), deadly_act: 'unknown' })).toMatchObject({
      ...{ level: 'medium', worst: 'high' },
    });
    expect(scale.score({ ...every('unknown'), ...every('yes', counting.slice(0, 6)) }).level).toBe('high');
    expect(scale.score({ ...every('unknown'), could_not_breathe: 'yes' }).level).toBe('high');
  });

  it('makes it unclear at least, in any of the eleven', () => {
    for (const id of ids) {
      expect([id, scale.score({ ...every('no'), [id]: 'unknown' }).level]).toEqual([id, 'unclear']);
    }
  });
});

/** The rules as they are written, one after the other. */
function byTheBook(answers: DangerAnswers): DangerLevel {
  const yes = counting.filter((id) => answers[id] === 'yes').length;
  if (special.some((id) => answers[id] === 'yes') || yes >= 6) {
    return 'high';
  }
  if (yes >= 4) {
    return 'medium';
  }
  return ids.some((id) => answers[id] === 'unknown') ? 'unclear' : 'low';
}

describe('in whatever way it is filled in, an assessment', () => {
  it('is what the rules say: all 177 147 ways', { timeout: 120_000 }, () => {
    const wrong: DangerAnswers[] = [];
    for (let way = 0; way < 3 ** ids.length; way += 1) {
      const answers = Object.fromEntries(
        ids.map((id, at) => [id, DANGER_ANSWERS[Math.floor(way / 3 ** at) % 3] ?? 'unknown'] as const),
      );
      if (scale.score(answers).level !== byTheBook(answers)) {
        wrong.push(answers);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is never milder for a no that becomes a yes', () => {
    fc.assert(
      fc.property(sheets, anyId, (answers, id) => {
        const [no, yes] = [scale.score({ ...answers, [id]: 'no' }), scale.score({ ...answers, [id]: 'yes' })];
        expect(GRAVITY[yes.level]).toBeGreaterThanOrEqual(GRAVITY[no.level]);
        expect(GRAVITY[yes.worst]).toBeGreaterThanOrEqual(GRAVITY[no.worst]);
      }),
    );
  });

  it('proves no less for an unknown that becomes a yes; it is only low when that was the last one', () => {
    fc.assert(
      fc.property(sheets, anyId, (answers, id) => {
        const open = scale.score({ ...answers, [id]: 'unknown' });
        const yes = scale.score({ ...answers, [id]: 'yes' });
        expect(PROVEN[yes.level]).toBeGreaterThanOrEqual(PROVEN[open.level]);
        expect(yes.worst).toBe(open.worst);
        if (GRAVITY[yes.level] < GRAVITY[open.level]) {
          expect([open.level, open.unknown, yes.level]).toEqual(['unclear', 1, 'low']);
        }
      }),
    );
  });

  it('is never milder for a no that becomes unknown', () => {
    fc.assert(
      fc.property(sheets, anyId, (answers, id) => {
        const no = scale.score({ ...answers, [id]: 'no' });
        const open = scale.score({ ...answers, [id]: 'unknown' });
        expect(GRAVITY[open.level]).toBeGreaterThanOrEqual(GRAVITY[no.level]);
      }),
    );
  });

  it('is low only when all is known, and never more than its worst', () => {
    fc.assert(
      fc.property(sheets, (answers) => {
        const { level, worst, unknown, score } = scale.score(answers);
        expect(level === 'low' && unknown > 0).toBe(false);
        expect(PROVEN[worst]).toBeGreaterThanOrEqual(PROVEN[level]);
        expect([unknown, score]).toEqual([
          ids.filter((id) => answers[id] === 'unknown').length,
          counting.filter((id) => answers[id] === 'yes').length,
        ]);
      }),
    );
  });

  it('is the same in whatever order it was answered, and a skipped question is as one answered with unknown', () => {
    fc.assert(
      fc.property(sheets, fc.shuffledSubarray(ids, { minLength: ids.length }), (answers, order) => {
        const said = order.flatMap((id) => {
          const given = answers[id] ?? 'unknown';
          return given === 'unknown' ? [] : [[id, given] as const];
        });
        expect(scale.score(Object.fromEntries(said))).toEqual(scale.score(answers));
        expect(scale.settle(Object.fromEntries(said))).toEqual(answers);
      }),
    );
  });
});

describe('high danger that was found once', () => {
  const results = fc.array(
    sheets.map((answers) => scale.score(answers)),
    { maxLength: 6 },
  );

  it('stands while it is the latest, and whenever a special question was a yes', () => {
    fc.assert(
      fc.property(results, (newestFirst) => {
        const isLatest = newestFirst[0]?.level === 'high';
        if (isLatest || newestFirst.some((result) => result.special)) {
          expect(isHighStanding(newestFirst)).toBe(true);
        }
        if (newestFirst.every(({ level }) => level !== 'high')) {
          expect(isHighStanding(newestFirst)).toBe(false);
        }
      }),
    );
  });

  it('is not taken back by answers that are unknown, only by a sheet that excludes it', () => {
    const [high, knowing, skipped] = [scale.score(filled(6)), scale.score(filled(3)), scale.score({})];
    const halfMedium = scale.score({ ...every('unknown'), ...every('yes', counting.slice(0, 4)) });
    expect(isHighStanding([skipped, halfMedium, high])).toBe(true);
    expect(isHighStanding([knowing, high])).toBe(false);
    expect(isHighStanding([skipped, knowing, high])).toBe(false);
    expect(isHighStanding([])).toBe(false);
    fc.assert(
      fc.property(results, (newestFirst) => {
        expect(isHighStanding([skipped, ...newestFirst])).toBe(isHighStanding(newestFirst));
      }),
    );
  });
});
