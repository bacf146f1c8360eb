import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/domain/language/index.js';
import { createReadKind, DANGERS, type Kind, KINDS, LONGEST_READ } from '../../../src/domain/triage/index.js';
import { kindFeatures } from '../../../src/domain/triage/kind-features.js';
import { kindModelSchema } from '../../../src/domain/triage/kinds.js';
import { readLocale, redFlags } from './support.js';

describe('what is read of a message', () => {
  it('is groups of up to three characters and digits, Latin words and pairs, and the length', () => {
    expect(kindFeatures('娃儿3岁')).toEqual(
      expect.arrayContaining(['#0', '娃', '儿', '3', '岁', '娃儿', '儿3', '3岁', '娃儿3', '儿3岁']),
    );
    expect(kindFeatures('my son')).toEqual(['#1', '=my', '=my son', '=son']);
    expect(kindFeatures('打，人')).not.toContain('打人');
  });

  it('is each feature once, and only the length of nothing', () => {
    const found = kindFeatures('打打打打打 no no no');
    expect(new Set(found).size).toBe(found.length);
    expect(kindFeatures('')).toEqual(['#0']);
  });

  it('is the beginning of a long message', () => {
    const long = '娃'.repeat(LONGEST_READ);
    expect(kindFeatures(`${long}打人`)).toEqual(kindFeatures(long));
    expect(kindFeatures('x'.repeat(100_000))).toEqual(kindFeatures('x'.repeat(LONGEST_READ)));
    expect(kindFeatures('他说了不少的话'.repeat(10_000)).length).toBeLessThan(3 * LONGEST_READ);
  });
});

const sum = (likely: Readonly<Record<Kind, number>>) =>
  KINDS.reduce((total, kind) => total + likely[kind], 0);

describe('how likely each kind is', () => {
  const readKind = createReadKind();

  it('adds up to 1, whatever is said', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.string({ unit: 'grapheme', maxLength: 400 }),
        ),
        (text) => {
          const likely = readKind(text);
          expect(Object.keys(likely)).toEqual([...KINDS]);
          expect(KINDS.every((kind) => likely[kind] >= 0 && likely[kind] <= 1)).toBe(true);
          expect(sum(likely)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('is the same in traditional writing, in full width and in capitals', () => {
    expect(readKind('孩子發燒怎麼辦')).toEqual(readKind('孩子发烧怎么办'));
    expect(readKind('ＭＹ　ＳＯＮ')).toEqual(readKind('my son'));
  });

  it('follows the weights of the features that are known', () => {
    const none = KINDS.map(() => 0);
    const read = createReadKind({
      bias: none,
      weights: { 打人: KINDS.map((kind) => (kind === 'danger' ? 500 : 0)), '=__proto__': none },
    });
    expect(read('有人打人').danger).toBeGreaterThan(0.9);
    expect(read('有人唱歌').danger).toBeCloseTo(1 / KINDS.length, 9);
    expect(sum(read('constructor __proto__ toString'))).toBeCloseTo(1, 9);
  });

  it('stays a number with weights of any size', () => {
    const read = createReadKind({
      bias: KINDS.map(() => 0),
      weights: { 娃: KINDS.map((_, k) => (k === 0 ? 1_000_000 : -1_000_000)) },
    });
    expect(read('娃').answer).toBe(1);
    expect(sum(read('娃'))).toBe(1);
  });
});

describe('the learned file', () => {
  const model = kindModelSchema.parse(JSON.parse(readFileSync('src/domain/triage/kinds.json', 'utf8')));
  const features = Object.keys(model.weights);

  it('holds features that can be read of a message, and nothing without weight', () => {
    expect(features.length).toBeGreaterThan(1000);
    expect(
      features.filter((name) => !/^(?:#[0-8]|=[a-z]+(?: [a-z]+)?|[\p{Script=Han}\d]{1,3})$/u.test(name)),
    ).toEqual([]);
    expect(features.filter((name) => normalise(name) !== name)).toEqual([]);
    expect(features.filter((name) => model.weights[name]?.every((weight) => weight === 0))).toEqual([]);
  });

  it.each([
    ['without a kind', { bias: [0], weights: {} }],
    ['with a fraction', { bias: KINDS.map(() => 0.5), weights: {} }],
    ['with a short list', { bias: KINDS.map(() => 0), weights: { 娃: [1] } }],
    ['with something else in it', { bias: KINDS.map(() => 0), weights: {}, names: [] }],
  ])('is refused %s', (_what, data) => {
    expect(kindModelSchema.safeParse(data).success).toBe(false);
  });
});

describe('a danger of which only the number is known', () => {
  const [chinese, english] = ['zh-CN', 'en'].map(
    (locale) => readLocale(`${locale}/safety.json`) as Record<string, string>,
  );
  it.each([
    ['danger', /1\d{2}/],
    ['injury', /120/],
    ['rescue', /119/],
    ['despair', /12356/],
  ] as const)('%s has a name with a sentence, and the number in it', (danger, number) => {
    expect(DANGERS).toContain(danger);
    const likely = Object.fromEntries(KINDS.map((kind) => [kind, kind === danger ? 1 : 0]));
    const named = redFlags.nameLikely('不晓得', likely as Record<Kind, number>);
    expect(named).toHaveLength(1);
    for (const sentences of [chinese, english]) {
      expect(sentences?.[named[0] ?? '']).toMatch(number);
    }
  });
});
