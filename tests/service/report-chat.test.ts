import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TelegramUser } from '../support/app.js';
import { type BotApiEmulator, startBotApi, telegramUpdates } from '../support/bot-api.js';
import type { ChatAnswer, Visitor } from '../support/visitor.js';
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

const db = () => app.database.prisma;
const CANARY = '金丝雀七号：他把我锁在屋里';
const textOf = (answer: ChatAnswer) => answer.messages.map(({ text }) => text).join('\n');
const buttonOf = (answer: ChatAnswer, label: string) =>
  answer.messages.flatMap(({ buttons }) => buttons).findLast((button) => button.label === label)?.value ?? '';

/** As far as the review, by words alone. */
async function fillIn(visitor: Visitor): Promise<ChatAnswer> {
  await visitor.say('我要投诉');
  await visitor.say('以前');
  await visitor.say(CANARY);
  await visitor.say('我自己');
  await visitor.say('改联系');
  await visitor.say('在这个聊天里提醒我有新消息');
  return visitor.say('发送');
}

const zh = { 'Accept-Language': 'zh-CN' };

describe('a report in web chat', () => {
  it('becomes a case; its digits stand on the linked page, once, and never in the chat', async () => {
    const visitor = app.visitor(zh);
    const review = await fillIn(visitor);
    const before = await db().case.count();
    const sent = await visitor.press(buttonOf(review, '发送'));
    expect(textOf(sent)).toMatch(/编号 \d{4}-\d{6}/);
    expect(textOf(sent)).not.toMatch(/\d{4} \d{4} \d{4} \d{4}/);
    expect(await db().case.count()).toBe(before + 1);
    const row = await db().case.findFirstOrThrow({ orderBy: { serial: 'desc' }, include: { links: true } });
    expect(row).toMatchObject({ channel: 'webchat', state: 'registered', locale: 'zh-CN' });
    expect(row.links).toHaveLength(1);
    const slip = sent.messages.flatMap(({ links }) => links).find(({ url }) => url.startsWith('/help/slip/'));
    const page = await visitor.request(slip?.url ?? '');
    expect(page.status).toBe(200);
  });

  it('sent twice by two presses at once is one case', async () => {
    const visitor = app.visitor(zh);
    const value = buttonOf(await fillIn(visitor), '发送');
    const before = await db().case.count();
    const answers = await Promise.all([visitor.press(value), visitor.press(value)]);
    expect(await db().case.count()).toBe(before + 1);
    expect(answers.filter((answer) => /登记好了/.test(textOf(answer)))).toHaveLength(1);
    expect(answers.filter((answer) => /已经发出去/.test(textOf(answer)))).toHaveLength(1);
  });

  it('cancelled leaves nothing of it, sent leaves no form in the talk', async () => {
    const visitor = app.visitor(zh);
    const before = await db().case.count();
    await fillIn(visitor);
    expect(textOf(await visitor.say('不填了'))).toMatch(/要清掉您写的/);
    expect(textOf(await visitor.say('不填了'))).toMatch(/没有登记/);
    expect(await db().case.count()).toBe(before);
    expect(textOf(await visitor.say('发送'))).not.toMatch(/编号/);
  });

  it('survives a restart in the middle', async () => {
    const visitor = app.visitor(zh);
    await visitor.say('登记');
    await visitor.say('没有危险');
    await visitor.say(CANARY);
    await app.restart();
    expect(textOf(await visitor.say('上一步'))).toContain(CANARY);
  });

  it('waits through a restart for her answer whether to throw it away', async () => {
    const visitor = app.visitor(zh);
    await fillIn(visitor);
    const asked = await visitor.say('取消');
    await app.restart();
    expect(textOf(await visitor.press(buttonOf(asked, '留着')))).toMatch(/都留着[\s\S]*请看一遍/);
    expect(textOf(await visitor.say('发送'))).toMatch(/编号 \d{4}-\d{6}/);
  });

  it('whatever was kept aside, a number, a change: a restart loses none of it, and only the report is filed', async () => {
    const visitor = app.visitor(zh);
    await visitor.say('我要投诉');
    await visitor.say('13800000000');
    await visitor.say('以前');
    await visitor.say(CANARY);
    await visitor.say('金丝雀的话');
    await visitor.say('玉泉');
    await visitor.say('改危险');
    await app.restart();
    expect(textOf(await visitor.say('目前没有'))).toMatch(/第3步/);
    await visitor.say('改希望');
    await visitor.say('调解');
    await app.restart();
    await visitor.say('法律援助');
    expect(textOf(await visitor.say('选好了'))).toMatch(/第3步/);
    await visitor.say('不要联系我');
    const review = await visitor.say('发送');
    expect(textOf(review)).toMatch(/不带上：13800000000 金丝雀的话/);
    expect(textOf(review)).toMatch(
      /危险：目前没有[\s\S]*出事的地方：玉泉[\s\S]*希望：帮我找法律援助、帮忙调解/,
    );
    expect(textOf(await visitor.say('发送'))).toMatch(/编号 \d{4}-\d{6}/);
  });

  it('with the danger assessment is a case with an assessment of her own', async () => {
    const visitor = app.visitor(zh);
    await visitor.say('我要投诉');
    await visitor.say('没有危险');
    await visitor.say('我老公喝醉了就打我');
    let asked = await visitor.say('我自己');
    for (let n = 0; n < 30 && buttonOf(asked, '好，开始') === ''; n += 1) {
      asked = await visitor.say('跳过');
    }
    asked = await visitor.press(buttonOf(asked, '好，开始'));
    await app.restart();
    for (let n = 0; n < 11; n += 1) {
      asked = await visitor.say('有');
    }
    expect(textOf(asked)).toMatch(/答了11题/);
    expect(textOf(asked)).not.toMatch(/高危/);
    const sent = await visitor.press(buttonOf(asked, '发送'));
    expect(textOf(sent)).toMatch(/编号 \d{4}-\d{6}[\s\S]*最迟\d{4}年[\s\S]*能留的先留好/);
    expect(textOf(sent)).not.toMatch(/我们争取|高危/);
    const row = await db().case.findFirstOrThrow({ orderBy: { serial: 'desc' } });
    expect(row.urgency).toBe('emergency');
    const kept = await app.database.pool.query('SELECT staff_id FROM danger_assessment WHERE case_id = $1', [
      row.id,
    ]);
    expect(kept.rows).toEqual([{ staff_id: null }]);
  });

  it('sent at once after what happened is a case', async () => {
    const visitor = app.visitor(zh);
    await visitor.say('我要投诉');
    const asked = await visitor.say('没有危险');
    const before = await db().case.count();
    const next = await visitor.press(buttonOf(asked, '有孩子受到伤害，请帮帮他。'));
    const sent = await visitor.press(buttonOf(next, '先发出去，拿编号'));
    expect(textOf(sent)).toMatch(/编号 \d{4}-\d{6}/);
    expect(await db().case.count()).toBe(before + 1);
  });

  it('stands in no log', () => {
    expect(app.logged.join('\n')).not.toContain('金丝雀');
  });
});

