import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAuditStore } from '../../src/domain/audit/index.js';
import { createStaff, type Role, ROLES } from '../../src/domain/staff/index.js';
import { openDatabase } from '../../src/infra/database/client.js';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { createSealer, readKeyring } from '../../src/infra/keyring.js';
import { createPasswords } from '../../src/infra/passwords.js';
import { systemClock } from '../../src/lib/clock.js';
import { readFiled, submissionOn, workingOn } from '../service/console/case-work.js';
import { openStaffBrowser, type StaffBrowser } from '../service/console/staff-browser.js';
import { PASSWORD } from '../service/console/staff-house.js';
import { hidden, noted } from '../service/web/reporter.js';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi, telegramUpdates } from '../support/bot-api.js';
import { dumpTables, filesWith, leaksOf } from '../support/canary.js';
import { endServices, type Service, startService } from '../support/service-process.js';
import { newVisitor, type Visitor } from '../support/visitor.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
const FIRST = '00000000-0000-4000-8000-000000000000';
const ZH = { 'Accept-Language': 'zh-CN' };

let api: BotApiEmulator;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(async () => {
  await endServices();
  await api.close();
});

/** With digits enough in a row to stand for a telephone number too. */
const uuid = Array.from({ length: 1000 }, () => randomUUID()).find((id) => /\d{6}/.test(id)) ?? '';
const canary = `金丝雀-${uuid}`;
const leaks = leaksOf(uuid);
/** What every field of a report is filled with. */
const FIELDS = {
  danger: 'before',
  happened: `他打我。${canary}`,
  reporter: 'self',
  minor: 'unknown',
  place_of_harm: `河门口 ${canary}`,
  residence: `清香坪 ${canary}`,
  relation: 'partner',
  other_work: `水泥厂 ${canary}`,
  wish: 'legal',
  wish_words: `搬出去 ${canary}`,
  earlier: 'police',
  earlier_words: `告诫书 ${canary}`,
  contact: 'phone',
  phone: canary.slice(0, 40),
  safe_time: `白天 ${canary}`,
  code_word: canary.slice(0, 40),
  neutral: 'own',
  neutral_words: `您好 ${canary}`,
  withhold: `别告诉学校 ${canary}`,
  help: 'yes',
};

/** Every answer that anybody got, with its address and headers but for what may hold her words: her own pages and the officer's. */
const answers: Array<{ readonly what: string; readonly head: string; readonly body: string }> = [];

/** A visitor whose answers are all written down; those of `own` pages without their bodies. */
function watched(visitor: Visitor, own: (path: string) => boolean): Visitor {
  const request = visitor.request.bind(visitor);
  const watching: Visitor['request'] = async (address, init) => {
    const response = await request(address, init);
    const head = JSON.stringify([...response.headers]);
    const body = own(address) ? '' : await response.clone().text();
    answers.push({ what: `${init?.method ?? 'GET'} ${address.replace(uuid, '…')}`, head, body });
    return response;
  };
  return Object.assign(visitor, { request: watching });
}

const post = (visitor: Visitor, address: string, fields: Record<string, string>, headers = {}) =>
  visitor.request(address, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    body: new URLSearchParams(fields),
  });

/** By the web: the whole form, every way in which it fails, and a message afterwards. */
async function tellOnTheWeb(url: string): Promise<string> {
  const woman = watched(newVisitor(url, ZH), (address) => address === '/help' || address.startsWith('/r'));
  const form = hidden(await (await woman.request('/help')).text());
  expect((await post(woman, '/help', { ...form, ...FIELDS })).status).toBe(303);
  const receipt = noted(await (await woman.request('/help/done')).text());
  const long = { ...FIELDS, happened: canary.repeat(500) };
  for (const [fields, headers] of [
    [{ ...form, ...FIELDS, place_of_harm: `${canary}!` }, {}], // other words under the same token
    [{ ...form, ...long }, {}],
    [{ ...form, ...FIELDS, danger: canary }, {}],
    [{ ...form, ...FIELDS, [canary]: canary }, {}],
    [{ ...form, ...FIELDS, token: canary, submission: canary }, {}],
    [{ ...form, ...FIELDS }, { 'Sec-Fetch-Site': 'cross-site' }],
    [{ ...form, ...FIELDS }, { 'Content-Type': `text/${uuid}` }],
  ] as const) {
    expect((await post(woman, '/help', fields, headers)).status).toBeGreaterThanOrEqual(400);
  }
  const stranger = watched(newVisitor(url, ZH), (address) => address === '/r'); // gives a number back to who typed it
  for (const address of [`/help/${uuid}`, `/help/slip/${uuid}`, `/r?number=${uuid}`, `/leave?${uuid}`]) {
    await stranger.request(address);
  }
  await post(stranger, '/r', { number: canary, code: canary });
  await post(stranger, '/help', { ...FIELDS }, { 'Sec-Fetch-Site': 'cross-site' });
  expect((await post(woman, '/r', { ...receipt })).status).toBe(303);
  const page = hidden(await (await woman.request('/r/open')).text());
  expect((await post(woman, '/r/open', { ...page, text: `还有一件事。${canary}` })).status).toBe(303);
  return receipt.number;
}

