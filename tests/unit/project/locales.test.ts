import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEdition } from '../../../src/infra/edition.js';
import { filesIn, LANGUAGES, parameters, readSentences } from './sentences.js';

const chinese = readSentences('zh-CN');
const english = readSentences('en');

describe('the sentences of both languages', () => {
  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it.each(LANGUAGES)('say something, and nothing but text, in %s', (language) => {
    const sentences = [...readSentences(language)];
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter(([, sentence]) => sentence.trim() === '').map(([key]) => key)).toEqual([]);
    expect(sentences.filter(([, sentence]) => /<\/?[a-z]|\{\{-|undefined/i.test(sentence))).toEqual([]);
  });

  it('take the same parameters', () => {
    const different = [...chinese].filter(
      ([key, sentence]) => String(parameters(sentence)) !== String(parameters(english.get(key) ?? '')),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('are Chinese where Chinese is spoken, and not where English is', () => {
    const han = /\p{Script=Han}/u;
    const inEnglish = [...english].filter(([key, text]) => han.test(text) && !mayHoldHan.has(key));
    expect(inEnglish.map(([key]) => key)).toEqual([]);
    const onlyLatin = [...chinese].filter(([key, text]) => !han.test(text) && !mayHoldNoHan.has(key));
    expect(onlyLatin.map(([key]) => key)).toEqual([]);
  });
});

/** Names of the other language, and words to be typed as they are. */
const mayHoldHan = new Set([
  'web:site.language',
  'web:site.language_label',
  'bot:menu.language',
  'bot:language.choose',
  'bot:help.text',
  'telegram:commands.language',
]);
const mayHoldNoHan = new Set([
  'report:minor_notice', // a figure, and nothing else
  'web:site.language',
  'web:site.language_label',
  'bot:menu.language',
  'bot:sources.guideline',
  'bot:sources.guideline_undated',
]);

describe('the keys that the program uses', () => {
  const rooms = [...new Set([...chinese.keys()].map((key) => key.split(':')[0] ?? ''))];
  const sources = filesIn('src').filter((file) => /\.tsx?$/.test(file));
  const written = (pattern: RegExp, prefix = '') =>
    sources.flatMap((file) =>
      [...withoutComments(readFileSync(file, 'utf8')).matchAll(pattern)].map((match) => ({
        file,
        key: prefix + (match[1] ?? ''),
      })),
    );
  /** `${…}` in a key stands for any word. */
  const exists = (key: string) => {
    const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
    const pattern = new RegExp(`^${parts.join('[a-z0-9_.]+')}$`);
    return parts.length === 1 ? chinese.has(key) : [...chinese.keys()].some((known) => pattern.test(known));
  };

  it('exist, where they are written out', () => {
    const used = written(new RegExp(`['"\`]((?:${rooms.join('|')}):[^'"\`\\s]+)['"\`]`, 'g'));
    expect(used.length).toBeGreaterThan(40);
    expect(used.filter(({ key }) => !exists(key))).toEqual([]);
  });

  it('exist, where a view says them by its tongue', () => {
    const used = written(/\bt\(\s*['"`]([^'"`]+)['"`]/g, 'web:').filter(({ file }) =>
      file.startsWith('src/web/'),
    );
    expect(used.length).toBeGreaterThan(40);
    expect(used.filter(({ key }) => !exists(key))).toEqual([]);
  });

  it('exist for every error that can be shown', () => {
    const used = written(/new AppError\(\s*'([^']+)'/g, 'errors:');
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter(({ key }) => !exists(key))).toEqual([]);
  });

  it('exist for everything that the edition names', () => {
    const edition = readEdition('locales');
    const named = [
      ...Object.keys(edition.shelves).map((shelf) => `bot:topics.shelf.${shelf}`),
      ...edition.redFlags.flags.map(({ id }) => `safety:${id}`),
      ...Object.keys(edition.complaintCues.categories).map((category) => `complaint:${category}`),
    ];
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((key) => !exists(key))).toEqual([]);
  });
});

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