describe('a report in Telegram', () => {
  let chat = 9000;
  const newcomer = () => {
    chat += 1;
    return { chat, user: app.telegramUser(chat) };
  };
  const last = (user: TelegramUser) => user.received().join('\n');
  const consents = () => db().consent.findMany({ where: { purpose: 'telegram_report' } });

  const fill = async (user: TelegramUser) => {
    await user.write('登记');
    await eventually(() => last(user)).toMatch(/境外/);
    await user.press('f:agree');
    await eventually(() => last(user)).toMatch(/第1步/);
    await user.press('f:danger:no');
    await user.write(CANARY);
    await eventually(() => last(user)).toMatch(/第3步/);
    await user.press('f:skip:reporter');
    await user.write('发送');
    await eventually(() => last(user)).toMatch(/请看一遍/);
  };

  it('asks for consent first, keeps it as a row before anything is told, and is filed', async () => {
    const { user } = newcomer();
    await user.write('登记');
    await eventually(() => last(user)).toMatch(/境外/);
    expect(await consents()).toHaveLength(0);
    const [asked] = api.delivered().filter(({ text }) => /境外/.test(text));
    expect(JSON.stringify(asked?.params)).toContain(`${app.url}/help`);
    await user.press('f:agree');
    await eventually(async () => (await consents()).length).toBe(1);
    expect(await consents()).toMatchObject([{ version: 2, locale: 'zh-CN', withdrawn_at: null }]);
    await user.press('f:danger:no');
    await user.write(CANARY);
    await user.press('f:change:contact');
    await user.press('f:contact:chat');
    await user.write('发送');
    await eventually(() => last(user)).toMatch(/请看一遍/);
    await user.write('发送');
    await eventually(() => last(user)).toMatch(/编号 \d{4}-\d{6}/);
    const row = await db().case.findFirstOrThrow({ orderBy: { serial: 'desc' }, include: { links: true } });
    expect(row.channel).toBe('telegram');
    const [given] = await consents();
    expect(row.links[0]?.contact_id).toBe(given?.contact_id);
    expect(last(user)).toContain('/help/slip/');
    expect(last(user)).not.toMatch(/\d{4} \d{4} \d{4} \d{4}/);
  });

  it('answers beside the form, asks before it throws away, and repeats none of her words', async () => {
    const { user } = newcomer();
    await user.write('登记');
    await eventually(() => last(user)).toMatch(/境外/);
    await user.write('你们会告诉他吗');
    await eventually(() => last(user)).toMatch(/没有您答应[\s\S]*Telegram/);
    await user.press('f:agree');
    await user.press('f:danger:no');
    await user.write(CANARY);
    await eventually(() => last(user)).toMatch(/第3步/);
    await user.write('How many hours should my primary school child sleep?');
    await eventually(() => last(user)).toMatch(/10 hours/);
    await user.write('玉泉');
    await eventually(() => last(user)).toMatch(/记好了，出事的地方：写了2个字/);
    await user.write('取消');
    await eventually(() => last(user)).toMatch(/要清掉您写的[\s\S]*一天之内/);
    await user.write('取消');
    await eventually(() => last(user)).toMatch(/没有登记/);
    expect(last(user)).not.toMatch(/金丝雀|玉泉/);
  });

  it('refused is not begun', async () => {
    const { user } = newcomer();
    await user.write('登记');
    await eventually(() => last(user)).toMatch(/境外/);
    await user.write('不同意');
    await eventually(() => last(user)).toMatch(/不登记[\s\S]*12338/);
  });

  it('the same update five times is one case', async () => {
    const { chat, user } = newcomer();
    await fill(user);
    const before = await db().case.count();
    const door = {
      url: `${app.url}/channels/telegram`,
      secret: 'a-webhook-secret-of-the-tests-only-0123456789',
    };
    const update = telegramUpdates.text(chat, '发送');
    await Promise.all(Array.from({ length: 5 }, () => api.post(update, door)));
    await eventually(() => last(user)).toMatch(/登记好了/);
    await user.write('发送');
    await eventually(() => user.received().filter((text) => /登记好了/.test(text)).length).toBe(1);
    expect(await db().case.count()).toBe(before + 1);
  });

  it('a turn that fails after the case was written leaves no case, no lost form, and is filed by the next try', async () => {
    const { user } = newcomer();
    await fill(user);
    const before = await db().case.count();
    // the reply can't be stored the first time: everything of the turn has to go with it
    await app.database.pool.query(`
      CREATE SEQUENCE replies_refused;
      CREATE FUNCTION refuse_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('replies_refused') = 1 THEN RAISE EXCEPTION 'refused by the test'; END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER refuse_once BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION refuse_once()`);
    await user.write('发送');
    await eventually(() => app.logged.some((line) => line.includes('turn_failed'))).toBe(true);
    expect(await db().case.count()).toBe(before);
    app.clock.advance(60_000);
    await eventually(() => last(user)).toMatch(/登记好了/);
    await app.database.pool.query('DROP TRIGGER refuse_once ON outbox');
    expect(await db().case.count()).toBe(before + 1);
  });

  it('is not begun in a group', async () => {
    const door = {
      url: `${app.url}/channels/telegram`,
      secret: 'a-webhook-secret-of-the-tests-only-0123456789',
    };
    await eventually(() => api.callsOf('getMe').length).toBeGreaterThan(0);
    await api.post(telegramUpdates.message(-77, { text: '/report@shouwang_test_bot' }), door);
    await eventually(() => app.telegramUser(-77).received().join('\n')).toMatch(/私下/);
  });

  it('stands in no log either', () => {
    expect(app.logged.join('\n')).not.toContain('金丝雀');
  });
});
