import { afterEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.js';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import { eventually } from '../../support/telegram.js';
import { createTestClock, DAY, HOUR } from '../../support/test-clock.js';

let api: BotApiEmulator;
let app: TestApp;
afterEach(async () => {
  await app.close();
  await api.close();
});

/** 18:00 in China on 25 November, for which the calendar has a tip that must not stand on a locked screen. */
const EVENING = '2026-11-25T18:00:00+08:00';
async function open(start = EVENING): Promise<void> {
  api = await startBotApi();
  app = await startTestApp({ telegram: api, clock: createTestClock(start) });
}

/** Subscribes to everything by the buttons of the chat. */
async function subscribe(chat: number) {
  const woman = app.telegramUser(chat);
  await woman.write('订阅提示');
  for (const button of ['s:all', 's:skip:caregivers', 's:refuse', 's:skip:township', 's:save']) {
    await woman.press(button);
  }
  await eventually(() => app.database.prisma.subscription.count({ where: { ended_at: null } })).toBe(1);
  await settled();
  return woman;
}

/** Waits until all updates are handled and all answers sent. */
async function settled(): Promise<void> {
  const { inbox, outbox } = app.database.prisma;
  await eventually(async () => [
    await inbox.count({ where: { done_at: null } }),
    await outbox.count({ where: { lane: 0, state: { in: ['queued', 'sending'] } } }),
  ]).toEqual([0, 0]);
}

const tipsSent = () =>
  app.database.prisma.outbox.count({ where: { campaign_id: { not: null }, state: 'sent' } });
const tipTexts = () => api.delivered().filter(({ text }) => text.includes('回复“退订”'));

describe('a tip subscribed to in the chat', { timeout: 120_000 }, () => {
  it('arrives once, however often the service starts and the clock jumps, covered where it has to be', async () => {
    await open();
    const woman = await subscribe(4711);
    app.clock.advance(31 * (HOUR / 60));
    await app.restart(); // a start runs the jobs
    await eventually(tipsSent).toBeGreaterThan(0);
    const campaigns = await app.database.prisma.campaign.findMany({ include: { recipients: true } });
    const expected = campaigns.flatMap(({ recipients }) => recipients).length;
    await eventually(tipsSent).toBe(expected);
    for (const jump of [HOUR, -HOUR]) {
      app.clock.advance(jump);
      await app.restart();
    }
    await eventually(() => app.database.prisma.campaign.count({ where: { state: { not: 'done' } } })).toBe(0);
    expect(tipTexts().length).toBe(expected);
    expect(woman.received().filter((text) => text.includes('回复“退订”')).length).toBe(expected);
    const [covered] = tipTexts().filter(({ params }) => params.entities !== undefined);
    const entities = covered?.params.entities as Array<{ type: string; offset: number; length: number }>;
    const visible = covered?.text.slice(0, entities[0]?.offset);
    expect([entities[0]?.type, visible?.trim()]).toEqual(['spoiler', '新的提示到了，点一下遮住的字就能看。']);
  });

  it('that is due while the service is down comes the next morning after the quiet hours, not at night', async () => {
    await open();
    await subscribe(4711);
    app.clock.advance(4 * HOUR); // 22:00
    await app.restart();
    await eventually(() => app.database.prisma.campaign.count()).toBeGreaterThan(0);
    app.clock.advance(9 * HOUR); // 7:00
    await app.restart();
    const woman = app.telegramUser(4711);
    const before = woman.received().length;
    await woman.write('你好'); // an answer goes at night as well, and after everything that went before it
    await eventually(() => woman.received().length).toBeGreaterThan(before);
    expect(await tipsSent()).toBe(0);
    app.clock.advance(HOUR + 1000);
    await eventually(tipsSent).toBeGreaterThan(0);
  });

  it('is not sent to one who writes 退订 in time, and all of hers is emptied', async () => {
    await open();
    const woman = await subscribe(4711);
    app.clock.advance(4 * HOUR);
    await app.restart();
    await eventually(() => app.database.prisma.outbox.count({ where: { state: 'queued' } })).toBeGreaterThan(
      0,
    );
    await woman.write('退订');
    await settled();
    app.clock.advance(DAY);
    await app.restart();
    await eventually(() => app.database.prisma.campaign.count({ where: { state: 'sending' } })).toBe(0);
    expect(await tipsSent()).toBe(0);
    expect(tipTexts()).toEqual([]);
    expect(await app.database.prisma.subscription.count({ where: { ended_at: null } })).toBe(0);
  });

  it('goes to nobody who has blocked us, and the campaign ends all the same', async () => {
    await open();
    await subscribe(4711);
    api.fail('sendMessage', {
      answer: 'error',
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    app.clock.advance(HOUR);
    await app.restart();
    await eventually(() => app.database.prisma.contact.count({ where: { blocked_at: { not: null } } })).toBe(
      1,
    );
    await app.restart();
    await eventually(() => app.database.prisma.campaign.count({ where: { state: 'sending' } })).toBe(0);
    expect(tipTexts()).toEqual([]);
  });
});
