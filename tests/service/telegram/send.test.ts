import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegramTest, type TelegramTest, eventually } from '../../support/telegram.js';

let test: TelegramTest;
beforeEach(async () => {
  test = await createTelegramTest();
});
afterEach(() => test.close());

const texts = () => test.api.delivered().map(({ text }) => text);
const REAL_PACE = { sender: { perSecond: 25, chatGapMs: 1000 } };

describe('the pace', () => {
  it('stays at 25 a second overall, evenly spaced, with at most three calls open', async () => {
    test.api.latencyMs = 60;
    await test.enqueue(Array.from({ length: 75 }, (_, chat) => ({ chat: chat + 1, text: '提示', lane: 2 })));
    await test.start({ timings: REAL_PACE });
    await eventually(test.states).toEqual({ sent: 75 });
    const calls = test.api.callsOf('sendMessage');
    const starts = calls.map(({ at }) => at);
    const inOneSecond = starts.map((from) => starts.filter((at) => at >= from && at < from + 1000).length);
    expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(26); // 25, and the jitter of the network
    const open = calls.map(
      ({ at }) => calls.filter((call) => call.at <= at && (call.endedAt ?? Infinity) > at).length,
    );
    expect(Math.max(...open)).toBeLessThanOrEqual(3);
  });

  it('leaves a second between messages to one chat and keeps their order', async () => {
    await test.enqueue(['一', '二', '三'].map((text) => ({ chat: 7, text })));
    await test.enqueue([{ chat: 8, text: '别人' }]);
    await test.start({ timings: REAL_PACE });
    await eventually(() => texts().length).toBe(4);
    expect(texts()).toEqual(['一', '别人', '二', '三']);
    const [first = 0, second = 0, third = 0] = test.api
      .delivered()
      .flatMap(({ chat, at }) => (chat === '7' ? [at] : []));
    expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(1000);
  });

  it('lets answers pass notices, and notices pass bulk', async () => {
    await test.enqueue([1, 2, 3, 4].map((chat) => ({ chat, text: `群发${chat}`, lane: 2 as const })));
    await test.enqueue([5, 6].map((chat) => ({ chat, text: `通知${chat}`, lane: 1 as const })));
    await test.enqueue([7, 8].map((chat) => ({ chat, text: `回答${chat}`, lane: 0 as const })));
    await test.start({ timings: { sender: { perSecond: 50, inFlight: 1 } } });
    await eventually(() => texts().length).toBe(8);
    expect(texts()).toEqual(['回答7', '回答8', '通知5', '通知6', '群发1', '群发2', '群发3', '群发4']);
  });
});

describe('"too many requests"', () => {
  it('closes the whole channel for as long as it says', async () => {
    test.api.fail('sendMessage', { answer: 'retry_after', seconds: 1 }, { times: 1 });
    await test.enqueue([1, 2, 3, 4, 5].map((chat) => ({ chat, text: '提示' })));
    await test.start({ timings: { sender: { inFlight: 1 } } });
    await eventually(test.states).toEqual({ sent: 5 });
    const [refused = 0, next = 0] = test.api.callsOf('sendMessage').map(({ at }) => at);
    expect(next - refused).toBeGreaterThanOrEqual(990);
    expect(test.api.callsOf('sendMessage').length).toBe(6);
    expect(await test.database.prisma.outbox.count({ where: { attempts: { gt: 0 } } })).toBe(0);
  });

  it('of 73,414 seconds is obeyed by the next process as well', async () => {
    test.api.fail('sendMessage', { answer: 'retry_after', seconds: 73_414 }, { times: 1 });
    await test.enqueue([{ chat: 1, text: '提示' }]);
    const first = await test.start();
    await eventually(() => test.database.prisma.channelGate.count()).toBe(1);
    await first.stop();
    const began = Date.now();
    const { paused_until } = await test.database.prisma.channelGate.findFirstOrThrow();
    expect(paused_until.getTime() - began).toBeGreaterThan(73_300_000);

    let now = began;
    const clock = { now: () => new Date(now) };
    await test.start({ clock });
    await eventually(() => test.api.callsOf('setMyCommands').length).toBeGreaterThan(3); // it leads
    await new Promise((resolve) => setTimeout(resolve, 300));
    now = paused_until.getTime() - 1000;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(test.api.callsOf('sendMessage').length).toBe(1);
    now = paused_until.getTime() + 1;
    await eventually(texts).toEqual(['提示']);
  });
});

