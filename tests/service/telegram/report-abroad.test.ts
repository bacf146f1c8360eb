import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessionStore } from '../../../src/conversation/session-store.js';
import { createContactStore } from '../../../src/domain/contacts/index.js';
import { startTestApp, type TelegramUser, type TestApp } from '../../support/app.js';
import { type BotApiEmulator, startBotApi, telegramUpdates } from '../../support/bot-api.js';
import { eventually } from '../../support/telegram.js';
import { keyIn, keysOf, previewOf, TELLING } from '../../support/telegram-reader.js';

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

const TOLD = '金丝雀九号：老公昨天喝醉了打我';
const prisma = () => app.database.prisma;
let lastChat = 5000;
const newcomer = () => {
  lastChat += 1;
  return { chat: lastChat, user: app.telegramUser(lastChat) };
};
const text = (user: TelegramUser) => user.received().join('\n');
const contactOf = (chat: number) => createContactStore(app.sealer).find(prisma(), 'telegram', String(chat));

/** What the service remembers of a talk, in the clear. */
async function remembered(chat: number): Promise<string> {
  const contact = await contactOf(chat);
  const session = await createSessionStore(app.sealer).lock(prisma(), contact?.id ?? '');
  return JSON.stringify(session);
}

const consentsOf = async (chat: number) =>
  prisma().consent.findMany({ where: { contact_id: (await contactOf(chat))?.id ?? '' } });

describe('a wrong told on Telegram', () => {
  it('is answered with what to do, and the web page before all else, and why', async () => {
    const { chat, user } = newcomer();
    await user.write(TOLD);
    await eventually(() => text(user)).toMatch(
      /最好在网页上写：Telegram会把消息存在境外的服务器上，也留在这部手机里/,
    );
    const [card] = api.standing(chat);
    expect(card?.text).toContain(`${app.url}/help`);
    expect(keysOf(card?.params ?? {})[0]).toMatchObject({ text: '就在这里写', callback_data: 'report' });
    expect(card?.text).not.toMatch(/发生了什么/);
  });

  it('is not kept before she has agreed that it is stored abroad: not told in passing, not at the question, not in danger', async () => {
    const { chat, user } = newcomer();
    await user.write(TOLD);
    await eventually(() => text(user)).toMatch(/就在这里写/);
    expect(await remembered(chat)).not.toMatch(/金丝雀|喝醉/);
    await user.press('report');
    await eventually(() => text(user)).toMatch(/同意继续/);
    await user.write(`${TOLD}，还骂我`);
    await eventually(() => text(user)).toMatch(/我没有留/);
    await user.write('金丝雀：他拿刀砍我');
    await eventually(() => text(user)).toMatch(/110，说清地址/);
    expect(await remembered(chat)).not.toMatch(/金丝雀|喝醉|拿刀/);
    expect(await consentsOf(chat)).toEqual([]);
    await user.press('f:agree');
    await eventually(async () => (await consentsOf(chat)).length).toBe(1);
    expect(await consentsOf(chat)).toMatchObject([
      { purpose: 'telegram_report', version: 2, locale: 'zh-CN' },
    ]);
    await eventually(() => text(user)).toMatch(/您前面说的话，我没有留/);
    expect(await remembered(chat)).not.toMatch(/金丝雀|喝醉|拿刀/);
  });

  it('is no part of a report that she refused, and stays with nobody', async () => {
    const { chat, user } = newcomer();
    await user.write(TOLD);
    await eventually(() => text(user)).toMatch(/就在这里写/);
    await user.press('report');
    await user.write('不同意');
    await eventually(() => text(user)).toMatch(/这里不登记[\s\S]*要我把刚才这些话从聊天里清掉吗/);
    expect(await remembered(chat)).not.toMatch(/金丝雀|喝醉/);
    expect(await consentsOf(chat)).toEqual([]);
  });

  it('is kept for the report when she has agreed before', async () => {
    const { chat, user } = newcomer();
    await user.write('登记');
    await eventually(() => text(user)).toMatch(/同意继续/);
    await user.press('f:agree');
    await user.write('不填了');
    await eventually(() => text(user)).toMatch(/没有登记/);
    await user.write(TOLD);
    await eventually(() => text(user)).toMatch(/就在这里写/);
    expect(await remembered(chat)).toMatch(/金丝雀/);
  });

  it('asked as a question about her rights, is not remembered either', async () => {
    const { chat, user } = newcomer();
    await user.write('金丝雀问：老公打我，我想离婚怎么办');
    await eventually(() => user.received().length).toBeGreaterThan(0);
    expect(await remembered(chat)).not.toMatch(/金丝雀/);
  });
});

describe('what a locked phone shows of it', () => {
  it('is neutral; the message is protected and shows no page before it is opened', async () => {
    const { chat, user } = newcomer();
    await user.write(TOLD);
    await user.press('report');
    await eventually(() => text(user)).toMatch(/同意继续/);
    await user.press('f:agree');
    await user.press('f:danger:no');
    await user.write(TOLD);
    await eventually(() =>
      api
        .standing(chat)
        .some(({ params }) => keysOf(params).some((key) => key.callback_data?.startsWith('f:now:'))),
    ).toBe(true);
    await user.write('你们会告诉他吗');
    await user.press(keyIn(api, chat, 'f:now:'));
    await eventually(() => text(user)).toMatch(/编号 \d{4}-\d{6}/);
    await user.write('登记');
    await user.write('取消');
    await eventually(() => text(user)).toMatch(/没有登记/);
    const sent = api.standing(chat).filter(({ text: words }) => !/^我是西区妇联的自动问答程序/.test(words));
    expect(sent.length).toBeGreaterThan(8);
    for (const { text: words, params } of sent) {
      expect(previewOf(words)).not.toMatch(TELLING);
      expect([...previewOf(words)]).toHaveLength(40);
      expect(previewOf(words)).toMatch(/110[\s\S]*120/);
      expect(params).toMatchObject({ protect_content: true, link_preview_options: { is_disabled: true } });
    }
  });
});

describe('whoever blocks the bot and opens it again on her phone', () => {
  const send = (update: unknown) =>
    api.post(update, {
      url: `${app.url}/channels/telegram`,
      secret: 'a-webhook-secret-of-the-tests-only-0123456789',
    });
  const since = (chat: number, from: number) =>
    api
      .standing(chat)
      .slice(from)
      .map(({ text: words }) => words);

  it('is told nothing, and finds what everybody finds: no report, no case', async () => {
    const { chat, user } = newcomer();
    await user.write('登记');
    await eventually(() => text(user)).toMatch(/同意继续/);
    await user.press('f:agree');
    await user.press('f:danger:no');
    await user.write(TOLD);
    await eventually(() => text(user)).toMatch(/第3步/);
    await send(telegramUpdates.member(chat, 'kicked'));
    await eventually(async () => (await contactOf(chat))?.blocked).toBe(true);
    const calls = api.callsOf('sendMessage').length;
    const contact = await contactOf(chat);
    expect(await prisma().chatSession.count({ where: { contact_id: contact?.id ?? '' } })).toBe(0);
    expect(await prisma().outbox.count({ where: { contact_id: contact?.id ?? '', state: 'queued' } })).toBe(
      0,
    );
    expect(api.callsOf('sendMessage')).toHaveLength(calls);

    const other = newcomer();
    const from = api.standing(chat).length;
    for (const words of ['/start', '我的事', '发送']) {
      await user.write(words);
      await other.user.write(words);
    }
    await eventually(() => other.user.received().length).toBeGreaterThanOrEqual(3);
    await eventually(() => since(chat, from)).toEqual(other.user.received());
  });
});
