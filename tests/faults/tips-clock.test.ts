import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi } from '../support/bot-api.js';
import { createProcessClock, startChosenService } from '../support/chosen-service.js';
import { endServices, newHome } from '../support/service-process.js';
import { attachSubscribers } from '../support/subscribers.js';
import { DAY, HOUR } from '../support/test-clock.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
const CHATS = [501, 502, 503];
/** Wednesday, an hour before the tips of the day go out. */
const START = '2026-11-25T17:30:00+08:00';

const LOOKING = { timeout: 60_000, interval: 100 };

const apis: BotApiEmulator[] = [];
beforeEach(() => void apis.splice(0));
afterEach(async () => {
  await endServices();
  await Promise.all(apis.map((api) => api.close()));
});

/** A service with three people on Telegram, one page, and a broadcast at 19:00, at its start on that Wednesday. */
async function createHouse() {
  const api = await startBotApi();
  apis.push(api);
  const home = newHome();
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const clock = createProcessClock(home, START);
  const port = String(await freePort());
  const start = () =>
    startChosenService({
      home,
      perSecond: 400,
      env: {
        PORT: port,
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        TELEGRAM_BOT_TOKEN: api.token,
        TELEGRAM_API_ROOT: api.root,
        TELEGRAM_WEBHOOK_SECRET: SECRET,
      },
    });
  let { service } = await start();
  const people = await attachSubscribers(home, clock);
  await people.add(CHATS);
  const secret = await people.openPage();
  await people.approve('七点的通知', new Date('2026-11-25T19:00:00+08:00'));
  await people.close();

  /** The service has looked for what is due by the clock as it is now, and everything that it began has arrived. */
  const settled = async () => {
    const looking = await attachSubscribers(home, clock);
    await expect
      .poll(async () => {
        const nobody = await looking.approve('无人', undefined, { townships: ['nowhere'] });
        await expect.poll(async () => (await looking.broadcasts.get(nobody))?.state, LOOKING).toBe('done');
        const { endedAt } = (await looking.broadcasts.get(nobody)) ?? {};
        return Math.abs((endedAt?.getTime() ?? 0) - clock.now().getTime());
      }, LOOKING)
      .toBeLessThan(HOUR / 2);
    const open = { state: { in: ['queued', 'sending', 'held'] } };
    await expect.poll(() => looking.database.prisma.outbox.count({ where: open }), LOOKING).toBe(0);
    await looking.close();
  };
  return {
    /** The clock jumps while the service runs. */
    async jump(ms: number) {
      clock.move(ms, service);
      await settled();
    },
    /** The service is dead while time goes by. */
    async sleep(ms: number) {
      service.kill('SIGKILL');
      await service.ended;
      clock.move(ms);
      ({ service } = await start());
      await settled();
    },
    /** What each has got, in order of the alphabet. */
    async got() {
      const looking = await attachSubscribers(home, clock);
      const tips = (await looking.pages.view(secret))?.tips ?? [];
      await looking.close();
      const onPhones = CHATS.map((chat) =>
        api.delivered().flatMap((one) => (one.chat === String(chat) ? [one.text] : [])),
      );
      return {
        phones: onPhones.map((texts) => texts.sort()),
        page: tips.map(({ campaignId }) => campaignId),
      };
    },
  };
}

it(
  'a clock that jumps an hour and a day to and fro sends no tip twice and forgets none',
  { timeout: 300_000 },
  async () => {
    const steady = await createHouse();
    await steady.jump(2 * HOUR); // 19:30
    await steady.jump(DAY); // 19:30 of the next day
    const expected = await steady.got();
    expect(expected.phones[0]?.length).toBeGreaterThanOrEqual(2); // a tip and the broadcast at the least
    expect(expected.phones[0]?.filter((text) => text.includes('七点的通知'))).toHaveLength(1);

    const jumping = await createHouse();
    for (const jump of [HOUR, -HOUR, 2 * HOUR, -HOUR, HOUR, DAY, -DAY, -HOUR, HOUR + DAY]) {
      await jumping.jump(jump);
    }
    await jumping.sleep(0);
    const got = await jumping.got();
    expect(got.phones).toEqual(expected.phones);
    expect(new Set(got.page).size).toBe(got.page.length);
    expect(got.page).toHaveLength(expected.page.length);
  },
);

it(
  'what fell due while the service was dead goes out once after its start',
  { timeout: 240_000 },
  async () => {
    const house = await createHouse();
    expect((await house.got()).phones).toEqual(CHATS.map(() => []));
    await house.sleep(15 * HOUR); // half past eight the next morning
    const after = await house.got();
    expect(after.phones[0]?.filter((text) => text.includes('七点的通知'))).toHaveLength(1);
    expect(after.phones[0]?.length).toBeGreaterThanOrEqual(2);
    expect(after.page).toHaveLength(after.phones[0]?.length ?? 0);
    await house.sleep(HOUR);
    expect(await house.got()).toEqual(after);
  },
);
