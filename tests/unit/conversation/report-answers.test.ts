import { describe, expect, it } from 'vitest';
import { ABROAD, buttonsOf, formAt, formTalk } from '../../support/form-talk.js';

const TOLD = '他昨天晚上打了我';

describe('not knowing, at a question with choices', () => {
  it.each([
    '不知道',
    '不晓得',
    '不想说',
    '跳过',
    '说不清',
    '我不知道',
    'bu zhi dao',
    "I don't know",
    'not sure',
  ])('"%s" leaves it open and is no part of the account', (text) => {
    for (const [step, next] of [
      ['danger', 'happened'],
      ['reporter', 'minor'],
      ['relation', 'other_age'],
      ['wish', 'needs'],
      ['earlier', 'contact'],
      ['share', 'withhold'],
      ['statistics', 'scale'],
      ['scale', 'review'],
    ] as const) {
      const { talk } = formAt(step);
      talk.say(text);
      expect(talk.step(), step).toBe(next);
      expect(talk.draft()[step === 'scale' ? 'assessment' : step]).toBeUndefined();
      expect(talk.draft().happened).toBe(step === 'danger' ? undefined : TOLD);
    }
  });

  it.each(['不方便', '没得', '无', '好的', '嗯', '9'])('"%s" is never part of the account', (text) => {
    for (const step of ['danger', 'reporter', 'relation', 'needs', 'contact', 'share', 'review'] as const) {
      const { talk, asked } = formAt(step);
      const heard = talk.say(text);
      expect(talk.draft().happened, step).toBe(step === 'danger' ? undefined : TOLD);
      expect(talk.step() !== step || heard.text !== asked.text, step).toBe(true);
    }
  });
});

describe('not knowing while tips are chosen', () => {
  it('leaves the question open, and an older button says why it does nothing', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, consents: ['child_birth_month'] });
    talk.say('订阅');
    talk.say('选好了');
    for (const next of ['months', 'township', 'summary']) {
      talk.say('不晓得');
      expect(talk.step()).toBe(next);
    }
    expect(talk.press('s:agree').text).toMatch(/那个按钮是前面的/);
    expect(talk.step()).toBe('summary');
  });
});

describe('"what happened"', () => {
  it.each(['no', 'yes', 'ok', '好的', '是', '没有', '不知道', '不想说', '谢谢', '5', '😭', ''])(
    'met with "%s" says what is wanted, and takes nothing',
    (text) => {
      for (const locale of ['zh-CN', 'en'] as const) {
        const { talk } = formAt('happened', locale);
        expect(talk.say(text).text).toMatch(locale === 'en' ? /needs a few words/ : /要写几个字/);
        expect(talk.step()).toBe('happened');
        expect(talk.draft().happened).toBeUndefined();
      }
    },
  );
});

