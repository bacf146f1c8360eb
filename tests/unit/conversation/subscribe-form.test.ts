import { describe, expect, it } from 'vitest';
import { birthMonthsOf } from '../../../src/conversation/subscribe/months.js';
import { ABROAD, buttonsOf, formTalk } from '../../support/form-talk.js';

const WISHES = {
  topics: ['vision'],
  caregivers: ['grandparent'],
  birthMonths: ['2019-05'],
  township: 'yuquan',
} as const;

describe('choosing tips in a chat', () => {
  it.each(['订阅', '我要订阅安全提示', 'subscribe', '/tips', '提示'])('begins with "%s"', (text) => {
    const talk = formTalk('zh-CN', ABROAD);
    expect(talk.say(text).text).toMatch(/想收哪些提示/);
    expect(talk.step()).toBe('topics');
  });

  it('goes by words from the topics to the summary, and keeps months only with a guardian’s consent', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('订阅');
    expect(talk.say('护眼、防溺水').text).toMatch(/选了：防溺水、护眼/);
    talk.say('选好了');
    talk.say('我是外婆');
    expect(talk.step()).toBe('guardian');
    talk.say('同意');
    expect(talk.step()).toBe('months');
    expect(talk.say('大的2019年5月，小的2022-03').text).toMatch(/记下了：2019-05、2022-03/);
    const summary = talk.say('住在玉泉');
    expect(summary.text).toMatch(/防溺水、护眼[\s\S]*爷爷奶奶外公外婆[\s\S]*2019-05、2022-03[\s\S]*玉泉街道/);
    expect(talk.say('保存').effects).toEqual([
      { type: 'give_consent', purpose: 'child_birth_month' },
      {
        type: 'subscribe',
        wishes: {
          topics: ['drowning', 'vision'],
          caregivers: ['grandparent'],
          birthMonths: ['2019-05', '2022-03'],
          township: 'yuquan',
        },
      },
    ]);
    expect(talk.session().flow).toBeUndefined();
  });

  it('goes by buttons, and needs nothing but a yes', () => {
    const talk = formTalk('en', ABROAD);
    talk.press('subscribe');
    talk.press('s:topic:vision');
    expect(talk.press('s:topic:vision').text).not.toMatch(/Chosen/);
    talk.press('s:all');
    talk.press('s:skip:caregivers');
    talk.press('s:refuse');
    expect(talk.step()).toBe('township');
    talk.press('s:skip:township');
    expect(talk.press('s:save').effects).toEqual([
      { type: 'withdraw_consent', purpose: 'child_birth_month' },
      { type: 'subscribe', wishes: { topics: [], caregivers: [], birthMonths: [], township: null } },
    ]);
  });

  it('"my subscription" shows it and changes a part of it', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, consents: ['child_birth_month'], wishes: WISHES });
    expect(talk.say('我的订阅').text).toMatch(/护眼[\s\S]*2019-05[\s\S]*玉泉/);
    talk.press('s:change:months');
    talk.say('2020.1');
    expect(talk.step()).toBe('summary');
    expect(talk.press('s:save').effects).toEqual([
      { type: 'subscribe', wishes: { ...WISHES, birthMonths: ['2020-01'] } },
    ]);
  });

  it('a button pressed at another step changes nothing that is not asked', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('订阅');
    for (const value of [
      's:save',
      's:agree',
      's:township:nowhere',
      's:skip:months',
      's:back:summary',
      's:x',
    ]) {
      expect(talk.press(value).effects).toEqual([]);
      expect(talk.step()).toBe('topics');
    }
    talk.press('s:cancel');
    expect(talk.press('s:save').text).toMatch(/过期/);
  });

  it('a question is answered and the step comes back; danger and a wrong go first', () => {
    const talk = formTalk('zh-CN', ABROAD);
    talk.say('订阅');
    expect(talk.say('小学生一天要睡几个小时？').text).toMatch(/10小时[\s\S]*想收哪些提示/);
    expect(talk.say('他现在正在打我').kind).toBe('crisis');
    expect(buttonsOf(talk.say('老公昨天喝醉了打我'))).toContain('report');
    expect(talk.step()).toBe('topics');
    talk.say('登记');
    expect(talk.step()).toBe('abroad');
  });

  it.each(['退订', '取消订阅', '不要再发了', 'unsubscribe', 'T'])(
    '%s ends it at once, also within',
    (text) => {
      const talk = formTalk('zh-CN', { ...ABROAD, wishes: WISHES });
      expect(talk.say(text).effects).toEqual([{ type: 'unsubscribe' }]);
      talk.say('我的订阅');
      expect(talk.say(text).effects).toEqual([{ type: 'unsubscribe' }]);
      expect(talk.session().flow).toBeUndefined();
    },
  );

  it('within a report it also ends at once, and the report stays open', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, consents: ['telegram_report'], wishes: WISHES });
    talk.say('登记');
    expect(talk.say('退订').effects).toEqual([{ type: 'unsubscribe' }]);
    expect(talk.step()).toBe('danger');
  });

  it('on our own page leads to the page for it', () => {
    const talk = formTalk();
    expect(talk.say('订阅').replies[0]?.links).toEqual([{ label: '订提示', url: '/tips/new' }]);
    expect(talk.session().flow).toBeUndefined();
  });

  it('waits until a report is done', () => {
    const talk = formTalk('zh-CN', { ...ABROAD, consents: ['telegram_report'] });
    talk.say('登记');
    expect(talk.say('订阅').text).toMatch(/正在登记[\s\S]*现在有危险吗/);
  });
});

describe('birth months', () => {
  it.each([
    ['2019年5月', ['2019-05']],
    ['2019年05月3日生的', ['2019-05']],
    ['19年5月', ['2019-05']],
    ['二〇一九年五月', ['2019-05']],
    ['二零二二年十一月和2019年12月', ['2022-11', '2019-12']],
    ['2019-5、2022/03；2024.12', ['2019-05', '2022-03', '2024-12']],
    ['201905 20220311', ['2019-05', '2022-03']],
    ['5/2019', ['2019-05']],
    ['2019-05-03', ['2019-05']],
    ['May 2019 and March 2022', ['2019-05', '2022-03']],
    ['老大2019年5月，老二也是2019年5月', ['2019-05']],
    ['２０１９年５月', ['2019-05']],
    ['预产期2027年1月', ['2027-01']],
    ['三岁', []],
    ['2019年13月', []],
    ['', []],
    ['13800138000', []],
  ] as Array<[string, string[]]>)('%s', (text, months) => {
    expect(birthMonthsOf(text)).toEqual(months);
  });
});

describe('the test of a broadcast', () => {
  it('is asked for by its code on any channel', () => {
    expect(formTalk().say('/test 123456').effects).toEqual([{ type: 'test_broadcast', code: '123456' }]);
    expect(formTalk().say('/test').effects).toEqual([]);
  });
});
