import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/infra/database/client.js';
import { createSealer, readKeyring } from '../../src/infra/keyring.js';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi } from '../support/bot-api.js';
import { createProcessClock, startChosenService } from '../support/chosen-service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { endServices, newHome } from '../support/service-process.js';
import { createSubscribers } from '../support/subscribers.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
const PEOPLE = 200;
const PAGES = 5;
/** So many broadcasts are due at the same moment. */
const BROADCASTS = 3;

let api: BotApiEmulator;
let test: TestDatabase;
beforeEach(async () => {
  api = await startBotApi();
  test = await createTestDatabase();
});
afterEach(async () => {
  await endServices();
  await test.drop();
  await api.close();
});

it(
  'two processes on one database begin what is due at the same moment, and each person gets it once',
  { timeout: 240_000 },
  async () => {
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const clock = createProcessClock(home, '2026-11-24T10:00:00+08:00');
    const ports = [await freePort(), await freePort()];
    const start = (port: number | undefined) =>
      startChosenService({
        home,
        perSecond: 400,
        env: {
          DATABASE_URL: test.url,
          PORT: String(port),
          PUBLIC_URL: 'http://balancer.test',
          TELEGRAM_BOT_TOKEN: api.token,
          TELEGRAM_API_ROOT: api.root,
          TELEGRAM_WEBHOOK_SECRET: SECRET,
        },
      });
    const first = await start(ports[0]); // makes the key ring
    await first.service.stop();
    const keyring = readKeyring(path.join(home, 'keys/keyring.json'));
    const people = createSubscribers(openDatabase(test.url), createSealer(keyring), clock);
    onTestFinished(() => people.close());
    const chats = Array.from({ length: PEOPLE }, (_, n) => 1000 + n);
    await people.add(chats);
    const pages = await Promise.all(Array.from({ length: PAGES }, () => people.openPage()));
    const texts = Array.from({ length: BROADCASTS }, (_, n) => `第${n}条通知`);
    const ids = await Promise.all(texts.map((text) => people.approve(text)));

    const both = await Promise.all(ports.map(start)); // both look at once for what is due

    const done = { recipients: PEOPLE + PAGES, sent: PEOPLE, onPage: PAGES, waiting: 0 };
    const progress = async (id: string) => (await people.broadcasts.get(id))?.progress;
    for (const id of ids) {
      await expect.poll(() => progress(id), { timeout: 90_000, interval: 250 }).toMatchObject(done);
    }
    const delivered = api.delivered().map(({ chat, text }) => `${chat} ${/第\d条通知/.exec(text)?.[0]}`);
    const expected = chats.flatMap((chat) => texts.map((text) => `${chat} ${text}`));
    expect(delivered.sort()).toEqual(expected.sort());
    for (const secret of pages) {
      const view = await people.pages.view(secret);
      expect(view?.tips.map(({ content }) => content?.['zh-CN'].text).sort()).toEqual(texts);
    }
    expect((await Promise.all(both.map(({ service }) => service.stop()))).map(({ code }) => code)).toEqual([
      0, 0,
    ]);
  },
);
