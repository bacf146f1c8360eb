import { describe, expect, it } from 'vitest';
import { readSentences, type Language } from './sentences.js';

/** What somebody reads who tells of a wrong, or follows it. */
const ROOMS = [
  ...['report', 'track', 'evidence', 'draft', 'duty', 'flow'],
  ...['safety', 'complaint', 'web', 'errors', 'bot'],
];
const HAN = /\p{Script=Han}/gu;

function textsOf(language: Language, room: string): string[] {
  const rows = [...readSentences(language)].filter(([key]) => key.startsWith(`${room}:`));
  return rows.map(([, text]) => text.replace(/\{\{[^}]*\}\}/g, language === 'en' ? 'it' : '某某'));
}
const split = (texts: readonly string[], at: RegExp) => texts.flatMap((text) => text.split(at));
const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const hanIn = (text: string) => text.match(HAN) ?? [];

/** The 3,755 characters of GB 2312's first level, about as many as are taught until the end of junior high school. */
function commonCharacters(): ReadonlySet<string> {
  const decoder = new TextDecoder('gb18030');
  const rows = Array.from({ length: 0xd7 - 0xb0 + 1 }, (_, row) => 0xb0 + row);
  const cells = Array.from({ length: 0xfe - 0xa1 + 1 }, (_, cell) => 0xa1 + cell);
  return new Set(
    rows.flatMap((row) => cells.flatMap((cell) => hanIn(decoder.decode(Uint8Array.of(row, cell))))),
  );
}

describe.each(ROOMS)('what the room "%s" says', (room) => {
  it('is written with characters that junior high school teaches', () => {
    const common = commonCharacters();
    expect(common.size).toBe(3755);
    const rare = textsOf('zh-CN', room).flatMap((text) => hanIn(text).filter((han) => !common.has(han)));
    expect([...new Set(rare)].filter((han) => han !== '浏')).toEqual([]); // 浏览器, on every phone
  });

  it('is said in short sentences', () => {
    const lengths = split(textsOf('zh-CN', room), /[。！？；：\n]/)
      .map((sentence) => hanIn(sentence).length)
      .filter((length) => length > 0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(40);
    expect(mean(lengths)).toBeLessThanOrEqual(16);
  });

  it('keeps clear of the words of offices', () => {
    expect(textsOf('zh-CN', room).filter((text) => OFFICIALESE.test(text))).toEqual([]);
  });

  it('is in English for who has had six years of school', () => {
    const sentences = split(textsOf('en', room), /[.!?;:\n]/).filter((sentence) => /[a-z]/i.test(sentence));
    expect(gradeOf(sentences)).toBeLessThanOrEqual(6);
  });
});

const OFFICIALESE = /予以|特此|届时|逾期|务必|敬请|谨此|酌情|该人|其配偶|涉事|当事人|兹/;

/** Flesch-Kincaid grade level: years of school that a text asks for (Kincaid et al., 1975). */
function gradeOf(sentences: readonly string[]): number {
  const words = sentences.flatMap((sentence) => sentence.match(/[a-z'’]+/gi) ?? []);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return (0.39 * words.length) / sentences.length + (11.8 * syllables) / words.length - 15.59;
}
const syllablesOf = (word: string) =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/e$/, '')
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );
