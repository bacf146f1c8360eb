import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegramUpdates as updates } from '../../support/bot-api.js';
import {
  createTelegramTest,
  echo,
  type TelegramTest,
  type Turn,
  eventually,
} from '../../support/telegram.js';

let test: TelegramTest;
beforeEach(async () => {
  test = await createTelegramTest();
});
afterEach(() => test.close());

const texts = () => test.api.delivered().map(({ text }) => text);
const handled = () => test.database.prisma.inbox.count({ where: { done_at: { not: null } } });

describe('an update', () => {
  it('is answered when it comes by polling', async () => {
    await test.start();
    test.api.push(updates.text(7, '孩子发烧'));
    await eventually(texts).toEqual(['收到 孩子发烧']);
    await eventually(handled).toBe(1);
  });

  it('is answered when it comes by webhook', async () => {
    await test.start({ webhook: true });
    await eventually(() => test.api.webhook?.secret_token).toBe(test.secret);
    expect(await test.api.post(updates.text(7, '孩子发烧'))).toBe(200);
    await eventually(texts).toEqual(['收到 孩子发烧']);
    expect(test.api.callsOf('getUpdates')).toEqual([]);
  });

  it('is answered once though it comes five times at once, and again later', async () => {
    const { telegram, url, secret } = await test.launch({ webhook: true });
    telegram.start();
    const update = updates.text(7, '一次');
    const five = await Promise.all(Array.from({ length: 5 }, () => test.api.post(update, { url, secret })));
    expect(five).toEqual([200, 200, 200, 200, 200]);
    await eventually(texts).toEqual(['收到 一次']);
    expect(await test.api.post(update, { url, secret })).toBe(200);
    await test.api.post(updates.text(7, '二'), { url, secret });
    await eventually(texts).toEqual(['收到 一次', '收到 二']);
  });

  it('is answered once when polling repeats it', async () => {
    const update = updates.text(7, '一次');
    test.api.push(update, update, update, update, update, updates.text(7, '二'));
    await test.start();
    await eventually(texts).toEqual(['收到 一次', '收到 二']);
  });

  it('is answered though its id is lower than those before', async () => {
    const { url, secret, telegram } = await test.launch({ webhook: true });
    telegram.start();
    for (const [update_id, text] of [
      [900, '一'],
      [5, '二'],
      [901, '三'],
      [4, '四'],
    ] as const) {
      await test.api.post(updates.text(7, text, { update_id }), { url, secret });
    }
    await eventually(texts).toEqual(['收到 一', '收到 二', '收到 三', '收到 四']);
  });

  it('leaves nothing readable in the database', async () => {
    const { url, secret, telegram } = await test.launch({ webhook: true });
    await test.api.post(updates.text(700700700, '金丝雀'), { url, secret });
    const before = await test.database.prisma.inbox.findFirstOrThrow();
    expect(Buffer.from(before.payload).toString('utf8')).not.toMatch(/金丝雀|700700700/);
    telegram.start();
    await eventually(handled).toBe(1);
    await eventually(test.states).toEqual({ sent: 1 });
    const inbox = await test.database.prisma.inbox.findFirstOrThrow();
    const outbox = await test.database.prisma.outbox.findFirstOrThrow();
    expect([inbox.payload.length, outbox.payload.length]).toEqual([0, 0]);
    expect(outbox.message_ref).toBe('1');
  });
});

describe('the turns', () => {
  it(
    'run in order in each of 1,000 chats, one at a time, also with two processes',
    { timeout: 150_000 },
    async () => {
      const CHATS = 1000;
      const running = new Set<string>();
      const heard = new Map<string, string[]>();
      let overlaps = 0;
      const turn: Turn = (session, message) => {
        const [chat = '', step = ''] = message.kind === 'text' ? message.text.split(' ') : [];
        overlaps += running.has(chat) ? 1 : 0;
        running.add(chat);
        heard.set(chat, [...(heard.get(chat) ?? []), step]);
        running.delete(chat);
        return echo(session, message);
      };
      test.api.fail('sendMessage', { answer: 'retry_after', seconds: 3600 }); // only the turns are looked at
      const first = await test.launch({ webhook: true, turn });
      const second = await test.launch({ webhook: true, turn });
      for (const step of ['1', '2']) {
        const all = Array.from({ length: CHATS }, (_, chat) => updates.text(chat + 1, `${chat + 1} ${step}`));
        for (let from = 0; from < CHATS; from += 50) {
          await Promise.all(
            all.slice(from, from + 50).map((update, n) => {
              const { url, secret } = n % 2 ? first : second;
              return test.api.post(update, { url, secret });
            }),
          );
        }
      }
      first.telegram.start();
      second.telegram.start();
      await expect.poll(handled, { timeout: 120_000, interval: 200 }).toBe(2 * CHATS);
      expect([...heard.values()].every((steps) => steps.join() === '1,2')).toBe(true);
      expect(heard.size).toBe(CHATS);
      expect(overlaps).toBe(0);
      const outbox = await test.database.prisma.outbox.count();
      expect(outbox).toBe(2 * CHATS);
    },
  );

  it('that throw are tried five times, then the person is told once, and others are not held up', async () => {
    let tries = 0;
    const turn: Turn = (session, message) => {
      if (message.kind === 'text' && message.text === '坏') {
        tries += 1;
        throw new Error(`不能处理 ${message.text}`);
      }
      return echo(session, message);
    };
    const service = await test.start({ turn });
    test.api.push(updates.text(1, '坏'), updates.text(1, '后来'), updates.text(2, '好'));
    await eventually(texts).toEqual(
      expect.arrayContaining(['收到 好', 'zh-CN telegram:turn_failed', '收到 后来']),
    );
    expect(tries).toBe(5);
    const forFirst = test.api.delivered().filter(({ chat }) => chat === '1');
    expect(forFirst.map(({ text }) => text)).toEqual(['zh-CN telegram:turn_failed', '收到 后来']);
    const dead = await test.database.prisma.inbox.findFirstOrThrow({ where: { error_code: { not: null } } });
    expect(dead).toMatchObject({ attempts: 5, error_code: 'turn_threw' });
    expect(dead.payload.length).toBe(0);
    expect(JSON.stringify(service.log)).not.toContain('坏');
  });

  it('that hang hold up no other chat', async () => {
    await test.start({ timings: { worker: { turnWithinMs: 15_000 } } });
    test.api.push(...[1, 2, 3, 4, 5].map((chat) => updates.text(chat, '先')));
    await eventually(() => texts().length).toBe(5);
    // turns of five chats wait for locks that somebody else holds
    await test.database.prisma.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM contact FOR UPDATE`;
        test.api.push(...[1, 2, 3, 4, 5].map((chat) => updates.text(chat, '卡住')));
        test.api.push(updates.text(9, '别人'));
        await eventually(texts).toContain('收到 别人');
      },
      { timeout: 20_000 },
    );
    await eventually(() => texts().filter((text) => text === '收到 卡住').length).toBe(5);
  });

  it('go on after a process died between inbox and reply, and answer once', async () => {
    const dying = await test.launch({ webhook: true });
    await test.api.post(updates.text(7, '在吗'), dying);
    const held = test.database.prisma.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM inbox WHERE done_at IS NULL FOR UPDATE`;
        await test.start();
        await eventually(() => test.api.callsOf('getMe').length).toBeGreaterThan(0);
        await new Promise((resolve) => setTimeout(resolve, 400));
        expect(texts()).toEqual([]); // somebody has it
        throw new Error('killed');
      },
      { timeout: 20_000 },
    );
    await expect(held).rejects.toThrow('killed');
    await eventually(texts).toEqual(['收到 在吗']);
  });
});

