import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi, telegramUpdates } from '../support/bot-api.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { endServices, newHome, PROJECT, type Service, startService } from '../support/service-process.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
const STEPS = ['/help', '/privacy', '/language'];
const CHATS = 15;
const IN_FLIGHT = 3;

let api: BotApiEmulator;
let test: TestDatabase;
beforeEach(async () => {
  api = await startBotApi();
  test = await createEmptyDatabase();
});
afterEach(async () => {
  await endServices();
  await test.drop();
  await api.close();
});

const isLeader = ({ out }: Service) => out.stderr.includes('telegram_webhook_set');
const textsTo = (chat: number) => api.delivered().flatMap((m) => (m.chat === String(chat) ? [m.text] : []));

it(
  'two processes on one empty database start at once, share the work, and outlive each other',
  { timeout: 240_000 },
  async () => {
    const home = newHome(); // one key ring for both
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const ports = [await freePort(), await freePort()];
    const [first, second] = ports.map((port) =>
      startService({
        home,
        env: {
          DATABASE_URL: test.url,
          PORT: String(port),
          PUBLIC_URL: 'http://balancer.test', // one address for both, as behind a balancer
          TELEGRAM_BOT_TOKEN: api.token,
          TELEGRAM_API_ROOT: api.root,
          TELEGRAM_WEBHOOK_SECRET: SECRET,
        },
      }),
    ) as [Service, Service];
    const urls = await Promise.all([first.ready(), second.ready()]);
    const doors = urls.map((url) => ({ url: `${url}/channels/telegram`, secret: SECRET }));
    const client = new pg.Client({ connectionString: test.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows: applied } = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations ORDER BY 1',
    );
    const shipped = readdirSync(path.join(PROJECT, 'prisma/migrations')).filter((name) => /^\d/.test(name));
    expect(applied.map((row) => row.migration_name)).toEqual(shipped.sort());

    // one talk, told to both in turn
    const woman = first.visitor();
    const samePerson = second.visitor();
    await woman.say('孩子发烧怎么办');
    woman.cookies.forEach((value, name) => samePerson.cookies.set(name, value));
    await samePerson.say('还要注意什么');
    expect(await woman.page()).toContain('还要注意什么');

    const ask = async (chats: readonly number[], at: (n: number) => (typeof doors)[number][]) => {
      for (const step of STEPS) {
        await Promise.all(
          chats.map(async (chat, n) => {
            const update = telegramUpdates.text(chat, step);
            const statuses = await Promise.all(at(n).map((door) => api.post(update, door)));
            expect(statuses).toEqual(statuses.map(() => 200));
          }),
        );
      }
    };
    // every update comes to both doors, as after a time-out
    const chats = Array.from({ length: CHATS }, (_, n) => 100 + n);
    await ask(chats, (n) => (n % 2 ? doors : [...doors].reverse()));
    const unsent = async () =>
      (
        await client.query<{ n: number }>(
          `SELECT ((SELECT count(*) FROM inbox WHERE done_at IS NULL) + (SELECT count(*) FROM outbox WHERE state <> 'sent'))::int AS n`,
        )
      ).rows[0]?.n;
    await expect.poll(unsent, { timeout: 40_000, interval: 200 }).toBe(0);
    const [reference = []] = chats.map(textsTo);
    expect(reference.length).toBeGreaterThanOrEqual(STEPS.length);
    expect(new Set(reference).size).toBe(reference.length); // nothing twice
    expect(chats.map(textsTo)).toEqual(chats.map(() => reference));
    expect([first, second].filter(isLeader)).toHaveLength(1);

    // the leader dies in the midst of sending
    const leader = isLeader(first) ? first : second;
    const heir = leader === first ? second : first;
    const later = Array.from({ length: CHATS }, (_, n) => 200 + n);
    const delivered = api.delivered().length;
    await ask(later, () => [doors[heir === first ? 0 : 1] as (typeof doors)[number]]);
    await expect.poll(() => api.delivered().length).toBeGreaterThan(delivered);
    leader.kill('SIGKILL');
    await expect.poll(unsent, { timeout: 40_000, interval: 200 }).toBe(0);
    expect(isLeader(heir)).toBe(true);
    const more = later.map(textsTo);
    expect(more.map((texts) => texts.filter((text, n) => texts.indexOf(text) === n))).toEqual(
      later.map(() => reference),
    );
    expect(more.flat().length - CHATS * reference.length).toBeLessThanOrEqual(IN_FLIGHT);
    expect((await (heir === first ? woman : samePerson).say('谢谢')).messages.length).toBeGreaterThan(0);
    await client.end();
    expect((await heir.stop()).code).toBe(0);
  },
);
