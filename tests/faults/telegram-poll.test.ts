import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, telegramUpdates as updates } from '../support/bot-api.js';
import { createTelegramTest, type TelegramTest, eventually } from '../support/telegram.js';

let test: TelegramTest;
beforeEach(async () => {
  test = await createTelegramTest();
});
afterEach(() => test.close());

const texts = () => test.api.delivered().map(({ text }) => text);

describe('polling', () => {
  it.each<[string, Fault]>([
    ['500', { answer: 'error', status: 500 }],
    ['409, another poller', { answer: 'error', status: 409, description: 'Conflict' }],
    ['401', { answer: 'error', status: 401, description: 'Unauthorized' }],
    ['429', { answer: 'retry_after', seconds: 1 }],
    ['HTML', { answer: 'html', status: 404 }],
    ['truncated JSON', { answer: 'truncated' }],
    ['200 without a code', { answer: 'ok_false' }],
    ['a connection that ends', { answer: 'hang_up' }],
    ['a black hole', { answer: 'nothing' }],
  ])('goes on by itself after %s', async (_, fault) => {
    test.api.fail('getUpdates', fault, { times: 1 });
    const service = await test.start();
    test.api.push(updates.text(7, '在吗'));
    await eventually(texts).toEqual(['收到 在吗']);
    expect(service.log.some(({ event }) => event === 'telegram_poll_failed')).toBe(true);
  });

  it('begins after Telegram could not be had at the start', async () => {
    test.api.fail('deleteWebhook', { answer: 'error', status: 502 }, { times: 2 });
    test.api.fail('getMe', { answer: 'retry_after', seconds: 1 }, { times: 1 });
    await test.start();
    test.api.push(updates.text(7, '在吗'));
    await eventually(texts).toEqual(['收到 在吗']);
  });

  it('confirms a batch only after it is kept, and keeps it when the database is back', async () => {
    await test.start();
    await eventually(() => test.api.callsOf('getUpdates').length).toBeGreaterThan(0);
    await test.database.pool.query('ALTER TABLE inbox RENAME TO inbox_away');
    const all = ['一', '二', '三'].map((text) => updates.text(7, text));
    test.api.push(...all);
    const before = test.api.callsOf('getUpdates').length;
    await eventually(() => test.api.callsOf('getUpdates').length).toBeGreaterThan(before + 1);
    const first = all[0]!.update_id;
    const offsets = () => test.api.callsOf('getUpdates').map(({ params }) => Number(params.offset ?? 0));
    expect(offsets().every((offset) => offset <= first)).toBe(true);
    await test.database.pool.query('ALTER TABLE inbox_away RENAME TO inbox');
    await eventually(texts).toEqual(['收到 一', '收到 二', '收到 三']);
  });

  it('is done by one process, and by the other when that one ends', async () => {
    const first = await test.start();
    await eventually(() => test.api.callsOf('getUpdates').length).toBeGreaterThan(0);
    const second = await test.start();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const open = () => test.api.callsOf('getUpdates').filter(({ endedAt }) => endedAt === null).length;
    expect(open()).toBeLessThanOrEqual(1);
    await first.stop();
    test.api.push(updates.text(7, '在吗'));
    await eventually(texts).toEqual(['收到 在吗']);
    expect(second.log.filter(({ event }) => event === 'telegram_poll_failed')).toEqual([]);
  });

  it('passes over malformed updates without a word of them in the log', async () => {
    const service = await test.start();
    test.api.push(
      { update_id: 501, message: '金丝雀' },
      { update_id: 502, message: { chat: { id: 7, type: 'private' }, text: { 金丝雀: 1 } } },
      { update_id: 503, 金丝雀: true },
      { update_id: 504 },
      { ...updates.text(7, '在吗'), update_id: 505 },
    );
    await eventually(texts).toEqual(['收到 在吗']);
    const open = () => test.database.prisma.inbox.count({ where: { done_at: null } });
    await eventually(open).toBe(0);
    expect(JSON.stringify(service.log)).not.toContain('金丝雀');
    const { params } = test.api.callsOf('getUpdates').at(-1)!;
    expect(params.allowed_updates).toEqual(['message', 'edited_message', 'callback_query', 'my_chat_member']);
  });

  it('is stopped within a moment, though Telegram holds its answer back', async () => {
    const service = await test.start({ timings: { poller: { holdSeconds: 50 } } });
    await eventually(() => test.api.callsOf('getUpdates').length).toBeGreaterThan(0);
    const began = performance.now();
    await service.stop();
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