/** What the talk asks in words, in its order. */
const TOLD_IN_WORDS = [
  ...(['happened', 'place_of_harm', 'residence', 'other_work', 'phone', 'safe_time'] as const),
  ...(['code_word', 'neutral_words', 'withhold'] as const),
];
const TOLD_BY_BUTTON = ['f:contact:phone', 'f:neutral:own', 'f:scale:leave'];
const OPTION = /^f:(?!skip|back|past|send|now|ready)\w+:\w+$/;

/** The button that answers the open question or leaves it out; none where it is answered in words, as long as there are some left. */
function choiceOf(values: readonly string[], words: number): string | undefined {
  const isChoice = values.some((value) => OPTION.test(value));
  return (
    values.find((value) => TOLD_BY_BUTTON.includes(value)) ??
    (isChoice || words === 0 ? values.find((value) => value.startsWith('f:skip:')) : undefined)
  );
}

/** In the web chat: step by step; the review shows it to her alone. */
async function tellInChat(url: string): Promise<void> {
  const own = (address: string) => address.startsWith('/api/chat') || address.startsWith('/chat');
  const woman = watched(newVisitor(url, ZH), own);
  const texts = TOLD_IN_WORDS.map((name) => FIELDS[name]);
  let answer = await woman.say('登记');
  for (let turn = 0; turn < 80; turn += 1) {
    const values = answer.messages.flatMap(({ buttons }) => buttons.map(({ value }) => value));
    const send = values.find((value) => value.startsWith('f:send'));
    if (send) {
      answer = await woman.press(send);
      expect(answer.messages.map(({ text }) => text).join()).toMatch(/\d{4}-\d{6}/);
      return;
    }
    const choice = choiceOf(values, texts.length);
    answer = choice ? await woman.press(choice) : await woman.say(texts.shift() ?? canary);
  }
  throw new Error('the form came to no end');
}

/** Whether everything that came is answered and every answer has gone. */
async function isQuiet(service: Service): Promise<boolean> {
  const attached = await attachToEmbeddedPostgres(path.join(service.home, 'data'));
  const database = openDatabase(attached?.url ?? '');
  const [came, goes] = await Promise.all([
    database.prisma.inbox.count({ where: { done_at: null } }),
    database.prisma.outbox.count({ where: { state: { in: ['queued', 'sending'] } } }),
  ]);
  await database.close();
  return came + goes === 0;
}

/** In Telegram: she brings it there herself; nothing that we send there says it again. */
async function tellInTelegram(service: Service, door: { url: string; secret: string }): Promise<void> {
  const chat = 77;
  const heard = () => api.delivered().filter((message) => message.chat === String(chat));
  const bring = async (update: unknown) => {
    expect(await api.post(update, door)).toBe(200);
    await expect.poll(() => isQuiet(service), { timeout: 30_000, interval: 100 }).toBe(true);
  };
  const buttons = () =>
    JSON.stringify(
      heard()
        .slice(-3)
        .map(({ params }) => params),
    );
  await bring(telegramUpdates.text(chat, '登记'));
  await bring(telegramUpdates.button(chat, 'f:agree'));
  const texts = TOLD_IN_WORDS.map((name) => FIELDS[name]);
  for (let turn = 0; turn < 80; turn += 1) {
    const last = JSON.stringify(heard().at(-1)?.params ?? {});
    const values = [...last.matchAll(/"callback_data":"([^"]+)"/g)].map((match) => match[1] ?? '');
    const send = values.find((value) => value.startsWith('f:send'));
    const choice = send ?? choiceOf(values, texts.length);
    await bring(
      choice ? telegramUpdates.button(chat, choice) : telegramUpdates.text(chat, texts.shift() ?? canary),
    );
    if (send) {
      expect(buttons()).toMatch(/\d{4}-\d{6}/);
      return;
    }
  }
  throw new Error('the form came to no end');
}