describe('words that answer another question', () => {
  it('a phone number waits until she agrees to be called, and is asked for then', () => {
    const { talk } = formAt('danger');
    const heard = talk.say('我的电话13800000000');
    expect(heard.text).toMatch(/联系[\s\S]*现在有危险吗/);
    expect(talk.step()).toBe('danger');
    expect(talk.draft()).toEqual({});
    talk.press('f:danger:no');
    talk.say(TOLD);
    talk.skipTo('contact');
    const asked = talk.press('f:contact:phone');
    expect(talk.step()).toBe('phone');
    expect(asked.text).toMatch(/现在填的是：13800000000/);
    talk.pressLabel(asked, '不改，下一步');
    expect(talk.step()).toBe('safe_time');
    expect(talk.draft()).toMatchObject({ happened: TOLD, contact: 'phone', phone: '13800000000' });
  });

  it('a phone number is not sent when she does not agree to be called, and the review says so', () => {
    const { talk } = formAt('danger');
    talk.say('13800000000');
    talk.press('f:danger:no');
    talk.say(TOLD);
    talk.skipTo('contact');
    talk.press('f:contact:no');
    expect(talk.skipTo('review').text).toMatch(/不带上：13800000000/);
    expect(JSON.stringify(talk.say('发送').effects)).not.toMatch(/13800000000/);
  });

  it('a phone number at "may we contact you" is a yes to a call', () => {
    const { talk } = formAt('contact');
    const heard = talk.say('138 0000 0000');
    expect(heard.text).toMatch(/可以打电话给我[\s\S]*138 0000 0000/);
    expect(talk.draft()).toMatchObject({ contact: 'phone', phone: '138 0000 0000' });
    expect(talk.step()).toBe('safe_time');
  });

  it('a number that waited is not used when she asks to change it', () => {
    const { talk } = formAt('wish');
    talk.say('13800000000');
    talk.say('改电话');
    talk.press('f:contact:phone');
    expect(talk.step()).toBe('phone');
    talk.say('13900000000');
    expect(talk.draft().phone).toBe('13900000000');
  });

  it('a second number does not replace the first unasked', () => {
    const { talk } = formAt('safe_time');
    const heard = talk.say('13900000000');
    expect(talk.draft()).toMatchObject({ phone: '13800000000' });
    expect(talk.draft().safe_time).toBeUndefined();
    expect(buttonsOf(heard)).toContain('f:change:phone');
    talk.press('f:change:phone');
    talk.say('13900000000');
    expect(talk.draft().phone).toBe('13900000000');
    expect(talk.step()).toBe('safe_time');
    expect(talk.report()?.beside).toBeUndefined();
  });

  it('the number twice is one number', () => {
    const { talk } = formAt('safe_time');
    expect(talk.say('13800000000').text).toMatch(/已经记下/);
    expect(talk.draft().safe_time).toBeUndefined();
  });

  it.each(['玉泉', '河门口那边', '住在格里坪镇庄上村', '在家里', '阳光小区门口'])(
    'a place is put where it belongs: %s',
    (text) => {
      const { talk } = formAt('reporter');
      const heard = talk.say(text);
      expect(heard.text).toContain(`出事的地方：${text}`);
      expect(talk.step()).toBe('reporter');
      expect(talk.draft()).toMatchObject({ happened: TOLD, place_of_harm: text });
    },
  );

  it('a choice of another question is put there, and said', () => {
    const { talk } = formAt('reporter');
    expect(talk.say('不要联系我').text).toMatch(/联系：不要联系我/);
    expect(talk.say('帮我找法律援助').text).toMatch(/希望：帮我找法律援助/);
    expect(talk.step()).toBe('reporter');
    expect(talk.draft()).toMatchObject({ happened: TOLD, contact: 'no', wish: ['legal'] });
  });

  it('her own words are not shown again where they are stored abroad', () => {
    const { talk } = formAt('reporter', 'zh-CN', ABROAD);
    const heard = talk.say('玉泉');
    expect(heard.text).toMatch(/地方/);
    expect(heard.text).not.toMatch(/玉泉/);
    expect(talk.draft().place_of_harm).toBe('玉泉');
  });

  it('an answer given ahead is kept by going on, and emptied only when it is being changed', () => {
    const { talk } = formAt('reporter');
    talk.say('玉泉');
    talk.press('f:reporter:self');
    const asked = talk.press('f:minor:no');
    expect(asked.text).toMatch(/现在填的是：玉泉/);
    expect(talk.say('跳过').text).toMatch(/还在/);
    expect(talk.draft().place_of_harm).toBe('玉泉');
    talk.say('改地方');
    expect(talk.say('跳过').text).toMatch(/空着/);
    expect(talk.draft().place_of_harm).toBeUndefined();
  });
});

