import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/conversation/types.js';
import { dangerScale } from '../../support/danger-scale.js';
import { ABROAD, buttonsOf, formAt, formTalk } from '../../support/form-talk.js';

const ids = dangerScale.questions.map(({ id }) => id);

describe('the danger assessment in the talk', () => {
  it('is offered once, before the review, when it is violence at home', () => {
    const { talk, asked } = formAt('scale');
    expect(asked.text).toMatch(/11个问题[\s\S]*都可以跳过[\s\S]*不答也可以/);
    talk.press('f:scale:leave');
    expect(talk.step()).toBe('review');
    talk.say('改地方');
    talk.say('格里坪');
    expect(talk.step()).toBe('review');
  });

  it.each([
    ['单位拖欠我三个月工资', 'f:relation:colleague', 'f:reporter:self'],
    ['我看见邻居打他老婆', 'f:relation:partner', 'f:reporter:witness'],
  ])('is not offered for %s', (happened, relation, reporter) => {
    const talk = formTalk();
    talk.press('report');
    talk.press('f:danger:no');
    talk.say(happened);
    talk.press(reporter);
    talk.press(relation);
    talk.skipTo('review');
    expect(buttonsOf(talk.say('你好'))).not.toContain('f:scale:begin');
  });

  it('is asked question by question, each may be skipped, and is filed with the report', () => {
    const { talk } = formAt('scale');
    let asked = talk.press('f:scale:begin');
    for (const [nth, question] of dangerScale.questions.entries()) {
      expect(asked.text).toContain(question.ask['zh-CN']);
      expect(asked.text).toContain(`第${nth + 1}个，共11个`);
      asked =
        nth % 3 === 0
          ? talk.press(`f:answer:${question.id}.yes`)
          : nth % 3 === 1
            ? talk.say('没有')
            : talk.say('跳过');
    }
    expect(talk.step()).toBe('review');
    expect(asked.text).toMatch(/危险的短问题：答了8题，共11题/);
    expect(asked.text).not.toMatch(/高危|危险等级|分数|得分/);
    const expected = Object.fromEntries(
      ids.flatMap((id, nth) => (nth % 3 === 2 ? [] : [[id, nth % 3 === 0 ? 'yes' : 'no']])),
    );
    expect(talk.say('发送').effects[0]).toMatchObject({ intake: { assessment: expected } });
  });

  it('goes back, is ended when she has enough, and can be opened again from the review', () => {
    const { talk } = formAt('scale');
    talk.press('f:scale:begin');
    talk.press(`f:answer:${ids[0] ?? ''}.yes`);
    expect(talk.say('上一步').text).toMatch(/现在填的是：有/);
    talk.say('没有');
    const review = talk.pressLabel(talk.press(`f:answer:${ids[1] ?? ''}.yes`), '就答到这里');
    expect(talk.step()).toBe('review');
    expect(talk.draft().assessment).toEqual({ [ids[0] ?? '']: 'no', [ids[1] ?? '']: 'yes' });
    talk.pressLabel(review, '答危险的短问题');
    expect(talk.report()?.question).toBe(ids[0]);
    talk.say('跳过');
    expect(talk.draft().assessment).toEqual({ [ids[1] ?? '']: 'yes' });
    talk.say('上一步');
    talk.say('上一步');
    expect(talk.report()?.question).toBeUndefined();
    talk.say('上一步');
    expect(talk.step()).toBe('statistics');
  });

  it('a button of an earlier question moves nothing', () => {
    const { talk } = formAt('scale');
    talk.press('f:scale:begin');
    talk.press(`f:answer:${ids[0] ?? ''}.yes`);
    for (const value of [
      `f:answer:${ids[0] ?? ''}.no`,
      `f:skip:${ids[0] ?? ''}`,
      'f:answer:nothing.yes',
      'f:answer:x',
    ]) {
      expect(talk.press(value).text).toMatch(/前面的/);
    }
    expect(talk.report()?.question).toBe(ids[1]);
    expect(talk.draft().assessment).toEqual({ [ids[0] ?? '']: 'yes' });
  });

  it('danger told in the middle of it comes first, and the question comes again', () => {
    const { talk } = formAt('scale');
    talk.press('f:scale:begin');
    const heard = talk.say('他现在拿着刀在砸门');
    expect(heard.kind).toBe('crisis');
    expect(heard.replies[0]?.text).toMatch(/110/);
    expect(talk.report()?.question).toBe(ids[0]);
    expect(talk.draft().happened).toContain('他现在拿着刀在砸门');
  });

  it('fits a screen and its buttons fit a payload', () => {
    for (const locale of LOCALES) {
      const { talk } = formAt('scale', locale, ABROAD);
      let asked = talk.press('f:scale:begin');
      while (talk.step() === 'scale') {
        expect([...(asked.replies.at(-1)?.text ?? '')].length).toBeLessThanOrEqual(600);
        expect(buttonsOf(asked).every((value) => /^[\x21-\x7e]{1,64}$/.test(value))).toBe(true);
        asked = talk.say('跳过');
      }
    }
  });
});
