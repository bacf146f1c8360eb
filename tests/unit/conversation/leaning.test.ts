import { describe, expect, it } from 'vitest';
import { leaningOf } from '../../../src/conversation/kind/leaning.js';
import { normalise } from '../../../src/domain/language/index.js';

const after = (text: string) => leaningOf(normalise(text), false);
const askedBack = (text: string) => leaningOf(normalise(text), true);

describe('how much words lean on those before', () => {
  it.each([
    '3岁',
    '两岁半',
    '十个月大',
    '5年级',
    '他十四了',
    '娃儿七岁',
    '14',
    '1岁8个月',
    'he is 3',
    'about 8 months old',
    'she is 5 years old',
    '3 岁',
  ])('%s: an age alone means nothing without them', (text) => {
    expect(after(text)).toBe(1);
    expect(askedBack(text)).toBe(1);
  });

  it.each(['那初中呢？', '那老二呢', '要是发烧呢', 'what about teenagers?', 'and at 14?'])(
    '%s means nothing without them',
    (text) => {
      expect(after(text)).toBe(1);
    },
  );

  it('what points back leans more than what does not', () => {
    expect(after('他要带什么')).toBeGreaterThan(after('宝宝挑食严重'));
    expect(after('去哪办')).toBeGreaterThanOrEqual(0.5);
  });

  it('the longer the less', () => {
    expect(after('发烧咋办')).toBeGreaterThan(after('孩子昨天半夜发烧三十九度'));
    expect(after('孩子昨天半夜发烧三十九度')).toBeGreaterThan(after('我家孩子昨天半夜里突然发烧三十九度五'));
  });

  it('an answer to "tell me more" belongs to what was asked', () => {
    expect(askedBack('小学生，不肯写作业')).toBe(1);
    expect(askedBack('小学三年级的男孩，每天放学回来都不肯写作业，一说就哭')).toBeLessThan(0.5);
  });

  it.each([
    '孩子在学校被同学打了，老师说是开玩笑，我们家长可以要求学校做什么，赔偿怎么算'.repeat(2),
    'my seven year old son does not want to go to school any more and says the other children laugh at him when he reads out loud or gets something wrong in class',
  ])('long words stand alone, asked back or not', (text) => {
    expect(after(text)).toBe(0);
    expect(askedBack(text)).toBe(0);
  });

  it.each(['', '。', '3'.repeat(10_000), '了'.repeat(10_000), '. '.repeat(10_000), 'a'.repeat(10_000)])(
    'is between 0 and 1 for anything, case %#',
    (text) => {
      for (const asked of [true, false]) {
        expect(leaningOf(text, asked)).toBeGreaterThanOrEqual(0);
        expect(leaningOf(text, asked)).toBeLessThanOrEqual(1);
      }
    },
  );
});

describe('10,000 odd characters', () => {
  const parts = [
    '那',
    '了',
    '我们家',
    '3',
    '三',
    '，',
    '?',
    'he is ',
    'about',
    '个月',
    '娃儿',
    '呢',
    ' ',
    '\n',
  ];
  const odd = parts.flatMap((part) => [
    part.repeat(10_000 / part.length),
    `${part.repeat(10_000 / part.length)}x`,
    `3${part.repeat(10_000 / part.length)}x`,
    `${part.repeat(5_000 / part.length)}3岁${part.repeat(5_000 / part.length)}@`,
  ]);
  // a pattern that tries every way to split them would not come back before the test is given up
  it('are looked at once, and not in every way there is', () => {
    for (const text of odd) {
      for (const asked of [true, false]) {
        expect(leaningOf(text, asked)).toBeLessThanOrEqual(1);
      }
    }
  });
});