describe('words that answer nothing', () => {
  it('are kept aside with one question, and added when she says so', () => {
    const { talk } = formAt('reporter');
    const heard = talk.say('蓝色的');
    expect(heard.text).toMatch(/放在一边[\s\S]*第3步/);
    expect(talk.draft().happened).toBe(TOLD);
    talk.pressLabel(heard, '加进去');
    expect(talk.draft().happened).toBe(`${TOLD}\n蓝色的`);
    expect(talk.step()).toBe('reporter');
  });

  it('are added by saying so too', () => {
    const { talk } = formAt('reporter');
    talk.say('蓝色的');
    talk.say('加进去');
    expect(talk.draft().happened).toBe(`${TOLD}\n蓝色的`);
  });

  it('are shown again in the review, and are not sent unless she adds them', () => {
    const { talk } = formAt('statistics');
    talk.say('蓝色的');
    talk.press('f:statistics:no');
    const review = talk.press('f:scale:leave');
    expect(review.text).toMatch(/不带上：蓝色的/);
    expect(buttonsOf(review)).toContain('f:add');
    expect(JSON.stringify(talk.say('发送').effects)).not.toMatch(/蓝色的/);
  });

  it('do not become a phone number', () => {
    const { talk } = formAt('phone');
    expect(talk.say('找我妹妹要').text).toMatch(/请写电话号码/);
    expect(talk.draft().phone).toBeUndefined();
  });

  it('said twice stand in the account once', () => {
    const { talk } = formAt('happened');
    talk.say(TOLD);
    expect(talk.say(TOLD).text).toMatch(/已经记下/);
    expect(talk.draft().happened).toBe(TOLD);
  });
});

describe('going back', () => {
  it('from "may we contact you" asks no consent again', () => {
    const { talk } = formAt('contact', 'zh-CN', ABROAD);
    for (const step of [
      'earlier',
      'needs',
      'wish',
      'other_work',
      'lives_together',
      'other_age',
      'relation',
      'residence',
      'place_of_harm',
      'minor',
      'reporter',
      'happened',
      'danger',
      'danger',
    ]) {
      talk.say('上一步');
      expect(talk.step()).toBe(step);
    }
  });

  it('from the months asks the guardian nothing again', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('订阅');
    talk.say('选好了');
    talk.say('我是外婆');
    talk.say('同意');
    expect(talk.step()).toBe('months');
    talk.say('上一步');
    expect(talk.step()).toBe('caregivers');
    talk.say('我是外婆');
    expect(talk.step()).toBe('months');
    talk.say('2019年5月');
    talk.say('上一步');
    expect(talk.step()).toBe('months');
  });

  it('after a refusal asks the guardian nothing again, and she can still change her mind', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('订阅');
    talk.say('选好了');
    talk.say('我是外婆');
    talk.say('不同意');
    expect(talk.step()).toBe('township');
    talk.say('上一步');
    expect(talk.step()).toBe('caregivers');
    talk.say('我是外婆');
    expect(talk.step()).toBe('township');
    talk.say('跳过');
    talk.press('s:change:months');
    expect(talk.step()).toBe('guardian');
  });

  it('where the consent stands already asks the guardian nothing', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, consents: ['child_birth_month'] });
    talk.say('订阅');
    talk.say('选好了');
    talk.say('我是外婆');
    expect(talk.step()).toBe('months');
    talk.say('上一步');
    expect(talk.step()).toBe('caregivers');
  });
});