/** Accounts of every role, each signed in. */
async function openConsole(service: Service, url: string): Promise<Readonly<Record<Role, StaffBrowser>>> {
  const attached = await attachToEmbeddedPostgres(path.join(service.home, 'data'));
  const database = openDatabase(attached?.url ?? '');
  const { room, signIn } = createStaff({
    db: database.prisma,
    sealer: createSealer(readKeyring(path.join(service.home, 'keys/keyring.json'))),
    passwords: createPasswords(),
    audit: createAuditStore(),
    clock: systemClock,
  });
  const browsers: Partial<Record<Role, StaffBrowser>> = {};
  for (const role of ROLES) {
    const { linkToken } = await room.create(FIRST, { login: role, name: role, roles: [role] });
    await signIn.setPassword(linkToken, PASSWORD);
    const browser = openStaffBrowser(url);
    const isOfficers = (address: string) => /^\/console\/(cases\/|intake|questions\/)/.test(address);
    watched(browser.visitor, role === 'case_officer' ? isOfficers : () => false);
    expect((await browser.signIn(role, PASSWORD)).status).toBe(303);
    browsers[role] = browser;
  }
  await database.close();
  return browsers as Record<Role, StaffBrowser>;
}

/** By an officer: a phone call written down, and every text that she may write. Returns titles of her pages. */
async function workOnIt(officer: StaffBrowser): Promise<string> {
  const submission = await submissionOn(officer, '/console/intake');
  const filed = readFiled((await officer.submit('/console/intake', { submission, ...FIELDS })).html);
  await officer.submit('/console/intake', { submission, ...FIELDS, place_of_harm: canary });
  await officer.submit('/console/intake', { ...FIELDS, happened: canary.repeat(500) });
  const work = workingOn(officer, filed.id);
  expect((await work.note(canary)).status).toBe(303);
  expect((await work.message(canary)).status).toBe(303);
  await work.police(canary);
  expect((await work.judge({ text: canary })).status).toBe(303);
  const { html } = await work.open();
  const transitions = [...html.matchAll(/name="transition"[^>]* value="(\w+)"/g)];
  for (const name of new Set(transitions.map(([, one]) => one ?? ''))) {
    await work.move(name, { [`text_move-${name}`]: canary });
  }
  await work.move(canary, { [`text_move-${canary}`]: canary });
  await officer.get(`/console/cases/${uuid}`);
  const after = (await work.open()).html;
  expect(after).toContain(canary); // it is there where it may be, so the rest of the search can find it
  return /<title>([^<]*)<\/title>/.exec(after)?.[1] ?? '';
}

it(
  'a canary in every field of a report, by every door, is found nowhere but on her own pages and her officer’s',
  { timeout: 300_000 },
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
    const number = await tellOnTheWeb(url);
    await tellInChat(url);
    await tellInTelegram(service, { url: `${url}/channels/telegram`, secret: SECRET });
    const staff = await openConsole(service, url);
    const title = await workOnIt(staff.case_officer);
    expect((await staff.case_officer.get('/console/cases')).html).toContain(number);
    for (const browser of Object.values(staff)) {
      const home = (await browser.get('/console')).html;
      const rooms = [...home.matchAll(/href="(\/console[^"?#]*)"/g)].map((match) => match[1] ?? '');
      for (const room of new Set(rooms)) {
        await browser.get(room);
      }
    }
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const attached = await attachToEmbeddedPostgres(path.join(service.home, 'data'));
    const tables = await dumpTables(attached?.url ?? '');
    expect(await service.stop()).toMatchObject({ code: 0 });

    expect(tables.match(/^case_file /gm)).toHaveLength(4); // web, chat, Telegram, phone
    expect(tables).toMatch(/^case_entry .*transition/m);
    expect(service.out.stderr).toContain('"msg":"request"');
    expect(leaks(service.out.stdout + service.out.stderr)).toEqual([]);
    expect(leaks(metrics + title)).toEqual([]);
    expect(leaks(tables)).toEqual([]);
    expect(answers.length).toBeGreaterThan(60);
    expect(answers.filter(({ head, body }) => leaks(head + body).length > 0)).toEqual([]);
    expect(leaks(JSON.stringify(api.calls))).toEqual([]);
    expect(filesWith(service.home, (content) => leaks(content).length > 0)).toEqual([]);
  },
);