describe('a message that Telegram will never take', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [400, 'Bad Request: chat not found'],
  ])('is given up at once and ends the subscription: %i %s', async (status, description) => {
    test.api.fail('sendMessage', { answer: 'error', status, description });
    const contact = await test.database.prisma.contact.create({
      data: {
        channel: 'telegram',
        address_key: Buffer.from('k'),
        address: Buffer.from('a'),
        locale: 'zh-CN',
      },
    });
    await test.enqueue([
      { chat: 7, text: '一', contactId: contact.id },
      { chat: 7, text: '二', contactId: contact.id },
    ]);
    await test.start();
    await eventually(test.states).toEqual({ failed: 1, cancelled: 1 });
    expect(test.api.callsOf('sendMessage').length).toBe(1);
    const { blocked_at } = await test.database.prisma.contact.findFirstOrThrow();
    expect(blocked_at).not.toBeNull();
    const failed = await test.database.prisma.outbox.findFirstOrThrow({ where: { state: 'failed' } });
    expect([failed.error_code, failed.payload.length]).toEqual([`http_${status}`, 0]);
  });

  it('because it is malformed is given up, but the person stays', async () => {
    test.api.fail(
      'sendMessage',
      { answer: 'error', status: 400, description: 'Bad Request: message is too long' },
      { times: 1 },
    );
    const contact = await test.database.prisma.contact.create({
      data: {
        channel: 'telegram',
        address_key: Buffer.from('k'),
        address: Buffer.from('a'),
        locale: 'zh-CN',
      },
    });
    await test.enqueue([
      { chat: 7, text: '一', contactId: contact.id },
      { chat: 7, text: '二', contactId: contact.id },
    ]);
    await test.start();
    await eventually(test.states).toEqual({ failed: 1, sent: 1 });
    expect((await test.database.prisma.contact.findFirstOrThrow()).blocked_at).toBeNull();
  });

  it('to a group that became another one goes there, once', async () => {
    const moved = {
      answer: 'error',
      status: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: -100200 },
    } as const;
    test.api.fail('sendMessage', moved, { when: ({ chat_id }) => chat_id === '-5' });
    await test.enqueue([{ chat: -5, text: '提示' }]);
    await test.start();
    await eventually(test.states).toEqual({ sent: 1 });
    expect(test.api.delivered().map(({ chat }) => chat)).toEqual(['-100200']);
    test.api.fail('sendMessage', moved);
    await test.enqueue([{ chat: -6, text: '提示' }]);
    await eventually(test.states).toEqual({ sent: 1, failed: 1 });
    expect(test.api.callsOf('sendMessage').length).toBe(4);
  });
});

describe('several processes', () => {
  it('send each message once', async () => {
    await test.enqueue(Array.from({ length: 60 }, (_, chat) => ({ chat: chat + 1, text: `提示${chat}` })));
    await Promise.all([test.start(), test.start(), test.start()]);
    await eventually(test.states).toEqual({ sent: 60 });
    expect(new Set(texts()).size).toBe(60);
    expect(texts().length).toBe(60);
  });

  it('take over when the leader loses its connection, and lose nothing', async () => {
    test.api.latencyMs = 30;
    await test.enqueue(Array.from({ length: 120 }, (_, chat) => ({ chat: chat + 1, text: `提示${chat}` })));
    const both = await Promise.all([test.start(), test.start()]);
    for (let round = 0; round < 3; round += 1) {
      const before = texts().length;
      await eventually(() => texts().length).toBeGreaterThan(before + 5);
      await test.database.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'shouwang telegram'`,
      );
    }
    await eventually(test.states).toEqual({ sent: 120 });
    expect(new Set(texts()).size).toBe(120);
    expect(texts().length).toBeLessThanOrEqual(120 + 3 * 3);
    expect(
      both.flatMap(({ log }) => log.filter(({ event }) => event === 'leadership_ended')).length,
    ).toBeGreaterThan(0);
  });

  it('send again what a dead process left in between, and say so', async () => {
    await test.enqueue([
      { chat: 1, text: '一' },
      { chat: 2, text: '二' },
    ]);
    await test.database.prisma.outbox.updateMany({ data: { state: 'sending' } });
    await test.start();
    await eventually(test.states).toEqual({ sent: 2 });
    expect(await test.database.prisma.outbox.count({ where: { possibly_twice: true } })).toBe(2);
  });

  it('finish what is in flight when they are stopped', async () => {
    test.api.latencyMs = 200;
    await test.enqueue([1, 2, 3, 4, 5, 6].map((chat) => ({ chat, text: '提示' })));
    const service = await test.start();
    await eventually(() => test.api.callsOf('sendMessage').length).toBe(3);
    await service.stop();
    expect(await test.states()).toEqual({ sent: 3, queued: 3 });
    expect(await test.database.prisma.outbox.count({ where: { possibly_twice: true } })).toBe(0);
  });
});