describe('an earlier answer', () => {
  it.each([
    '改地方',
    '我想改一下地方',
    '地方写错了',
    '把地点改一下',
    '前面的地方填错了',
    'change the place',
    'the place is wrong',
  ])('is changed by saying "%s", and the open question comes again', (text) => {
    const { talk } = formAt('contact');
    talk.say(text);
    expect(talk.step()).toBe('place_of_harm');
    talk.say('格里坪');
    expect(talk.draft().place_of_harm).toBe('格里坪');
    expect(talk.step()).toBe('contact');
    expect(talk.report()).not.toHaveProperty('changing');
  });

  it.each(['改电话', '电话号码写错了', '号码不对', 'change the phone', 'I want to change my phone number'])(
    'is a number: "%s"',
    (text) => {
      for (const step of ['safe_time', 'statistics', 'review'] as const) {
        const { talk } = formAt(step);
        talk.say(text);
        expect(talk.step()).toBe('phone');
        talk.say('13900000000');
        expect(talk.draft().phone).toBe('13900000000');
        expect(talk.step()).toBe(step);
      }
    },
  );

  it.each([
    '电话改成13900000000',
    '把电话改成13900000000',
    'change my phone number to 13900000000',
    '前面写错了，电话是13900000000',
  ])('is changed at once when the new one is said: "%s"', (text) => {
    const { talk } = formAt('statistics');
    expect(talk.say(text).text).toMatch(/电话：13900000000/);
    expect(talk.draft().phone).toBe('13900000000');
    expect(talk.step()).toBe('statistics');
  });

  it('is a choice said with its new value', () => {
    const { talk } = formAt('statistics');
    talk.say('联系改成不要联系我');
    expect(talk.draft()).toMatchObject({ contact: 'no' });
    expect(talk.draft().phone).toBeUndefined();
    expect(talk.step()).toBe('statistics');
  });

  it('"change the phone" before she agreed to be called asks for that first', () => {
    const { talk } = formAt('wish');
    expect(talk.say('改电话').text).toMatch(/先[\s\S]*可以打电话/);
    expect(talk.step()).toBe('contact');
    talk.press('f:contact:phone');
    expect(talk.step()).toBe('phone');
    talk.say('13900000000');
    expect(talk.step()).toBe('wish');
    expect(talk.draft()).toMatchObject({ contact: 'phone', phone: '13900000000' });
  });

  it.each([
    '前面写错了 不是我老公是他弟弟',
    '刚才说错了，不是我老公，是他弟弟',
    '不是我老公，是他弟弟',
    'I wrote it wrong, it was not my husband but his brother',
  ])('of what happened is corrected by her words, and the old ones stay: "%s"', (text) => {
    for (const step of ['reporter', 'wish', 'review'] as const) {
      const { talk } = formAt(step);
      const place = talk.draft().place_of_harm;
      expect(talk.say(text).text).toMatch(/更正/);
      expect(talk.draft()).toMatchObject({ happened: `${TOLD}\n${text}` });
      expect(talk.draft().place_of_harm).toBe(place);
      expect(talk.step()).toBe(step);
    }
  });

  it('is not taken for a place or a number', () => {
    for (const step of ['place_of_harm', 'phone', 'safe_time'] as const) {
      const { talk } = formAt(step);
      talk.say('前面写错了 不是我老公是他弟弟');
      expect(talk.draft()[step]).toBeUndefined();
      expect(talk.draft().happened).toContain('他弟弟');
    }
  });

  it('that is not named is asked for', () => {
    const { talk } = formAt('wish');
    const which = talk.say('前面写错了');
    expect(which.text).toMatch(/要改哪一样/);
    expect(buttonsOf(which)).toEqual(
      expect.arrayContaining([
        'f:change:danger',
        'f:change:happened',
        'f:change:reporter',
        'f:change:place_of_harm',
      ]),
    );
    talk.press('f:change:reporter');
    talk.press('f:reporter:other');
    expect(talk.step()).toBe('wish');
  });

  it.each([
    'reporter',
    'minor',
    'place_of_harm',
    'wish',
    'contact',
    'phone',
    'safe_time',
    'neutral',
    'share',
    'withhold',
    'scale',
    'review',
  ])('is changed from "%s", and the form goes on just there', (step) => {
    const { talk } = formAt(step);
    talk.say('改危险');
    talk.say('发生过，怕再发生');
    expect(talk.step()).toBe(step);
    expect(talk.draft().danger).toBe('before');
  });

  it('while it is changed "back" leads to where she was', () => {
    const { talk } = formAt('wish');
    talk.say('改地方');
    talk.say('上一步');
    expect(talk.step()).toBe('wish');
    expect(talk.draft().place_of_harm).toBe('玉泉');
  });

  it('changed by an older button is said', () => {
    const { talk } = formAt('wish');
    expect(talk.press('f:reporter:other').text).toMatch(/谁在说：我替别人说/);
    expect(talk.step()).toBe('wish');
  });
});
