import { describe, expect, it } from 'vitest';
import { reportFlowSchema } from '../../../src/conversation/report/flow.js';
import { INTAKE_STEPS } from '../../../src/domain/cases/index.js';
import { LOCALES } from '../../../src/conversation/types.js';
import { buttonsOf, formTalk } from '../../support/form-talk.js';

describe('the report form begins', () => {
  it.each([
    '我要投诉',
    '登记',
    '我要举报',
    '我想登记一下',
    'report',
    '/report',
    'I want to report something',
  ])('with "%s"', (text) => {
    const talk = formTalk();
    const result = talk.say(text);
    expect(talk.step()).toBe('danger');
    expect(result.text).toMatch(/110[\s\S]*第1步，共18步[\s\S]*现在有危险吗/);
    expect(result.replies.every((reply) => reply.sensitive)).toBe(true);
  });

  it('with its button, and the menu has it', () => {
    const talk = formTalk();
    expect(buttonsOf(talk.say('菜单'))).toContain('report');
    talk.press('report');
    expect(talk.step()).toBe('danger');
  });

  it.each(['老师打我娃，我要投诉他', '怎么投诉培训班不退钱', '我家附近的工厂要登记吗'])(
    'not with words that tell or ask more: %s',
    (text) => {
      const talk = formTalk();
      talk.say(text);
      expect(talk.report()).toBeUndefined();
    },
  );
});

