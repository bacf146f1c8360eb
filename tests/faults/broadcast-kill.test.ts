import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi } from '../support/bot-api.js';
import { createProcessClock, startChosenService } from '../support/chosen-service.js';
import { createRandom } from '../support/seed.js';
import { endServices, newHome, waitFor } from '../support/service-process.js';
import { attachSubscribers } from '../support/subscribers.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
const RECIPIENTS = 1000;
const KILLS = 20;
/** Calls that the sender may have open at once. */
const IN_FLIGHT = 3;

let api: BotApiEmulator;
beforeEach(async () => {
  api = await startBotApi();
  api.latencyMs = 15; // so that a kill finds calls open
});
afterEach(async () => {
  await endServices();
  await api.close();
});

it(
  'kill -9 twenty times in a broadcast to a thousand people loses nobody, and nobody gets it three times',
  { timeout: 600_000 },
  async () => {
    const random = createRandom();
    process.stdout.write(`broadcast-kill: SEED=${random.seed}\n`);
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const clock = createProcessClock(home, '2026-11-24T10:00:00+08:00');
    const port = String(await freePort());
    const start = () =>
      startChosenService({
        home,
        perSecond: 60,
        env: {
          PORT: port,
          PUBLIC_URL: `http://127.0.0.1:${port}`,
          TELEGRAM_BOT_TOKEN: api.token,
          TELEGRAM_API_ROOT: api.root,
          TELEGRAM_WEBHOOK_SECRET: SECRET,
        },
      });
    const chats = Array.from({ length: RECIPIENTS }, (_, n) => 1000 + n);
    const copies = () => {
      const perChat = new Map(chats.map((chat) => [String(chat), 0]));
      api.delivered().forEach(({ chat }) => perChat.set(chat, (perChat.get(chat) ?? 0) + 1));
      return perChat;
    };

    let { service } = await start();
    const before = await attachSubscribers(home, clock);
    await before.add(chats);
    const id = await before.approve('今天下午三点停水，请先存水。');
    await before.close();
    await service.stop();
    ({ service } = await start()); // what is due is looked for at the start

    for (let kill = 1; kill <= KILLS; kill += 1) {
      const more = api.delivered().length + 5 + Math.floor(random.next() * 60);
      expect(await waitFor(() => api.delivered().length >= Math.min(more, RECIPIENTS - 1), 60_000)).toBe(
        true,
      );
      await new Promise((resolve) => setTimeout(resolve, random.next() * 40)); // also between two messages
      service.kill('SIGKILL');
      await service.ended;
      ({ service } = await start());
    }

    const after = await attachSubscribers(home, clock);
    const progress = async () => (await after.broadcasts.get(id))?.progress;
    await expect.poll(progress, { timeout: 60_000, interval: 250 }).toMatchObject({ waiting: 0 });
    const counts = [...copies().values()];
    expect(counts).toHaveLength(RECIPIENTS); // nobody else
    expect(counts.filter((copy) => copy === 0)).toEqual([]);
    expect(counts.filter((copy) => copy > 2)).toEqual([]);
    const duplicates = api.delivered().length - RECIPIENTS;
    expect(duplicates).toBeLessThanOrEqual(KILLS * IN_FLIGHT);
    const result = await progress();
    expect(result).toMatchObject({ recipients: RECIPIENTS, sent: RECIPIENTS, failed: 0, cancelled: 0 });
    expect(result?.possiblyTwice).toBeGreaterThanOrEqual(duplicates); // whoever may have it twice is counted
    await after.close();
    process.stdout.write(`broadcast-kill: ${duplicates} of ${RECIPIENTS} came twice after ${KILLS} kills\n`);
    expect((await service.stop()).code).toBe(0);
  },
);
