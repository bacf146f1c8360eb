import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { createChatStore } from '../../src/channels/webchat/chat-store.js';
import { openDatabase } from '../../src/infra/database/client.js';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { createSealer, readKeyring } from '../../src/infra/keyring.js';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi, telegramUpdates } from '../support/bot-api.js';
import {
  endServices,
  newHome,
  parentOf,
  type Service,
  startService,
  waitFor,
} from '../support/service-process.js';
import type { Visitor } from '../support/visitor.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
const ROUNDS = 3;
/** Calls that the sender may have open at once. */
const IN_FLIGHT = 3;

let api: BotApiEmulator;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(async () => {
  await endServices();
  await api.close();
});

/** Speaks until the service is gone. What was answered is acknowledged; the last may have been cut off. */
async function speak(visitor: Visitor, name: string, said: Said): Promise<void> {
  for (let n = 1; ;) {
    const line = { text: `${name} 第${n}句：孩子发烧怎么办`, clientKey: `${name}-${n}` };
    const status = await visitor.post(line).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 0) {
      said.cutOff.push({ visitor, ...line });
      return;
    }
    if (status === 200) {
      said.acknowledged.push(line.text);
      n += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Brings updates of new chats until the service is gone. */
async function bring(
  door: { url: string; secret: string },
  chats: Generator<number>,
  said: Said,
): Promise<void> {
  for (const chat of chats) {
    const update = telegramUpdates.text(chat, '/help');
    const status = await api.post(update, door).catch(() => 0);
    (status === 200 ? said.updates : said.cutOffUpdates).push(update);
    if (status === 0) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function* from(first: number): Generator<number> {
  for (let chat = first; ; chat += 1) {
    yield chat;
  }
}

type Update = ReturnType<typeof telegramUpdates.text>;
interface Said {
  acknowledged: string[];
  cutOff: Array<{ visitor: Visitor; text: string; clientKey: string }>;
  updates: Update[];
  cutOffUpdates: Update[];
}

/** Every line that visitors said, as often as it stands in the database. */
async function linesOf(service: Service): Promise<string[]> {
  const attached = await attachToEmbeddedPostgres(path.join(service.home, 'data'));
  const database = openDatabase(attached?.url ?? '');
  const chat = createChatStore(createSealer(readKeyring(path.join(service.home, 'keys/keyring.json'))));
  const contacts = await database.prisma.contact.findMany({ where: { channel: 'webchat' } });
  const lines = await Promise.all(
    contacts.map(({ id }) => chat.after(database.prisma, id, '0', new Date(0), 10_000)),
  );
  await database.close();
  return lines.flat().flatMap((line) => (line.direction === 'in' ? [line.reply.text] : []));
}

it(
  'kill -9 in a stream of messages loses nothing that was acknowledged, and answers nothing twice beyond what was in flight',
  { timeout: 240_000 },
  async () => {
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const port = await freePort();
    const door = { url: `http://127.0.0.1:${port}/channels/telegram`, secret: SECRET };
    const start = async () => {
      const began = performance.now();
      const service = startService({
        home,
        env: {
          PORT: String(port),
          PUBLIC_URL: `http://127.0.0.1:${port}`,
          TELEGRAM_BOT_TOKEN: api.token,
          TELEGRAM_API_ROOT: api.root,
          TELEGRAM_WEBHOOK_SECRET: SECRET,
        },
      });
      await service.ready();
      return { service, ms: performance.now() - began };
    };
    const said: Said = { acknowledged: [], cutOff: [], updates: [], cutOffUpdates: [] };

    let { service } = await start();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const names = ['甲', '乙', '丙', '丁'].map((name) => `${round}${name}`);
      const talks = names.map((name, n) =>
        speak(service.visitor(), `k${n}${name.codePointAt(0)}r${round}`, said),
      );
      const updates = [0, 1].map((n) => bring(door, from(1_000_000 * round + 1000 * n), said));
      const before = { lines: said.acknowledged.length, updates: said.updates.length };
      const isUnderWay = () =>
        said.acknowledged.length > before.lines + 8 && said.updates.length > before.updates + 20;
      expect(await waitFor(isUnderWay, 20_000)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
      service.kill('SIGKILL');
      await Promise.all([...talks, ...updates]);
      const again = await start(); // at once: PostgreSQL may still be ending
      expect(again.ms).toBeLessThan(15_000);
      service = again.service;
      expect(serversOf(service)).toHaveLength(1);
      for (const { visitor, text, clientKey } of said.cutOff.splice(0)) {
        await visitor.say(text, { clientKey }); // as a page does after an error
        said.acknowledged.push(text);
      }
      for (const update of said.cutOffUpdates.splice(0)) {
        expect(await api.post(update, door)).toBe(200); // as Telegram does
        said.updates.push(update);
      }
    }

    expect((await linesOf(service)).sort()).toEqual([...said.acknowledged].sort());

    const attached = await attachToEmbeddedPostgres(path.join(home, 'data'));
    const client = new pg.Client({ connectionString: attached?.url });
    await client.connect();
    const open = `SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL) + (SELECT count(*) FROM outbox WHERE state <> 'sent') AS n`;
    await expect
      .poll(async () => (await client.query<{ n: string }>(open)).rows, { timeout: 60_000, interval: 250 })
      .toEqual([{ n: '0' }]);
    const { rows } = await client.query<{ messages: number }>('SELECT count(*)::int AS messages FROM outbox');
    await client.end();
    const perChat = new Map<string, Set<string>>();
    const delivered = api.delivered();
    delivered.forEach(({ chat, text }) => perChat.set(chat, (perChat.get(chat) ?? new Set()).add(text)));
    const [reference = new Set()] = perChat.values();
    const acknowledged = new Set(said.updates.map((update) => String(update.message.chat.id)));
    expect([...acknowledged].filter((chat) => !perChat.has(chat))).toEqual([]);
    expect([...perChat.values()].filter((texts) => texts.size !== reference.size)).toEqual([]);
    expect(rows).toEqual([{ messages: acknowledged.size * reference.size }]); // each update was answered once
    expect(delivered.length - acknowledged.size * reference.size).toBeLessThanOrEqual(ROUNDS * IN_FLIGHT);

    const ending = await service.stop();
    expect(ending.code).toBe(0);
    expect(service.processes()).toEqual([]);
  },
);

/** Its PostgreSQL servers; a child that was forked just now bears its parent's name for a moment. */
function serversOf(service: Service): number[] {
  const cluster = path.join(service.home, 'data/postgres');
  const named = service.processes().filter((pid) => commandOf(pid).includes(cluster));
  return named.filter((pid) => !named.includes(parentOf(pid) ?? 0));
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

it('the death of its own PostgreSQL ends the service, for a supervisor to start it again', async () => {
  const service = startService();
  await service.ready();
  const [postgres = 0] = serversOf(service);
  process.kill(postgres, 'SIGKILL');
  const { code, stderr } = await service.ended;
  expect(code).toBe(1);
  expect(stderr).toContain('"msg":"database_ended"');
  await expect.poll(() => service.processes(), { timeout: 15_000 }).toEqual([]);
  const again = startService({ home: service.home });
  await again.ready();
  expect((await again.stop()).code).toBe(0);
});