describe('the report form', () => {
  it('is filled in by words alone', () => {
    const talk = formTalk();
    talk.say('我要投诉');
    for (const [text, step] of [
      ['没有危险', 'happened'],
      ['他昨天晚上打了我', 'reporter'],
      ['我自己', 'minor'],
      ['不晓得', 'place_of_harm'],
      ['河门口那边', 'residence'],
      ['不想说', 'relation'],
      ['老公', 'other_age'],
      ['成年人', 'lives_together'],
      ['住一起', 'other_work'],
      ['水泥厂', 'wish'],
      ['2', 'wish'],
      ['1、5', 'wish'],
      ['我想带孩子搬出去', 'wish'],
      ['选好了', 'needs'],
      ['律师和住的地方', 'needs'],
      ['好了', 'earlier'],
      ['没找过', 'earlier'],
      ['就这些', 'contact'],
      ['可以打电话', 'phone'],
      ['13800000000', 'safe_time'],
      ['上午十点', 'answerer'],
      ['只能我接', 'voicemail'],
      ['不要', 'code_word'],
      ['桂花开了', 'neutral'],
      ['说打错了', 'help'],
      ['要', 'share'],
      ['民政、法院', 'share'],
      ['选好了', 'withhold'],
      ['别告诉孩子的学校', 'statistics'],
      ['可以', 'scale'],
      ['不用', 'review'],
    ] as const) {
      talk.say(text);
      expect(talk.step(), text).toBe(step);
    }
    const sent = talk.say('发送');
    expect(sent.effects).toEqual([
      {
        type: 'file_case',
        submission: expect.stringMatching(/^[\w-]{43}$/) as string,
        intake: {
          danger: 'no',
          happened: '他昨天晚上打了我',
          reporter: 'self',
          minor: 'unknown',
          place_of_harm: '河门口那边',
          relation: 'partner',
          other_age: 'adult',
          lives_together: 'yes',
          other_work: '水泥厂',
          wish: ['advice', 'protection', 'department'],
          wish_words: '我想带孩子搬出去',
          needs: ['shelter', 'legal'],
          earlier: ['none'],
          contact: 'phone',
          phone: '13800000000',
          safe_time: '上午十点',
          answerer: 'me',
          voicemail: 'no',
          code_word: '桂花开了',
          neutral: 'wrong_number',
          help: 'yes',
          share: ['civil_affairs', 'court'],
          withhold: '别告诉孩子的学校',
          statistics: 'yes',
        },
      },
    ]);
    expect(talk.report()).toBeUndefined();
  });

  it('is filled in by buttons, in English too, with fewer questions for whom nobody may contact', () => {
    const talk = formTalk('en');
    expect(talk.press('report').text).toMatch(/Step 1 of 18/);
    talk.press('f:danger:before');
    talk.say('He took my wages and locked me in last week');
    for (const value of ['f:reporter:other', 'f:minor:no', 'f:past:place', 'f:past:other']) {
      talk.press(value);
    }
    for (const value of ['f:wish:legal', 'f:done:wish', 'f:skip:needs', 'f:earlier:none', 'f:done:earlier']) {
      talk.press(value);
    }
    talk.press('f:contact:no');
    const review = talk.press('f:past:consent');
    expect(talk.step()).toBe('review');
    expect(review.text).toMatch(/1\. .*\n2\. .*He took my wages/);
    const sent = talk.pressLabel(review, 'Send');
    expect(sent.effects[0]).toMatchObject({
      type: 'file_case',
      intake: { danger: 'before', wish: ['legal'], earlier: ['none'], contact: 'no' },
    });
  });

  it('needs only what happened: everything else can be skipped', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.say('跳过');
    expect(talk.say('跳过').text).toMatch(/要写几个字/);
    expect(talk.step()).toBe('happened');
    talk.say('婆家不让我上桌吃饭，还骂我');
    talk.skipTo('review');
    expect(talk.say('发送').effects[0]).toMatchObject({ intake: { happened: '婆家不让我上桌吃饭，还骂我' } });
  });

  it('goes back, shows what was answered, and keeps it', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('他总是骂我打我');
    talk.press('f:reporter:self');
    expect(talk.say('上一步').text).toMatch(/现在填的是：是我自己/);
    expect(talk.say('back').text).toMatch(/他总是骂我打我/);
    expect(talk.say('返回').text).toMatch(/现在有危险吗/);
    expect(talk.say('上一步').text).toMatch(/第一步/);
    expect(talk.draft()).toMatchObject({ happened: '他总是骂我打我', reporter: 'self', danger: 'no' });
  });

  it('lets every answer be changed before it is sent, and asks only what the change opens', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('他打我');
    talk.skipTo('review');
    talk.say('改地方');
    expect(talk.step()).toBe('place_of_harm');
    talk.say('玉泉');
    expect(talk.step()).toBe('review');
    talk.press('f:change:contact');
    talk.say('打电话');
    expect(talk.step()).toBe('phone');
    talk.say('13900000000');
    talk.skipTo('review');
    talk.say('4');
    expect(talk.step()).toBe('contact');
    talk.say('不要联系我');
    expect(talk.step()).toBe('review');
    expect(talk.draft().phone).toBeUndefined();
    expect(talk.draft()).toMatchObject({ place_of_harm: '玉泉', contact: 'no', happened: '他打我' });
  });

  it('what happened is added to, or written again, and the old words stay until the new ones come', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('他骂我');
    talk.press('f:change:happened');
    talk.say('还摔东西');
    expect(talk.draft().happened).toBe('他骂我\n还摔东西');
    talk.press('f:change:happened');
    talk.press('f:rewrite');
    expect(talk.draft().happened).toBe('他骂我\n还摔东西');
    talk.say('他骂我三年了');
    expect(talk.draft().happened).toBe('他骂我三年了');
  });

  it.each(['取消', '不说了', '算了', 'cancel', '不填了', 'stop'])(
    'ends with "%s", said twice, and keeps nothing',
    (text) => {
      const talk = formTalk();
      talk.say('他打我');
      talk.say('登记');
      talk.press('f:danger:no');
      talk.press('f:use');
      expect(talk.say(text).text).not.toMatch(/没有登记/);
      const ended = talk.say(text);
      expect(ended.text).toMatch(/没有登记[\s\S]*12338/);
      expect(JSON.stringify(talk.session())).not.toMatch(/打我/);
      expect(ended.effects).toEqual([]);
    },
  );

  it('answers a side question and comes back to its step', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('邻居天天打孩子');
    const aside = talk.say('人身安全保护令怎么申请？');
    expect(aside.kind).toBe('answer');
    expect(aside.text).toMatch(/出处：[\s\S]*第3步/);
    expect(talk.step()).toBe('reporter');
    expect(talk.say('求助电话').text).toMatch(/12348[\s\S]*第3步/);
    expect(talk.say('隐私').text).toMatch(/第3步/);
    expect(talk.say('English').text).toMatch(/Step 3 of 18/);
    expect(talk.draft().happened).toBe('邻居天天打孩子');
  });

  it('takes everything at "what happened" for her account, a question too', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('人身安全保护令怎么申请？他又来了');
    expect(talk.draft().happened).toBe('人身安全保护令怎么申请？他又来了');
    expect(talk.step()).toBe('reporter');
  });

  it('keeps what she goes on to tell at a later question', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('他打我');
    const more = talk.say('上个月还把我手打断了，我去了医院');
    expect(more.text).toMatch(/加到“发生的事”/);
    expect(talk.step()).toBe('reporter');
    expect(talk.draft().happened).toBe('他打我\n上个月还把我手打断了，我去了医院');
  });

  it('does not take a courtesy or a voice message for an answer', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('谢谢');
    expect(talk.send({ kind: 'voice' }).text).toMatch(/语音[\s\S]*发生了什么/);
    expect(talk.draft().happened).toBeUndefined();
    talk.say('他打我');
    talk.say('好的');
    expect(talk.draft().reporter).toBeUndefined();
  });

  it('moves once when a button is pressed twice', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:skip:danger');
    talk.press('f:skip:danger');
    expect(talk.step()).toBe('happened');
    talk.say('他打我');
    talk.press('f:reporter:self');
    talk.press('f:reporter:self');
    expect(talk.step()).toBe('minor');
  });

  it('says of a button after the end what became of the form', () => {
    const talk = formTalk();
    expect(talk.press('f:send:abc').replies[0]?.links).toEqual([{ label: '我的事', url: '/r' }]);
    expect(talk.press('f:skip:place_of_harm').text).toMatch(/过期/);
    expect(talk.press('f:danger:now').kind).toBe('crisis');
  });

  it('that was open when it had other questions is read with its answers', () => {
    const old = {
      ...{ kind: 'report', step: 'consent', resume: 'place', changing: true },
      submission: 'a-token-of-the-first-edition',
      draft: { happened: '他打我', place: '玉泉', wish: 'legal', contact: 'no', consent: 'yes' },
    };
    const read = reportFlowSchema.parse(old);
    expect(read).toMatchObject({ step: 'share', resume: 'place_of_harm' });
    expect(read.draft).toEqual({
      ...{ happened: '他打我', place_of_harm: '玉泉', wish: ['legal'], contact: 'no' },
      share: ['police', 'civil_affairs', 'court', 'school'],
    });
    expect(reportFlowSchema.parse(JSON.parse(JSON.stringify(read)))).toEqual(read);
    expect(reportFlowSchema.safeParse({ ...old, draft: { state: 'closed' } }).success).toBe(false);
  });

  it('fits a screen at every step, and its buttons fit a payload', () => {
    for (const locale of LOCALES) {
      const talk = formTalk(locale);
      talk.press('report');
      for (const { name } of INTAKE_STEPS) {
        talk.press(`f:change:${name}`);
        const shown = talk.say(name === 'happened' ? '打'.repeat(7000) : '地'.repeat(40));
        for (const part of shown.replies) {
          expect([...part.text].length, name).toBeLessThanOrEqual(600);
        }
        expect(buttonsOf(shown).every((value) => /^[\x21-\x7e]{1,64}$/.test(value))).toBe(true);
      }
    }
  });

  it('cuts what has no room and says so', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    expect(talk.say('他打我。'.repeat(2500)).text).toMatch(/8000/);
    expect([...(talk.draft().happened ?? '')]).toHaveLength(8000);
  });
});
