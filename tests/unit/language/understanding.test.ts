import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandsOf,
  clauses,
  createLexicon,
  hasWords,
  isPinyin,
  normalise,
  squeeze,
  syllableTerms,
  tokenise,
} from '../../../src/domain/language/index.js';

describe('normalising', () => {
  it('brings traditional, full-width and decorated text to one form', () => {
    expect(normalise('孩子發燒　ＡＢＣ１２３😀')).toBe('孩子发烧 abc123');
    expect(normalise('妳好')).toBe('你好');
    expect(normalise('a\u0000b\u200bc\u202e')).toBe('a b c');
  });

  it('is the same the second time, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => normalise(normalise(text)) === normalise(text)),
    );
  });

  it('reads the first 2,000 characters of a longer text', () => {
    expect([...normalise('娃'.repeat(10_000))].length).toBe(2000);
  });

  it('squeezes blanks and signs out between Han characters only', () => {
    expect(squeeze(normalise('我 不，想 活 了 ok ok'))).toBe('我不想活了 ok ok');
  });

  it('finds clauses at signs, line ends and blanks', () => {
    expect(clauses(normalise('孩子发烧，38度 怎么办？\n急'))).toEqual(['孩子发烧', '38度', '怎么办', '急']);
  });

  it('tells words from signs', () => {
    expect(hasWords('？！…')).toBe(false);
    expect(hasWords('娃')).toBe(true);
  });
});

describe('ages', () => {
  it.each([
    ['三岁半的娃', ['3-6']],
    ['娃儿10个月', ['0-3']],
    ['1岁8个月断奶', ['0-3']],
    ['初二女儿', ['12-15']],
    ['五年级', ['6-12']],
    ['七年级', ['12-15']],
    ['高三', ['15-18']],
    ['幼儿园大班', ['3-6']],
    ['怀孕三个月了', ['expectant']],
    ['十四岁', ['12-15']],
    ['十一岁', ['6-12']],
    ['两岁', ['0-3']],
    ['my 7 year old', ['6-12']],
    ['my 8 months old baby', ['0-3']],
    ['不说年龄', []],
    ['老大初中老二小学', ['12-15', '6-12']],
    ['高三度近视', []],
  ])('%s', (text, bands) => {
    expect(bandsOf(normalise(text))).toEqual(bands);
  });
});

describe('the lexicon', () => {
  const lexicon = createLexicon({
    standard: { 孩子: ['娃儿', '娃'], 怎么: ['咋个', '咋'], 手机: ['phone'] },
    filler: ['怎么', '孩子'],
    notions: { 屏幕: ['手机', '平板'], 玩具: ['平板车'] },
  });

  it('replaces the longest word at each place, Latin words only whole', () => {
    expect(lexicon.standardise('娃儿咋个')).toBe('孩子怎么');
    expect(lexicon.standardise('a phone, phones')).toBe('a 手机, phones');
  });

  it('finds notions, also one that begins inside another', () => {
    expect(lexicon.notionsOf('手机和平板车')).toEqual(['屏幕', '玩具']);
    expect(lexicon.notionsOf('无')).toEqual([]);
  });

  it('leaves what is asked when the empty words are gone', () => {
    expect(lexicon.substance('孩子怎么睡觉')).toBe('睡觉');
  });
});

describe('pinyin', () => {
  it('is told from English and from Chinese', () => {
    expect(isPinyin('hai zi fa shao zen me ban')).toBe(true);
    expect(isPinyin('what can i do for my son')).toBe(false);
    expect(isPinyin('孩子发烧怎么办')).toBe(false);
    expect(isPinyin('ok')).toBe(false);
  });

  it('has the syllables and pairs of the characters', () => {
    expect(syllableTerms('发烧')).toEqual(syllableTerms('fa shao'));
  });
});

describe('tokens', () => {
  it('are characters, pairs within a run, Latin words and numbers', () => {
    expect(tokenise('发烧，38度 the kids')).toEqual(['~发', '发烧', '~烧', '38', '~度', 'kid']);
  });
});
