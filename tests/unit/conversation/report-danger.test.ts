import { describe, expect, it } from 'vitest';
import { ABROAD, buttonsOf, formTalk } from '../../support/form-talk.js';

describe('danger within the report form', () => {
  it('told as what happened is answered first, kept as the answer, and the form goes on', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:before');
    const result = talk.say('他拿刀砍我');
    expect(result.kind).toBe('crisis');
    expect(result.replies[0]?.text.split('\n')[0]).toMatch(/110/);
    expect(result.replies.at(-1)?.text).toMatch(/第3步/);
    expect(talk.draft().happened).toBe('他拿刀砍我');
  });

  it('told when danger is asked for is the answer: nobody is asked again', () => {
    const talk = formTalk();
    talk.say('登记');
    const result = talk.say('他现在拿着刀在砸门');
    expect(result.kind).toBe('crisis');
    expect(talk.step()).toBe('happened');
    expect(talk.draft()).toMatchObject({ danger: 'now', happened: '他现在拿着刀在砸门' });
    expect(result.text).not.toMatch(/现在有危险吗/);
  });

  it('said by its button brings the numbers and then the next question', () => {
    const talk = formTalk();
    talk.say('登记');
    const result = talk.press('f:danger:now');
    expect(result.kind).toBe('crisis');
    expect(result.replies[0]?.text).toMatch(/110[\s\S]*120/);
    expect(result.replies.at(-1)?.text).toMatch(/发生了什么/);
  });

  it('at a later question keeps her words and asks the same question again', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('他骂我');
    const result = talk.say('我不想活了');
    expect(result.kind).toBe('crisis');
    expect(talk.step()).toBe('reporter');
    expect(talk.draft().happened).toBe('他骂我\n我不想活了');
  });

  it('is answered as the answer of a short question too', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('他骂我');
    talk.press('f:skip:reporter');
    talk.press('f:skip:minor');
    expect(talk.say('就在家里，他拿刀在砸门').kind).toBe('crisis');
    expect(talk.draft().place_of_harm).toBe('就在家里，他拿刀在砸门');
  });
});

describe('a wrong told in passing', () => {
  it('is offered to be reported, and need not be told again', () => {
    const talk = formTalk();
    const offer = talk.say('老公昨天喝醉了打我');
    expect(offer.kind).toBe('complaint');
    expect(buttonsOf(offer)).toContain('report');
    talk.press('numbers');
    talk.press('report');
    talk.press('f:danger:before');
    expect(talk.step()).toBe('happened');
    const asked = talk.press('f:use');
    expect(asked.text).toMatch(/第3步/);
    expect(talk.draft().happened).toBe('老公昨天喝醉了打我');
  });

  it('as danger is offered too, after the number', () => {
    const talk = formTalk();
    const warning = talk.say('他现在正在打我');
    expect(warning.kind).toBe('crisis');
    expect(buttonsOf(warning)).toContain('report');
    talk.press('report');
    expect(talk.draft().happened).toBe('他现在正在打我');
  });

  it('an accident is nothing to report', () => {
    const talk = formTalk();
    expect(buttonsOf(talk.say('娃娃吞了一颗纽扣电池'))).not.toContain('report');
    expect(talk.session().told).toBeUndefined();
  });

  it('in a group is neither kept nor asked for', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, place: 'group' });
    expect(talk.say('老公昨天喝醉了打我').text).toMatch(/私下/);
    expect(talk.session().told).toBeUndefined();
    expect(talk.say('登记').text).toMatch(/私下/);
    expect(talk.say('订阅').text).toMatch(/私下/);
    expect(talk.session().flow).toBeUndefined();
  });
});

