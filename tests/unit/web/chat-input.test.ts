import { describe, expect, it } from 'vitest';
import { readFormInput, readJsonInput } from '../../../src/web/public/chat-input.js';

describe('a message as it comes in', () => {
  it('keeps words as they are but for what no database can keep', () => {
    const text = 'a\0\u202eb\ud83d\ude00\udc00c\n';
    expect(readJsonInput({ text }).message).toEqual({ kind: 'text', text: 'a\u202eb😀\uFFFDc\n' });
  });

  it('reads any Chinese as Chinese and any other language as English', () => {
    const localeOf = (locale: string) => readJsonInput({ text: 'a', locale }).locale;
    expect(['zh', 'zh-Hant-TW', 'ZH_cn', 'en', 'fr-FR'].map(localeOf)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'en',
      'en',
    ]);
  });

  it('takes the button of a form, whatever stands in its box', () => {
    expect(readFormInput({ text: 'x', button: 'entry:a', key: 'k', token: 't' })).toEqual({
      message: { kind: 'button', value: 'entry:a' },
      clientKey: 'k',
      token: 't',
    });
  });

  it('names a code and never the words', () => {
    for (const body of [{ text: 5 }, { words: '金丝雀' }, { text: '金丝雀', button: 'b' }, '金丝雀', null]) {
      expect(() => readJsonInput(body)).toThrow(/^bad_request$/);
    }
    expect(() => readJsonInput({ text: '金'.repeat(10_001) })).toThrow(/^text_too_long$/);
  });
});
