import { describe, expect, it } from 'vitest';
import { READY } from '../../../src/domain/cases/index.js';
import { LOCALES } from '../../../src/conversation/types.js';
import { buttonsOf, formAt, formTalk } from '../../support/form-talk.js';

describe('the quick way', () => {
  it('is three presses to a number: danger, a prepared sentence, send', () => {
    const talk = formTalk();
    talk.press('report');
    const asked = talk.press('f:danger:before');
    const next = talk.pressLabel(asked, '有人威胁我、跟着我，我很害怕。');
    const sent = talk.pressLabel(next, '先发出去，拿编号');
    expect(sent.effects).toEqual([
      {
        type: 'file_case',
        submission: expect.any(String) as string,
        intake: { danger: 'before', happened: '有人威胁我、跟着我，我很害怕。' },
      },
    ]);
    expect(talk.report()).toBeUndefined();
  });

  it('ends with what to do first and what to keep, after the number', () => {
    const talk = formTalk();
    talk.press('report');
    talk.press('f:danger:no');
    const next = talk.say('单位拖欠我三个月工资，老板不给');
    const sent = talk.pressLabel(next, '先发出去，拿编号');
    expect(sent.replies).toHaveLength(2);
    expect(sent.replies[1]?.text).toMatch(/12333[\s\S]*能留的先留好：[\s\S]*工资条/);
    expect(sent.replies.every(({ sensitive }) => sensitive !== false)).toBe(true);
  });

  it('sends by the button of this very form alone', () => {
    const { talk } = formAt('reporter');
    expect(talk.press('f:now:other').effects).toEqual([]);
    expect(talk.report()).toBeDefined();
    const empty = formTalk();
    empty.press('report');
    expect(buttonsOf(empty.press('f:danger:no')).some((value) => value.startsWith('f:now'))).toBe(false);
  });

  it('is there at any later question, by the review', () => {
    const { talk, asked } = formAt('residence');
    expect(buttonsOf(asked)).toContain('f:look');
    expect(talk.press('f:look').text).toMatch(/请看一遍/);
    expect(talk.step()).toBe('review');
  });

  it.each(READY)('has a sentence in both languages that is danger where it says so: %s', (name) => {
    for (const locale of LOCALES) {
      const talk = formTalk(locale);
      talk.press('report');
      talk.press('f:skip:danger');
      const told = talk.press(`f:ready:${name}`);
      expect(talk.step()).toBe('reporter');
      expect(talk.draft().happened?.length).toBeGreaterThan(5);
      expect(told.replies.at(-1)?.buttons?.length).toBeGreaterThan(2);
      talk.press('f:ready:later');
      expect(talk.draft().happened).not.toContain('\n');
    }
  });
});

describe('somebody under 18', () => {
  it('reads before she tells anything what staff report and what not', () => {
    const talk = formTalk();
    talk.press('report');
    expect(talk.press('f:danger:no').text).toMatch(/没满18岁[\s\S]*报告公安[\s\S]*一般的烦恼不会报告/);
    const english = formTalk('en');
    english.press('report');
    expect(english.press('f:danger:no').text).toMatch(/under 18[\s\S]*tell the police/);
  });

  it('is asked little, thanked, and nobody asks for her parents', () => {
    const { talk } = formAt('reporter');
    const heard = talk.press('f:reporter:minor');
    expect(heard.text).toMatch(/很了不起[\s\S]*不是你的错[\s\S]*一般的烦恼不会报告[\s\S]*和谁在一起/);
    expect(heard.text).toMatch(/第4步，共5步/);
    talk.say('在家，和外婆在一起');
    expect(talk.step()).toBe('contact');
    const review = talk.press('f:contact:no');
    expect(talk.step()).toBe('review');
    expect(talk.pressLabel(review, '发送').effects[0]).toMatchObject({
      intake: { reporter: 'minor', with_whom: '在家，和外婆在一起', contact: 'no' },
    });
  });

  it('who has answered more before she says so loses none of it', () => {
    const { talk } = formAt('share');
    talk.press('f:reporter:minor');
    expect(talk.step()).toBe('with_whom');
    expect(talk.draft()).toMatchObject({
      relation: 'partner',
      other_work: '河门口的水泥厂',
      code_word: '桂花开了',
    });
  });
});
