import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TelegramUser } from '../support/app.js';
import { type BotApiEmulator, startBotApi } from '../support/bot-api.js';
import { eventually } from '../support/telegram.js';

let api: BotApiEmulator;
let app: TestApp;
beforeAll(async () => {
  api = await startBotApi();
  app = await startTestApp({ telegram: api });
});
afterAll(async () => {
  await app.close();
  await api.close();
});

const rows = () => app.database.prisma.subscription.findMany({ orderBy: { created_at: 'asc' } });
const told = (user: TelegramUser) => eventually(() => user.received().join('\n'));

describe('a subscription in Telegram', () => {
  it('is kept with its consent, shown, changed and ended in plain words', async () => {
    const user = app.telegramUser(501);
    await user.write('订阅');
    await told(user).toMatch(/想收哪些提示/);
    await user.press('s:topic:drowning');
    await user.press('s:done');
    await user.write('我是奶奶');
    await user.press('s:agree');
    await told(user).toMatch(/哪年哪月/);
    await user.write('2019年5月、2022-03');
    await user.write('格里坪');
    await told(user).toMatch(/格里坪镇/);
    await user.write('保存');
    await told(user).toMatch(/订好了/);
    expect(await rows()).toMatchObject([
      {
        topics: ['drowning'],
        caregivers: ['grandparent'],
        birth_months: ['2019-05', '2022-03'],
        township: 'geliping',
        ended_at: null,
      },
    ]);
    expect(
      await app.database.prisma.consent.findMany({ where: { purpose: 'child_birth_month' } }),
    ).toHaveLength(1);

    await user.write('我的订阅');
    await user.press('s:change:topics');
    await user.press('s:all');
    await user.press('s:save');
    await eventually(async () => (await rows())[0]?.topics).toEqual([]);

    await user.write('退订');
    await eventually(async () => (await rows())[0]?.ended_at).not.toBeNull();
    await told(user).toMatch(/安全提示停了/);
    await user.write('退订');
    await told(user).toMatch(/这里没有订安全提示/);
  });

  it('without the guardian’s consent keeps no birth month', async () => {
    const user = app.telegramUser(502);
    await user.write('订阅');
    await user.press('s:all');
    await user.press('s:caregiver:parent');
    await user.press('s:refuse');
    await user.press('s:skip:township');
    await user.press('s:save');
    await told(user).toMatch(/订好了/);
    expect((await rows()).at(-1)).toMatchObject({ birth_months: [], caregivers: ['parent'], ended_at: null });
  });
});

describe('in web chat', () => {
  it('a subscription is made on its page, and "退订" says truly that there is none here', async () => {
    const visitor = app.visitor({ 'Accept-Language': 'zh-CN' });
    const answer = await visitor.say('订阅');
    expect(answer.messages.flatMap(({ links }) => links)).toEqual([{ label: '订提示', url: '/tips/new' }]);
    expect((await visitor.say('退订')).messages[0]?.text).toMatch(/这里没有订安全提示/);
  });

  it('a test code that nobody gave shows nothing', async () => {
    const visitor = app.visitor({ 'Accept-Language': 'zh-CN' });
    expect((await visitor.say('/test 123456')).messages[0]?.text).toMatch(/没有这个测试码/);
  });
});
