import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { freePort } from '../support/app.js';
import { type BotApiEmulator, startBotApi, telegramUpdates } from '../support/bot-api.js';
import { endServices, type Service, startService } from '../support/service-process.js';

const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
let api: BotApiEmulator;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(async () => {
  await endServices();
  await api.close();
});

/** How a text could stand somewhere: as it is, in hex as PostgreSQL shows bytes, in base64 at any offset, in an address. */
function formsOf(text: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + text)
      .toString('base64')
      .slice(4, -4),
  );
  return [text, Buffer.from(text).toString('hex'), ...base64, encodeURIComponent(text)];
}

/** All rows of all tables, as text. */
async function dump(service: Service): Promise<string> {
  const attached = await attachToEmbeddedPostgres(path.join(service.home, 'data'));
  const client = new pg.Client({ connectionString: attached?.url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  let text = '';
  for (const { name } of rows) {
    const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    text += found.rows.map(({ row }) => `${name} ${row}\n`).join('');
  }
  await client.end();
  return text;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

it('what people write stands in no log, metric, table, file or message, only in the answer on their own page', async () => {
  const uuid = randomUUID();
  const canary = `金丝雀-${uuid}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const service = startService({
    env: {
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'trace',
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    },
  });
  await service.ready();
  const woman = service.visitor({
    'User-Agent': uuid,
    Referer: `http://x/${uuid}`,
    'Accept-Language': `zh-CN, ${uuid}`,
  });

  // by every door, and in every way that fails
  const answers: string[] = [];
  const form = async (fields: Record<string, string>) => {
    const token = /name="token" value="([^"]+)"/.exec(await woman.page())?.[1] ?? '';
    const response = await woman.request('/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({ token, ...fields }),
    });
    return response.status;
  };
  expect(await form({ text: `孩子发烧怎么办 ${canary}` })).toBe(303);
  for (const body of [
    { text: `我叫${canary}，丈夫打我` },
    { text: `${canary} 量子纠缠`, clientKey: 'k1' },
    { text: canary, clientKey: canary },
    { text: canary, extra: canary },
    { button: canary },
    { button: `entry:${uuid}` },
    { text: canary.repeat(500) },
    `{"text":"${canary}`,
    `{"${canary}":1}`,
    `"${canary}"`,
    { text: '你好', locale: uuid },
  ]) {
    answers.push(await (await woman.post(body)).text());
  }
  const declined = (await (await woman.post({ text: `量子纠缠 ${canary}` })).json()) as {
    messages: Array<{ buttons: Array<{ value: string }> }>;
  };
  const keep = declined.messages[0]?.buttons.find(({ value }) => value.startsWith('keep:'));
  await woman.press(keep?.value ?? '');
  answers.push(
    await (await woman.post({ text: 'x' }, { 'Content-Type': uuid, 'X-Forwarded-For': uuid })).text(),
  );
  answers.push(await (await woman.post({ text: canary }, { 'Content-Encoding': uuid })).text());
  for (const address of [
    `/learn/${uuid}`,
    `/${uuid}`,
    `/chat?q=${uuid}`,
    `/chat/stream?after=${uuid}`,
    `/api/${uuid}`,
  ]) {
    const headers = { 'Last-Event-ID': uuid, Cookie: `sid=${uuid}; lang=${uuid}` };
    const response = await fetch(url + address, { headers }); // not hers: her cookies stay as they are
    answers.push(
      response.headers.get('content-type')?.startsWith('text/event-stream') ? '' : await response.text(),
    );
    await response.body?.cancel().catch(() => undefined);
  }
  const from = {
    id: 7,
    is_bot: false,
    first_name: canary,
    last_name: canary,
    username: uuid,
    language_code: 'zh',
  };
  const door = { url: `${url}/channels/telegram`, secret: SECRET };
  const updates = [
    { text: `孩子发烧 ${canary}` },
    { text: `${canary} 丈夫打我` },
    { photo: [{ file_id: uuid, file_unique_id: uuid, width: 1, height: 1 }], caption: canary },
    { document: { file_id: uuid, file_unique_id: uuid, file_name: `${canary}.docx` } },
    { contact: { phone_number: uuid, first_name: canary } },
    { text: canary, chat: { id: -7, type: 'supergroup', title: canary } },
  ].map((fields) => telegramUpdates.message(7, { from, ...fields }));
  for (const update of [
    ...updates,
    `{"update_id":1,"message":"${canary}`,
    { [canary]: 1 },
    telegramUpdates.button(7, uuid),
  ]) {
    await api.post(update, door);
  }
  await api.post(updates[0], { url: door.url, secret: uuid });
  await expect.poll(() => api.delivered().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(5);

  // it is there where it may be, so the rest of the search can find it
  expect(await woman.page()).toContain(uuid);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const tables = await dump(service);
  expect(tables).toMatch(/^knowledge_gap /m);
  expect(await service.stop()).toMatchObject({ code: 0 });

  const forms = formsOf(uuid);
  const leaks = (text: string) => forms.filter((form) => text.toLowerCase().includes(form.toLowerCase()));
  expect(service.out.stderr).toContain('"msg":"request"');
  expect(leaks(service.out.stdout + service.out.stderr)).toEqual([]);
  expect(leaks(metrics)).toEqual([]);
  expect(leaks(tables)).toEqual([]);
  expect(answers.map(leaks)).toEqual(answers.map(() => []));
  expect(leaks(JSON.stringify(api.calls))).toEqual([]);
  const files = filesUnder(service.home);
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => leaks(file + readFileSync(file, 'latin1')).length > 0)).toEqual([]);
  expect(service.out.stdout + service.out.stderr).not.toContain(api.token);
  expect(service.out.stdout + service.out.stderr).not.toContain(SECRET);
});
