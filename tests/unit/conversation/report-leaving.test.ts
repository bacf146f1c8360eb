import { describe, expect, it } from 'vitest';
import { ABROAD, buttonsOf, formAt, formTalk } from '../../support/form-talk.js';

const ASKED = /要清掉您写的、不登记了吗？[\s\S]*还没有发送[\s\S]*留着[\s\S]*清掉/;

describe('"cancel" in the report form', () => {
  it.each(['取消', '不说了', '算了', 'cancel', '不填了', 'stop', '/cancel', '不问了', 'qu xiao'])(
    '%s asks once, and the second time ends it and keeps nothing',
    (text) => {
      const { talk } = formAt('reporter');
      const asked = talk.say(text);
      expect(asked.text).toMatch(ASKED);
      expect(buttonsOf(asked)).toEqual(['f:keep', 'f:discard']);
      expect(talk.draft().happened).toBe('他昨天晚上打了我');
      const ended = talk.say(text);
      expect(ended.text).toMatch(/没有登记[\s\S]*12338/);
      expect(talk.session().flow).toBeUndefined();
      expect(JSON.stringify(talk.session())).not.toMatch(/打了我/);
      expect(ended.effects).toEqual([]);
    },
  );

  it.each(['是', '是的', '好', '确认', 'yes', '清掉', '删掉', 'delete'])('"%s" throws away', (text) => {
    const { talk } = formAt('wish');
    talk.say('取消');
    expect(talk.say(text).text).toMatch(/没有登记/);
    expect(JSON.stringify(talk.session())).not.toMatch(/打了我|玉泉/);
  });

  it.each(['留着', '不', '不要', 'no', 'keep', '继续', '接着填'])(
    '"%s" keeps, and the question comes again',
    (text) => {
      const { talk, asked } = formAt('wish');
      const before = talk.report();
      talk.say('取消');
      const kept = talk.say(text);
      expect(kept.text).toMatch(/都留着/);
      expect(kept.text.endsWith(asked.text)).toBe(true);
      expect(talk.report()).toEqual(before);
    },
  );

  it('by its button asks too; tapped twice it throws nothing away', () => {
    const { talk } = formAt('wish');
    const first = talk.press('f:cancel');
    expect(first.text).toMatch(ASKED);
    const second = talk.press('f:cancel');
    expect(second.text).not.toBe(first.text);
    expect(talk.draft().happened).toBe('他昨天晚上打了我');
    talk.press('f:keep');
    expect(talk.step()).toBe('wish');
    talk.press('f:cancel');
    expect(talk.press('f:discard').text).toMatch(/没有登记/);
    expect(talk.press('f:discard').text).toMatch(/过期/);
  });

  it('a button of the question, pressed when nothing is asked, throws nothing away', () => {
    const { talk } = formAt('wish');
    talk.press('f:discard');
    expect(talk.draft().happened).toBe('他昨天晚上打了我');
    expect(talk.step()).toBe('wish');
  });

  it('ends an empty form at once: there is nothing to lose', () => {
    const talk = formTalk();
    talk.say('登记');
    expect(talk.say('取消').text).toMatch(/没有登记/);
    expect(talk.session().flow).toBeUndefined();
  });

  it('ends at once abroad before she has agreed, and offers to clear the chat: nothing was kept', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('老公昨天喝醉了打我');
    talk.press('report');
    expect(talk.step()).toBe('abroad');
    const ended = talk.say('取消');
    expect(ended.text).toMatch(/没有登记[\s\S]*要我把刚才这些话从聊天里清掉吗/);
    expect(buttonsOf(ended)).toEqual(['clear:now', 'clear:later', 'clear:no']);
    expect(JSON.stringify(talk.session())).not.toMatch(/喝醉/);
  });

  it('danger comes first there too, and nothing is thrown away', () => {
    const { talk } = formAt('wish');
    talk.say('取消');
    const crisis = talk.say('他现在拿着刀在砸门');
    expect(crisis.kind).toBe('crisis');
    expect(crisis.replies[0]?.text.split('\n')[0]).toMatch(/110/);
    expect(talk.draft().happened).toBe('他昨天晚上打了我\n他现在拿着刀在砸门');
    expect(talk.say('取消').text).toMatch(ASKED);
  });

  it('anything else goes on with the form', () => {
    const { talk } = formAt('wish');
    talk.say('取消');
    talk.say('调解');
    expect(talk.draft().wish).toEqual(['mediation']);
    expect(talk.say('取消').text).toMatch(ASKED);
  });

  it('"send" or "yes" there never files the report', () => {
    for (const word of ['发送', '确定', '提交']) {
      const { talk } = formAt('review');
      talk.say('取消');
      expect(talk.say(word).effects).toEqual([]);
    }
  });

  it('says in English and abroad how long the words wait', () => {
    const english = formAt('wish', 'en').talk.say('cancel');
    expect(english.text).toMatch(/one day/);
    expect(formAt('wish', 'en', ABROAD).talk.say('cancel').text).toMatch(/one day/);
    const telegram = formAt('wish', 'zh-CN', ABROAD).talk.say('取消');
    expect(telegram.text).toMatch(/一天之内/);
  });
});
