import { describe, expect, it } from 'vitest';
import { discreetly } from '../../../src/conversation/discreet.js';
import { LOCALES } from '../../../src/conversation/types.js';
import { shippedDialogue } from '../../support/dialogue.js';
import { ABROAD, buttonsOf, formAt, formTalk } from '../../support/form-talk.js';
import { previewOf, TELLING } from '../../support/telegram-reader.js';

const AGREED = { ...ABROAD, consents: ['telegram_report'] as const };
const CLEARS = [{ type: 'clear_chat', when: 'now' }];

describe('to clear the chat in plain words', () => {
  it.each([
    '/clear',
    '清除聊天',
    '删掉聊天',
    '清掉聊天记录',
    '帮我把聊天删了',
    '把这段聊天清掉吧',
    '清空聊天记录',
    '删除这里的聊天',
    '把上面的话删了',
    '快把聊天删了',
    'clear the chat',
    'please delete this chat',
    'clear chat',
    'erase our conversation now',
  ])('"%s" is heard, alone and in the middle of the form, which is not shown then', (text) => {
    expect(formTalk('zh-CN', ABROAD).say(text).effects).toEqual(CLEARS);
    const { talk } = formAt('reporter', 'zh-CN', AGREED);
    const cleared = talk.say(text);
    expect(cleared.effects).toEqual(CLEARS);
    expect(cleared.replies).toHaveLength(1);
    expect(buttonsOf(cleared)).toEqual([]);
    expect(talk.step()).toBe('reporter');
    expect(talk.say('登记').text).toMatch(/已经在登记了/);
  });

  it.each([
    '他把我的聊天记录删了',
    '孩子删聊天记录不让我看怎么办',
    '聊天',
    '怎么跟孩子聊天',
    'my son deletes his chat history',
  ])('"%s" is something else', (text) => {
    expect(formTalk('zh-CN', ABROAD).say(text).effects).toEqual([]);
  });

  it('on our own page it is everything that is kept, after a question; in a group it is not done', () => {
    expect(buttonsOf(formTalk().say('清除聊天'))).toEqual(['forget:yes', 'forget:no']);
    const group = formTalk('zh-CN', { ...ABROAD, place: 'group' }).say('清除聊天');
    expect([group.effects, group.text]).toEqual([[], expect.stringMatching(/私下/)]);
  });

  it('its buttons do nothing on our own page', () => {
    expect(formTalk().press('clear:now').effects).toEqual([]);
    expect(formTalk('zh-CN', ABROAD).press('clear:everything').effects).toEqual([]);
  });
});

describe('after a report was sent', () => {
  it('abroad she is asked, digits first; on our own page there is nothing to clear', () => {
    const here = formAt('review').talk.say('发送');
    expect(buttonsOf(here)).not.toContain('clear:now');
    const { talk } = formAt('review', 'zh-CN', AGREED);
    const sent = talk.say('发送');
    expect(buttonsOf(sent).slice(-3)).toEqual(['clear:now', 'clear:later', 'clear:no']);
    expect(sent.replies.at(-1)?.text).toMatch(/请先打开“看查询码”那一页/);
  });

  it('plain words ask once, and then do it', () => {
    const { talk } = formAt('review', 'zh-CN', AGREED);
    talk.say('发送');
    const asked = talk.say('清除聊天');
    expect([asked.effects, buttonsOf(asked)]).toEqual([[], ['clear:now', 'clear:later', 'clear:no']]);
    expect(talk.say('清除聊天').effects).toEqual(CLEARS);
  });

  it.each([
    ['clear:now', CLEARS],
    ['clear:later', [{ type: 'clear_chat', when: 'later' }]],
    ['clear:no', []],
  ])('%s', (value, effects) => {
    const { talk } = formAt('review', 'zh-CN', AGREED);
    talk.say('发送');
    expect(talk.press(value).effects).toEqual(effects);
  });
});

describe('the first words of a sensitive message', () => {
  it.each(LOCALES)(
    'fill a locked screen with what anybody may see, the numbers for danger among it: %s',
    (locale) => {
      const { say } = shippedDialogue();
      const { text } = discreetly(say, locale, { text: '他打人', sensitive: true });
      expect([...previewOf(text)]).toHaveLength(40);
      expect(previewOf(text)).not.toMatch(TELLING);
      expect(previewOf(text)).toMatch(/110[\s\S]*120/);
      expect(text).toMatch(/\n他打人$/);
      expect(discreetly(say, locale, { text: 'x' })).toEqual({ text: 'x' });
    },
  );
});
