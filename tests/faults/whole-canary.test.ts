import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/infra/database/client.js';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { openStaffBrowser } from '../service/console/staff-browser.js';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi } from '../support/bot-api.js';
import { dumpTables, filesWith, formsOf, leaksOf } from '../support/canary.js';
import { endServices, startService } from '../support/service-process.js';
import { stranger, tellInChat, tellInTelegram, tellOnTheWeb } from './whole-canary/her-doors.js';
import { answers, canary, FIELDS, leaks, phone, watched } from './whole-canary/planted.js';
import {
  lookFor,
  openConsole,
  openEverything,
  pagesOf,
  takeCall,
  tryPages,
  workOnIt,
} from './whole-canary/staff-doors.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
let api: BotApiEmulator;
let database: Database | undefined;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(async () => {
  await database?.close();
  await endServices();
  await api.close();
});

/** Whether everything that came is answered and every answer has gone. */
async function isQuiet({ prisma }: Database): Promise<boolean> {
  const [came, goes] = await Promise.all([
    prisma.inbox.count({ where: { done_at: null } }),
    prisma.outbox.count({ where: { state: { in: ['queued', 'sending'] } } }),
  ]);
  return came + goes === 0;
}

/** Other words in the clear, as text and as bytes: what the search of database and files must find, or it proves nothing. */
async function plantInTheClear(url: string): Promise<string> {
  const plain = randomUUID();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE planted (words text, bytes bytea)');
  for (const bytes of [Buffer.from(plain), Buffer.from(plain, 'utf16le'), null]) {
    await client.query('INSERT INTO planted VALUES ($1, $2)', [bytes ? null : plain, bytes]);
  }
  await client.end();
  return plain;
}

it('the search finds what was planted, in every writing that it looks for', () => {
  for (const planted of [canary.slice(4), phone]) {
    for (const form of formsOf(planted)) {
      expect([form, leaks(`…${form}…`).length > 0]).toEqual([form, true]);
    }
  }
  expect(leaks(Buffer.from(JSON.stringify(FIELDS)).toString('base64')).length).toBeGreaterThan(0);
  expect(leaks('金丝雀')).toEqual([]);
});

it(
  'a canary in every field, file, message, note and wish, by every door, is found nowhere but on her own pages and her officer’s',
  { timeout: 600_000 },
  async () => {
    const port = await freePort();
    const service = startService({
      env: {
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        LOG_LEVEL: 'trace',
        TELEGRAM_BOT_TOKEN: api.token,
        TELEGRAM_API_ROOT: api.root,
        TELEGRAM_WEBHOOK_SECRET: SECRET,
      },
    });
    const url = await service.ready();
    const databaseUrl = (await attachToEmbeddedPostgres(path.join(service.home, 'data')))?.url ?? '';
    const opened = openDatabase(databaseUrl);
    database = opened;
    const plain = leaksOf(await plantInTheClear(databaseUrl));

    const her = await tellOnTheWeb(url);
    await tellInChat(url);
    const telegram = { api, url: `${url}/channels/telegram`, secret: SECRET };
    await tellInTelegram({ ...telegram, isQuiet: () => isQuiet(opened) });
    const staff = await openConsole(url, opened, path.join(service.home, 'keys/keyring.json'));
    const officer = staff.case_officer;
    const taken = await takeCall(officer);
    const id = await lookFor(officer, her.number);
    const titles = [await workOnIt(officer, id), await workOnIt(officer, taken)].join('\n');
    await her.rate();
    expect((await officer.get('/console/cases')).html).toContain(her.number);

    const pages = await pagesOf(officer, id);
    expect(pages.read.filter((address) => address.includes('/evidence/'))).toHaveLength(4);
    for (const [role, browser] of Object.entries(staff)) {
      expect([role, (await openEverything(browser)).length]).toEqual([role, expect.any(Number)]);
      if (browser !== officer) {
        await tryPages(browser, pages, await browser.token('/console/account'));
      }
    }
    const other = openStaffBrowser(url);
    watched(other.visitor, 'stranger', () => false);
    await tryPages(other, pages);
    await stranger(url).request('/r/open');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const tables = await dumpTables(databaseUrl);
    await opened.close();
    database = undefined;
    expect(await service.stop()).toMatchObject({ code: 0 });

    expect(tables.match(/^case_file /gm)).toHaveLength(4); // web, chat, Telegram, phone
    expect(tables.match(/^evidence /gm)).toHaveLength(4);
    for (const row of [
      /^intake_draft /m,
      /^case_lookup /m,
      /^case_entry .*transition/m,
      /^case_entry .*rated/m,
    ]) {
      expect(tables).toMatch(row);
    }
    expect(tables.split('\n').filter((row) => plain(row).length > 0)).toHaveLength(3);
    const { stdout, stderr } = service.out;
    expect(stderr).toContain('"msg":"request"');
    expect(leaks(stdout + stderr)).toEqual([]);
    expect(leaks(metrics + titles)).toEqual([]);
    expect(leaks(tables)).toEqual([]);
    expect(answers.length).toBeGreaterThan(200);
    expect(answers.some(({ body }) => leaksOf(her.number)(body).length > 0)).toBe(true);
    expect(answers.filter(({ head, body }) => leaks(head + body).length > 0)).toEqual([]);
    expect(api.delivered().length).toBeGreaterThan(10);
    expect(leaks(JSON.stringify(api.calls))).toEqual([]);
    expect(filesWith(service.home, (content) => plain(content).length > 0)).not.toEqual([]);
    expect(filesWith(service.home, (content) => leaks(content).length > 0)).toEqual([]);
  },
);
