import { describe, expect, it } from 'vitest';
import { ABROAD, ASKED, formAt, formTalk } from '../../support/form-talk.js';

const STEPS = [...ASKED, 'scale', 'review'];
const SECRECY = /没有您答应，我们不会告诉他/;
const SECRECY_EN = /Without your consent we tell nobody/;

describe('a question whether it stays secret, in the middle of the form', () => {
  it.each(STEPS)('is answered at "%s", and the question comes again with nothing recorded', (step) => {
    const { talk, asked } = formAt(step);
    const before = talk.report();
    const answered = talk.say('你们会告诉他吗');
    expect(answered.replies[0]?.text).toMatch(SECRECY);
    expect(answered.replies.at(-1)?.text).toBe(asked.replies.at(-1)?.text);
    expect(talk.report()).toEqual(before);
    expect(answered.effects).toEqual([]);
  });

  it.each([
    '保密不',
    '你们保密吗？',
    '我老公会不会晓得',
    '他会不会知道我说了',
    '你们会不会跟我婆家说',
    '会不会打电话到我屋头',
    '你们会上门吗',
    '哪个看得到我写的',
    '谁能看到这些',
    '会不会泄露出去',
    '說了會告訴他嗎',
    '要写真名吗',
    '那个，我想问一下，你们会告诉别人吗？',
    'hui gaosu ta ma',
    '你们会不会报警',
    'can he see this?',
    'Will you tell my husband?',
    'will my husband find out',
    'is this confidential',
    'who can read this?',
    'is it safe to tell you',
    'will you call me',
    'Is this anonymous?',
    'does anyone else see what I write',
  ])('is known when it says "%s"', (text) => {
    for (const step of ['happened', 'place_of_harm', 'reporter'] as const) {
      const { talk } = formAt(step);
      const before = talk.draft();
      expect(talk.say(text).replies[0]?.text, step).toMatch(SECRECY);
      expect(talk.step()).toBe(step);
      expect(talk.draft()).toEqual(before);
    }
  });

  it('says in English, and where it is stored abroad, what is true there', () => {
    expect(formAt('danger', 'en').talk.say('can he see this?').text).toMatch(
      /Without your consent we tell nobody[\s\S]*Leave quickly[\s\S]*Step 1 of 18/,
    );
    const telegram = formAt('place_of_harm', 'zh-CN', ABROAD).talk.say('保密不');
    expect(telegram.text).toMatch(/Telegram[\s\S]*第5步/);
    expect(telegram.text).not.toMatch(/快速离开/);
  });

  it('is answered before she agrees to anything, too', () => {
    const { talk } = formAt('abroad', 'zh-CN', ABROAD);
    expect(talk.say('你们会告诉他吗').text).toMatch(/没有您答应[\s\S]*同意继续/);
    expect(talk.step()).toBe('abroad');
    expect(JSON.stringify(talk.session())).not.toMatch(/告诉他吗/);
  });

  it('within her account is answered, and the account is kept', () => {
    const { talk } = formAt('happened');
    const told = talk.say('我老公昨天晚上喝醉了打我。你们会告诉他吗？');
    expect(told.text).toMatch(SECRECY);
    expect(talk.draft().happened).toBe('我老公昨天晚上喝醉了打我。你们会告诉他吗？');
    expect(talk.step()).toBe('reporter');
  });

  it.each([
    '他说我敢说出去就让我好看，还把我手机拿走了',
    '他天天看我手机，还不准我出门',
    '安全',
    '保护我和孩子的安全',
  ])('is not what she tells or chooses: %s', (text) => {
    const { talk } = formAt('happened');
    expect(talk.say(text).text).not.toMatch(SECRECY);
  });

  it('is answered while tips are chosen, too', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('订阅');
    expect(talk.say('你们会告诉别人吗').text).toMatch(/我们只保存[\s\S]*想收哪些提示/);
  });
});

describe('a question about children, in the middle of the form', () => {
  const QUESTIONS = [
    ['小学生一天要睡几个小时？', 'zh-CN', /10小时/],
    ['How many hours should my primary school child sleep?', 'en', /10 hours/],
  ] as const;
  const settings = [
    ['here', undefined],
    ['abroad', { ...ABROAD, consents: ['telegram_report'] as const }],
  ] as const;

  for (const [place, setting] of settings) {
    for (const [question, locale, answer] of QUESTIONS) {
      it.each(STEPS)(`is answered ${place} in ${locale} at "%s", and the question comes again`, (step) => {
        const { talk, asked } = formAt(step, locale, setting);
        const before = talk.report();
        const answered = talk.say(question);
        expect(answered.kind).toBe('answer');
        expect(answered.text).toMatch(answer);
        expect(answered.replies.at(-1)?.text).toBe(asked.replies.at(-1)?.text);
        expect(talk.report()).toEqual(before);
      });
    }
  }

  it('is answered before she agrees to be stored abroad', () => {
    const { talk } = formAt('abroad', 'zh-CN', ABROAD);
    expect(talk.say('小学生一天要睡几个小时？').text).toMatch(/10小时[\s\S]*同意继续/);
  });

  it('about her rights is answered at "what happened", and is part of the account only if she says so', () => {
    const { talk } = formAt('happened');
    const answered = talk.say('人身安全保护令怎么申请？');
    expect(answered.kind).toBe('answer');
    expect(talk.step()).toBe('happened');
    expect(talk.draft().happened).toBeUndefined();
    talk.pressLabel(answered, '加进去');
    expect(talk.draft().happened).toBe('人身安全保护令怎么申请？');
  });

  it.each(['为什么要问这个', 'why do you ask'])('why she is asked is said: %s', (text) => {
    const { talk } = formAt('minor');
    const before = talk.report();
    expect(talk.say(text).text).toMatch(/问这些，只是为了[\s\S]*第4步/);
    expect(talk.report()).toEqual(before);
  });

  it('what it is that answers is said, and is no part of the account', () => {
    const { talk } = formAt('happened');
    expect(talk.say('你是机器人吗').text).toMatch(/自动问答程序[\s\S]*发生了什么/);
    expect(talk.draft().happened).toBeUndefined();
  });

  it('that nobody can answer is taken for no answer of the form', () => {
    const { talk } = formAt('place_of_harm');
    const heard = talk.say('你们那边停车方便吗？');
    expect(talk.step()).toBe('place_of_harm');
    expect(talk.draft().place_of_harm).toBeUndefined();
    expect(heard.text).toMatch(/放在一边/);
    expect(SECRECY_EN.test(heard.text)).toBe(false);
  });
});
