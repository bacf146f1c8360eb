import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi, telegramUpdates } from '../support/bot-api.js';
import { endServices, newHome, type Service, startService } from '../support/service-process.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
let home: string;
let dataDir: string;
let server: EmbeddedPostgres;
let port: number;
let api: BotApiEmulator;
beforeAll(async () => {
  home = newHome();
  dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'shouwang-external-')), 'data');
  port = await freePort();
  server = await startEmbeddedPostgres({ dataDir, port });
  api = await startBotApi();
});
afterEach(endServices);
afterAll(async () => {
  await api.close();
  await server.stop();
  [home, path.dirname(dataDir)].forEach((folder) => rmSync(folder, { recursive: true }));
});

async function start(): Promise<{
  service: Service;
  url: string;
  bring: (chat: number) => Promise<Response>;
}> {
  const own = await freePort();
  const service = startService({
    home, // one key ring for all starts on this database
    env: {
      DATABASE_URL: server.url,
      PORT: String(own),
      PUBLIC_URL: `http://127.0.0.1:${own}`,
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    },
  });
  const url = await service.ready();
  const bring = (chat: number) =>
    fetch(`${url}/channels/telegram`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': SECRET },
      body: JSON.stringify(telegramUpdates.text(chat, '/help')),
    });
  return { service, url, bring };
}

const statusOf = async (url: string) => (await fetch(url)).status;
const answered = () => new Set(api.delivered().map(({ chat }) => chat));

it(
  'the database stops and comes back: the service says so, lives on, loses nothing, and works again by itself',
  { timeout: 240_000 },
  async () => {
    const { service, url, bring } = await start();
    const pid = service.pid();
    const woman = service.visitor();
    await woman.say('记住这一句');
    expect((await bring(1)).status).toBe(200);
    await expect.poll(answered).toContain('1');

    // away: at once or hanging, first the one, then the other
    for (const leave of [stopServer, freezeServer]) {
      const comeBack = await leave();
      await expect.poll(() => statusOf(`${url}/readyz`), { timeout: 15_000 }).toBe(503);
      expect(await statusOf(`${url}/livez`)).toBe(200);
      const began = performance.now();
      const refused = await woman.post({ text: '孩子发烧怎么办', clientKey: `again-${leave.name}` });
      expect(performance.now() - began).toBeLessThan(5000);
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.text()).toMatch(/110.*120|120.*110/s);
      const update = await bring(2);
      expect(update.status).toBe(503);
      expect(Number(update.headers.get('retry-after'))).toBeGreaterThan(0);

      await comeBack();
      const back = performance.now();
      await expect.poll(() => statusOf(`${url}/readyz`), { timeout: 30_000 }).toBe(200);
      const chat = leave === stopServer ? 3 : 4;
      await expect.poll(async () => (await bring(chat)).status, { timeout: 30_000 }).toBe(200);
      await expect.poll(answered, { timeout: 30_000 }).toContain(String(chat));
      expect(
        (await woman.say('孩子发烧怎么办', { clientKey: `again-${leave.name}` })).messages.length,
      ).toBeGreaterThan(0);
      expect(performance.now() - back).toBeLessThan(30_000);
      expect(await woman.page()).toContain('记住这一句');
    }
    expect(service.pid()).toBe(pid);
    expect((await service.stop()).code).toBe(0);
  },
);

it('a signal ends the service though the database hangs', async () => {
  const { service, bring } = await start();
  await service.visitor().say('你好');
  const comeBack = await freezeServer();
  const hanging = [service.visitor().post({ text: '你好' }), bring(5)];
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { ms } = await service.stop();
  expect(ms).toBeLessThan(11_000);
  expect(service.processes()).toEqual([]);
  const answers = await Promise.allSettled(hanging);
  expect(answers.every((answer) => answer.status === 'rejected' || answer.value.status === 503)).toBe(true);
  await comeBack();
});

async function stopServer(): Promise<() => Promise<void>> {
  await server.stop();
  return async () => {
    server = await startEmbeddedPostgres({ dataDir, port });
  };
}

/** Its processes stand still: connections stay open and nobody answers. */
async function freezeServer(): Promise<() => Promise<void>> {
  const cluster = path.join(dataDir, 'postgres');
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && folderOf(pid) === cluster);
  const signal = (name: NodeJS.Signals) => pids.forEach((pid) => process.kill(pid, name));
  signal('SIGSTOP');
  return async () => signal('SIGCONT');
}

/** The working folder of a process: of each of PostgreSQL's, its data. */
function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