describe('where what is told is stored abroad', () => {
  it('she has to agree before she is asked, and is shown the web page first', () => {
    const talk = formTalk('zh-CN', ABROAD);
    const asked = talk.say('我要投诉');
    expect(asked.text).toMatch(/Telegram[\s\S]*境外/);
    expect(asked.text).not.toMatch(/发生了什么/);
    expect(asked.replies[0]?.links).toEqual([{ label: '在网页上填', url: '/help', first: true }]);
    expect(asked.effects).toEqual([]);
    const begun = talk.press('f:agree');
    expect(begun.effects).toEqual([{ type: 'give_consent', purpose: 'telegram_report' }]);
    expect(talk.step()).toBe('danger');
  });

  it('no answer is taken before', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('登记');
    for (const value of ['f:danger:no', 'f:skip:danger', 'f:use', 'f:change:happened', 'f:contact:phone']) {
      talk.press(value);
    }
    talk.say('我叫王芳，住在玉泉');
    expect(talk.step()).toBe('abroad');
    expect(JSON.stringify(talk.session())).not.toMatch(/王芳/);
  });

  it.each([
    '老公昨天喝醉了打我',
    '他拿刀砍我',
    '我想离婚，老公打我，孩子归谁',
    '我被老板骚扰了怎么办',
    '不想活了，老公天天打我',
  ])('nothing of what she tells in passing is kept before she has agreed: %s', (text) => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say(text);
    expect(JSON.stringify(talk.session())).not.toContain(text);
    talk.press('report');
    talk.say(text);
    expect(JSON.stringify(talk.session())).not.toContain(text);
    expect(talk.say('同意').text).toMatch(/您前面说的话，我没有留/);
    expect(talk.draft()).toEqual({});
  });

  it('what she asked before about her child is still known then', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('小学生一天要睡几个小时？');
    talk.say('老公昨天喝醉了打我');
    expect(talk.session().last?.question).toBe('小学生一天要睡几个小时？');
  });

  it('what she tells in passing is offered the page first, with why, and in a group a private talk', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const [card] = formTalk(locale, ABROAD).say('老公昨天喝醉了打我').replies;
      expect(card?.links).toEqual([expect.objectContaining({ url: '/help', first: true })]);
      expect(card?.text).toMatch(/Telegram/);
      expect(card?.buttons?.[0]?.value).toBe('report');
    }
    const danger = formTalk('zh-CN', ABROAD).say('他拿刀砍我').replies[0];
    expect(danger?.links?.[0]).toMatchObject({ url: '/help', first: true });
    expect(danger?.text).toMatch(/^马上打110[\s\S]*Telegram会把消息存在境外/);
    const group = formTalk('zh-CN', { ...ABROAD, place: 'group' }).say('老公昨天喝醉了打我').replies[0];
    expect(group?.links).toBeUndefined();
  });

  it('what she told in passing is gone when she does not agree, and waits for the form when she had agreed before', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('老公昨天喝醉了打我');
    talk.press('report');
    const refused = talk.say('不同意');
    expect(refused.text).toMatch(/12338/);
    expect(refused.replies[0]?.links?.[0]?.url).toBe('/help');
    expect(JSON.stringify(talk.session())).not.toMatch(/喝醉/);
    const agreed = formTalk('zh-CN', { ...ABROAD, consents: ['telegram_report'] });
    agreed.say('老公昨天喝醉了打我');
    agreed.press('report');
    expect(agreed.draft().happened).toBe('老公昨天喝醉了打我');
  });

  it.each(['I agree, go on', 'yes, I agree', '好，我同意', '同意继续'])('"%s" agrees', (text) => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('登记');
    talk.say(text);
    expect(talk.step()).toBe('danger');
  });

  it('she is told that nothing is noted yet, and to write it once more', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('登记');
    expect(talk.say('蓝色的').text).toMatch(/什么也不记/);
    expect(talk.say('老公昨天喝醉了打我').text).toMatch(/我没有留[\s\S]*再写一遍/);
  });

  it('she is asked once', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, consents: ['telegram_report'] });
    talk.say('登记');
    expect(talk.step()).toBe('danger');
  });

  it('danger is answered there as everywhere', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('登记');
    expect(talk.say('他拿刀砍我').replies[0]?.text).toMatch(/110/);
    expect(talk.step()).toBe('abroad');
    talk.say('同意');
    expect(talk.step()).toBe('danger');
  });

  it('without an address of ours there is no link, and the number to call', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, links: false });
    expect(talk.say('登记').replies[0]?.links).toEqual([]);
    expect(talk.say('不同意').text).toMatch(/12338/);
    expect(talk.say('我的事').text).toMatch(/12338/);
  });
});

describe('"my case"', () => {
  it.each(['我的事', '进度', '查询', 'my case', '我的案子怎么样了', '查一下我的登记'])(
    '%s leads to its page',
    (text) => {
      expect(formTalk().say(text).replies[0]?.links).toEqual([{ label: '我的事', url: '/r' }]);
    },
  );
});
