import { describe, expect, it } from 'vitest';
import { rankInContext } from '../../../src/domain/knowledge/in-context.js';
import type { Candidate, KnowledgeEntry } from '../../../src/domain/knowledge/index.js';
import { shippedDialogue } from '../../support/dialogue.js';

const entry = (id: string, topic: string): KnowledgeEntry => ({
  id,
  locale: 'zh-CN',
  topic,
  title: id,
  questions: ['一', '二', '三', '四', '五'],
  answer: '答',
  bands: ['any'],
  audiences: ['parent'],
  sources: [{ kind: 'law', law: '民法典', article: '1' }],
  reviewed_on: '2026-11-24',
  review_by: '2027-11-24',
});
const features = { best: 0, consensus: 0, answer: 0, notions: 0, pairs: 0, characters: 0, band: 0 };
const found = (known: KnowledgeEntry, score: number): Candidate => ({ entry: known, score, features });
const [sleep, nap, food, law] = [
  entry('sleep', 'sleep'),
  entry('nap', 'sleep'),
  entry('food', 'feeding'),
  entry('law', 'rights'),
];
const idsOf = (list: readonly Candidate[]) => list.map((each) => each.entry.id);

describe('a question that leans on the one before', () => {
  it('goes on with the same subject where its words fit equally', () => {
    const alone = [found(food, 4), found(nap, 4)];
    expect(idsOf(rankInContext(alone, alone, { question: '睡多久', entry: sleep, lean: 1 }))).toEqual([
      'nap',
      'food',
    ]);
  });

  it('finds what only both questions together find', () => {
    const ranked = rankInContext([found(food, 1)], [found(nap, 9), found(food, 1)], {
      question: '睡多久',
      entry: undefined,
      lean: 1,
    });
    expect(idsOf(ranked)).toEqual(['nap', 'food']);
  });

  it('leaves the subject for something that fits far better', () => {
    const alone = [found(law, 16), found(nap, 2)];
    const ranked = rankInContext(alone, alone, { question: '睡多久', entry: sleep, lean: 0.3 });
    expect(idsOf(ranked)).toEqual(['law', 'nap']);
  });

  it('counts the talk the more the more it leans', () => {
    const [alone, joined] = [[found(food, 5), found(nap, 3)], [found(nap, 5)]];
    const lead = (lean: number) => {
      const scores = new Map(
        rankInContext(alone, joined, { question: '睡多久', entry: sleep, lean }).map((each) => [
          each.entry.id,
          each.score,
        ]),
      );
      return (scores.get('nap') ?? 0) - (scores.get('food') ?? 0);
    };
    expect(lead(0.5)).toBeGreaterThan(lead(0.1));
    expect(lead(1)).toBeGreaterThan(lead(0.5));
  });

  it('stands as it did when it does not lean at all', () => {
    const alone = [found(food, 5), found(nap, 3)];
    expect(
      rankInContext(alone, [found(law, 20)], { question: '睡多久', entry: sleep, lean: 0 }),
    ).toMatchObject([
      { entry: { id: 'food' }, score: 5 },
      { entry: { id: 'nap' }, score: 3 },
      { entry: { id: 'law' } },
    ]);
  });

  it('names each entry once, the best first, eight at most, all with a number', () => {
    const many = Array.from({ length: 12 }, (_, nth) => found(entry(`e${nth}`, 'sleep'), nth - 6));
    const ranked = rankInContext(many, [...many].reverse(), { question: '睡多久', entry: sleep, lean: 0.7 });
    expect(ranked).toHaveLength(8);
    expect(new Set(idsOf(ranked)).size).toBe(8);
    const scores = ranked.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every(Number.isFinite)).toBe(true);
  });

  it('finds nothing where nothing was found', () => {
    expect(rankInContext([], [], { question: '睡多久', entry: sleep, lean: 1 })).toEqual([]);
  });
});

describe('the shipped knowledge', () => {
  it('is asked as ever where nothing was spoken of before', () => {
    const { knowledge } = shippedDialogue();
    const options = { locale: 'zh-CN' };
    const before = { question: '小学生一天要睡几个小时', entry: undefined, lean: 0 };
    expect(knowledge.explain('要不要报名', { ...options, before })).toEqual(
      knowledge.explain('要不要报名', options),
    );
  });

  it('is found for words that say nothing without those before', () => {
    const { knowledge } = shippedDialogue();
    const question = '小学生一天要睡几个小时';
    const { entry: first } = knowledge.explain(question, { locale: 'zh-CN' })[0] ?? {};
    const before = { question, entry: first, lean: 1 };
    const decision = knowledge.decide('要好久', { locale: 'zh-CN', before });
    expect(decision).toMatchObject({ kind: 'answer', entry: { topic: first?.topic } });
  });
});
