import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (locale: string, room: string) =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, `../../../locales/${locale}/${room}.json`), 'utf8'),
  ) as Record<string, unknown>;

function flat(value: unknown, at = ''): Array<[string, string]> {
  return typeof value === 'string'
    ? [[at, value]]
    : Object.entries(value as object).flatMap(([key, inner]) =>
        flat(inner, at === '' ? key : `${at}.${key}`),
      );
}
const params = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe.each(['web', 'report', 'errors'])('the sentences of %s.json', (room) => {
  const chinese = new Map(flat(read('zh-CN', room)));
  const english = new Map(flat(read('en', room)));

  it('are the same in both languages, with the same values in them', () => {
    expect([...english.keys()]).toEqual([...chinese.keys()]);
    for (const [key, sentence] of chinese) {
      expect([key, params(english.get(key) ?? '')]).toEqual([key, params(sentence)]);
    }
  });

  it('are none of them empty', () => {
    expect([...chinese, ...english].filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
  });
});

it('titles are neutral: they stay in the history of a shared phone', () => {
  for (const locale of ['zh-CN', 'en']) {
    const titles = flat(read(locale, 'web')).filter(
      ([key]) => key.endsWith('.title') || key === 'site.service',
    );
    expect(
      titles.filter(([, title]) => /家暴|暴力|投诉|维权|妇联|abuse|violence|complain|women/i.test(title)),
    ).toEqual([]);
  }
});
