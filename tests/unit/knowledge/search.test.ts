import { describe, expect, it } from 'vitest';
import {
  createKnowledge,
  createSearchIndex,
  type KnowledgeEntry,
  termsOf,
} from '../../../src/domain/knowledge/index.js';
import { createLexicon } from '../../../src/domain/language/index.js';
import { shippedDialogue } from '../../support/dialogue.js';

const lexicon = createLexicon({
  standard: { 孩子: ['娃儿'] },
  filler: ['怎么办'],
  notions: { 睡眠: ['睡觉', '瞌睡'] },
});
const terms = (text: string) => termsOf(text, lexicon);
const entry = (id: string, over: Partial<KnowledgeEntry>): KnowledgeEntry => ({
  id,
  locale: 'zh-CN',
  topic: 'sleep',
  title: id,
  questions: ['一', '二', '三', '四', '五'],
  answer: '答',
  bands: ['any'],
  audiences: ['parent'],
  sources: [{ kind: 'law', law: '民法典', article: '1' }],
  reviewed_on: '2026-11-24',
  review_by: '2027-11-24',
  ...over,
});
const entries = [
  entry('primary', {
    group: 'hours',
    bands: ['6-12'],
    questions: ['小学生睡多久', '几点睡觉合适', '睡几个小时', '瞌睡要睡够好久', '每天睡多长时间'],
    answer: '睡10小时。',
  }),
  entry('junior', {
    group: 'hours',
    bands: ['12-15'],
    questions: ['初中生睡多久', '初中几点睡', '初一睡几个小时', '初二要睡多久', '初三睡多长'],
    answer: '睡9小时。',
  }),
  entry('food', { questions: ['挑食怎么办', '不吃菜', '只吃肉', '偏食', '吃饭慢'], answer: '多端几次。' }),
];

describe('the search', () => {
  it('prefers the entry of the named age', () => {
    const index = createSearchIndex(entries, terms);
    expect(index.search('初中睡多久')[0]?.entry.id).toBe('junior');
    const fitOf = (id: string) =>
      index.search('睡多久', { bands: ['6-12'] }).find(({ entry: found }) => found.id === id)?.features.band;
    expect(fitOf('primary')).toBeGreaterThan(fitOf('junior') ?? 0);
  });

  it('keeps nothing from one question to the next', () => {
    const index = createSearchIndex(entries, terms);
    const once = index.search('娃儿不吃菜');
    index.search('初中睡多久');
    expect(index.search('娃儿不吃菜')).toEqual(once);
  });

  it('can leave a phrasing out of its own search', () => {
    const index = createSearchIndex(entries, terms);
    const own = index.search('偏食')[0];
    const without = index
      .search('偏食', { leftOut: { id: 'food', phrasing: 4 } })
      .find((candidate) => candidate.entry.id === 'food');
    expect(own?.features.best).toBeCloseTo(1);
    expect(without?.features.best ?? 0).toBeLessThan(0.9);
  });

  it('finds nothing for words that no entry has', () => {
    expect(createSearchIndex(entries, terms).search('qwerty')).toEqual([]);
  });
});

describe('the knowledge', () => {
  it('finds the sibling for another age', () => {
    const knowledge = createKnowledge(entries, lexicon);
    expect(knowledge.sibling(entries[0] as KnowledgeEntry, ['12-15'])?.id).toBe('junior');
    expect(knowledge.sibling(entries[0] as KnowledgeEntry, ['15-18'])).toBeUndefined();
    expect(knowledge.sibling(entries[2] as KnowledgeEntry, ['12-15'])).toBeUndefined();
  });

  it('every shipped phrasing finds its own entry first, nearly always', () => {
    const { knowledge, edition } = shippedDialogue();
    const asked = edition.entries.flatMap((each) =>
      each.questions.slice(0, 2).map((question) => ({ question, each })),
    );
    const found = asked.filter(
      ({ question, each }) => knowledge.explain(question, { locale: each.locale })[0]?.entry.id === each.id,
    );
    expect(found.length / asked.length).toBeGreaterThan(0.93);
  });
});

describe('the shipped edition', () => {
  const { edition } = shippedDialogue();

  it('has at least 60 entries, 20 of them in English, over all age bands', () => {
    const chinese = edition.entries.filter((each) => each.locale === 'zh-CN');
    expect(chinese.length).toBeGreaterThanOrEqual(60);
    expect(edition.entries.filter((each) => each.locale === 'en').length).toBeGreaterThanOrEqual(20);
    for (const band of ['expectant', '0-3', '3-6', '6-12', '12-15', '15-18'] as const) {
      expect(chinese.filter((each) => each.bands.includes(band)).length, band).toBeGreaterThanOrEqual(10);
    }
  });

  it('names only laws that laws.yaml knows, has no phrasing twice, and puts every topic on a shelf', () => {
    const shelved = new Set(Object.values(edition.shelves).flat());
    const seen = new Map<string, string>();
    for (const each of edition.entries) {
      expect(shelved, each.topic).toContain(each.topic);
      for (const source of each.sources) {
        expect(source.kind !== 'law' || source.law in edition.laws.laws, JSON.stringify(source)).toBe(true);
      }
      for (const question of each.questions) {
        const key = `${each.locale}|${question}`;
        expect(seen.get(key), question).toBeUndefined();
        seen.set(key, each.id);
      }
      expect(each.review_by > each.reviewed_on, each.id).toBe(true);
    }
  });
});
