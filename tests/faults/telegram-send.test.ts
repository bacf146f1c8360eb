import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, telegramUpdates as updates } from '../support/bot-api.js';
import { createTelegramTest, type TelegramTest, eventually } from '../support/telegram.js';

let test: TelegramTest;
beforeEach(async () => {
  test = await createTelegramTest();
});
afterEach(() => test.close());

const texts = () => test.api.delivered().map(({ text }) => text);

const PASSING: Array<[string, Fault]> = [
  ['500', { answer: 'error', status: 500 }],
  ['502 with HTML', { answer: 'html', status: 502 }],
  ['404 with HTML', { answer: 'html', status: 404 }],
  ['200 with HTML', { answer: 'html', status: 200 }],
  ['truncated JSON', { answer: 'truncated' }],
  ['ok: false without a code', { answer: 'ok_false' }],
  ['a connection that ends', { answer: 'hang_up' }],
  ['no answer at all', { answer: 'nothing' }],
  ['a redirect', { answer: 'redirect', to: 'http://127.0.0.1:1/elsewhere' }],
];

describe('a failure that passes', () => {
  it.each(PASSING)('is tried again until it works, others go on: %s', async (_, fault) => {
    test.api.fail('sendMessage', fault, { times: 2, when: ({ chat_id }) => chat_id === '1' });
    await test.enqueue([
      { chat: 1, text: '一' },
      { chat: 1, text: '二' },
      { chat: 2, text: '别人' },
    ]);
    await test.start();
    await eventually(test.states).toEqual({ sent: 3 });
    expect(texts().sort()).toEqual(['一', '二', '别人'].sort());
    expect(test.api.delivered().flatMap(({ chat, text }) => (chat === '1' ? [text] : []))).toEqual([
      '一',
      '二',
    ]);
    expect(test.api.callsOf('sendMessage').length).toBe(5);
    const { attempts } = await test.database.prisma.outbox.findFirstOrThrow({ orderBy: { id: 'asc' } });
    expect(attempts).toBe(2);
  });

  it('and does not pass is given up after eight tries', async () => {
    test.api.fail(
      'sendMessage',
      { answer: 'error', status: 500 },
      { when: ({ chat_id }) => chat_id === '1' },
    );
    await test.enqueue([
      { chat: 1, text: '一' },
      { chat: 2, text: '别人' },
    ]);
    await test.start();
    await eventually(test.states).toEqual({ sent: 1, failed: 1 });
    expect(test.api.callsOf('sendMessage').filter(({ params }) => params.chat_id === '1').length).toBe(8);
  });

  it('that hides a delivery is counted as possibly twice', async () => {
    test.api.fail('sendMessage', { answer: 'carried_out_silently' }, { times: 1 });
    await test.enqueue([{ chat: 1, text: '一' }]);
    await test.start();
    await eventually(test.states).toEqual({ sent: 1 });
    expect(texts()).toEqual(['一', '一']);
    expect((await test.database.prisma.outbox.findFirstOrThrow()).possibly_twice).toBe(true);
  });
});

describe('an outage of Telegram', () => {
  it('of any length wears out no message, and no process', async () => {
    for (const method of ['sendMessage', 'getMe', 'getUpdates']) {
      test.api.fail(method, { answer: 'error', status: 502 });
    }
    await test.enqueue(Array.from({ length: 12 }, (_, chat) => ({ chat: chat + 1, text: `提示${chat}` })));
    const service = await test.start();
    const away = () => service.log.filter(({ event }) => event === 'telegram_away').length;
    await eventually(away).toBeGreaterThan(20);
    expect(test.api.callsOf('sendMessage').length).toBeLessThanOrEqual(3); // it asks who it is instead
    test.api.heal();
    await eventually(test.states).toEqual({ sent: 12 });
    expect(new Set(texts()).size).toBe(12);
    expect(await test.database.prisma.outbox.count({ where: { attempts: { gt: 0 } } })).toBe(0);
  });

  it('at the start delays the answers and nothing else', async () => {
    for (const method of ['getMe', 'setWebhook', 'setMyCommands', 'sendMessage']) {
      test.api.fail(method, { answer: 'nothing' });
    }
    const service = await test.launch({ webhook: true, timings: { sender: { callWithinMs: 200 } } });
    service.telegram.start();
    expect(await test.api.post(updates.text(7, '孩子发烧'), service)).toBe(200);
    const done = () => test.database.prisma.inbox.count({ where: { done_at: { not: null } } });
    await eventually(done).toBe(1);
    expect(texts()).toEqual([]);
    test.api.heal();
    await eventually(texts).toEqual(['收到 孩子发烧']);
  });

  it('that refuses connections is survived from the first moment', async () => {
    const service = await test.launch({ apiRoot: 'http://127.0.0.1:1' });
    service.telegram.start();
    await test.enqueue([{ chat: 1, text: '一' }]);
    await eventually(() => service.log.some(({ event }) => event === 'telegram_away')).toBe(true);
    expect(await test.database.prisma.outbox.findFirstOrThrow()).toMatchObject({
      attempts: 0,
      possibly_twice: false,
    });
    await service.stop();
    await test.start();
    await eventually(texts).toEqual(['一']);
  });
});

describe('an outage of the database', () => {
  it('in the middle of sending loses nothing and sends nothing twice that was known to be sent', async () => {
    test.api.latencyMs = 20;
    await test.enqueue(Array.from({ length: 80 }, (_, chat) => ({ chat: chat + 1, text: `提示${chat}` })));
    await test.start();
    for (let round = 0; round < 4; round += 1) {
      const before = texts().length;
      await eventually(() => texts().length).toBeGreaterThan(before + 3);
      await test.database.pool.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
    }
    await eventually(test.states).toEqual({ sent: 80 });
    expect(new Set(texts()).size).toBe(80);
    expect(texts().length).toBe(80);
  });
});

describe('what a person wrote', () => {
  it('stands in no log and no error, whatever fails', async () => {
    const canary = `金丝雀-${Date.now()}`;
    const service = await test.start({
      turn: (session, message) => {
        if (message.kind === 'text' && message.text.startsWith('坏')) {
          throw new TypeError(`cannot read ${message.text}`);
        }
        return { session, kind: 'answer', effects: [], replies: [{ text: `您说：${canary}` }] };
      },
    });
    for (const [, fault] of PASSING) {
      test.api.fail('sendMessage', fault, { times: 1 });
    }
    test.api.fail(
      'sendMessage',
      { answer: 'error', status: 400, description: `Bad Request: ${canary}` },
      { times: 1 },
    );
    test.api.push(updates.text(1, `坏 ${canary}`), ...[2, 3, 4, 5].map((chat) => updates.text(chat, canary)));
    await eventually(async () => (await test.states()).sent).toBe(4);
    const stored = JSON.stringify([
      service.log,
      await test.database.prisma.inbox.findMany({ omit: { id: true } }),
      await test.database.prisma.outbox.findMany({ omit: { id: true } }),
    ]);
    expect(service.log.length).toBeGreaterThan(5);
    expect(stored).not.toContain(canary);
    expect(stored).not.toContain(test.api.token);
  });
});