describe('a person', () => {
  it('who blocks the bot is sent nothing more, and who writes again is answered', async () => {
    await test.start();
    test.api.push(updates.text(7, '你好'));
    await eventually(texts).toEqual(['收到 你好']);
    const { id: contactId } = await test.database.prisma.contact.findFirstOrThrow();
    await test.enqueue([{ chat: 7, text: '提示', contactId, notBefore: new Date(Date.now() + 60_000) }]);
    test.api.push(updates.member(7, 'kicked'));
    await eventually(test.states).toEqual({ sent: 1, cancelled: 1 });
    expect((await test.database.prisma.contact.findFirstOrThrow()).blocked_at).not.toBeNull();
    test.api.push(updates.text(7, '又来了'));
    await eventually(texts).toEqual(['收到 你好', '收到 又来了']);
    expect((await test.database.prisma.contact.findFirstOrThrow()).blocked_at).toBeNull();
  });

  it('who is forgotten gets a last word, and nothing of her is left', async () => {
    const turn: Turn = (session) => ({
      session,
      kind: 'smalltalk',
      effects: [{ type: 'forget' }],
      replies: [{ text: '已经删除' }],
    });
    await test.start({ turn });
    test.api.push(updates.text(7, '删除我的数据'));
    await eventually(texts).toEqual(['已经删除']);
    expect(await test.database.prisma.contact.count()).toBe(0);
    expect(await test.database.prisma.chatSession.count()).toBe(0);
    expect((await test.database.prisma.outbox.findFirstOrThrow()).contact_id).toBeNull();
  });

  it('who presses a button sees that it was pressed, at once', async () => {
    await test.start({ timings: { sender: { chatGapMs: 2000 } } });
    test.api.push(updates.text(7, '菜单'), updates.button(7, 'menu:ask'));
    await eventually(() => test.api.callsOf('answerCallbackQuery').length).toBe(1);
    expect(texts()).toEqual(['收到 菜单']); // the answer to the button still has to wait its second
    await eventually(texts).toEqual(['收到 菜单', '收到 menu:ask']);
  });

  it('of another language begins in that language', async () => {
    await test.start({
      turn: (session, message) => ({ ...echo(session, message), replies: [{ text: session.locale }] }),
    });
    test.api.push(
      updates.text(1, 'hi', { language_code: 'en-GB' }),
      updates.text(2, 'hi', { language_code: 'zh-hant' }),
    );
    await eventually(() => texts().sort()).toEqual(['en', 'zh-CN']);
  });
});

describe('a group', () => {
  it('is answered only when the bot is addressed, without buttons', async () => {
    const turn: Turn = (session, message) => ({
      ...echo(session, message),
      replies: [{ ...echo(session, message).replies[0]!, buttons: [{ label: '我的个案', value: 'case' }] }],
    });
    await test.start({ turn });
    await eventually(() => test.api.callsOf('getUpdates').length).toBeGreaterThan(0);
    const bot = { id: 4200000042, is_bot: true, first_name: '守望' };
    test.api.push(
      updates.message(-100, { text: '大家好' }),
      updates.message(-100, { text: '/help' }),
      updates.message(-100, { text: '/help@another_bot' }),
      updates.message(-100, { text: '@shouwang_test_bot 发烧怎么办' }),
      updates.message(-100, { text: '/help@shouwang_test_bot' }),
      updates.message(-100, { text: '那明天呢', reply_to_message: { from: bot } }),
    );
    await eventually(texts).toEqual(['收到 发烧怎么办', '收到 /help', '收到 那明天呢']);
    expect(test.api.delivered().every(({ params }) => params.reply_markup === undefined)).toBe(true);
  });
});
