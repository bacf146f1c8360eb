/**
 * Reports as `/help` takes them, with argon2id and encryption on: how many a second, side by side with a bare Express route that does one
 * INSERT and with argon2id alone, which is the ceiling. Everything runs on this machine, the load generator too. Fails below the bar.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { Pool } from 'undici';
import { createPasswords } from '../src/infra/passwords.js';
import { bar } from './bar.js';
import { load, percentile, processorMs, residentMb, startChild, stopChild } from './children.js';

const REPORTS = 2000;
const WARM_UP = 100;
const DIGESTS = 400;
const WIDTH = 16;
const BARS = { perSecond: 60, p99Ms: 500 };
const STORY = '他昨晚喝了酒回来，又动手打了我，还把孩子的书包扔到楼下，邻居都听见了。'.repeat(6);

interface Form {
  readonly cookie: string;
  readonly token: string;
}

/** One browser each: its cookie and the token that its forms carry. */
async function openForms(pool: Pool): Promise<Form[]> {
  return Promise.all(
    Array.from({ length: WIDTH }, async () => {
      const { headers, body } = await pool.request({ path: '/help', method: 'GET' });
      const html = await body.text();
      const lines = [headers['set-cookie'] ?? []].flat();
      return {
        cookie: lines.map((line) => line.split(';', 1)[0]).join('; '),
        token: /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '',
      };
    }),
  );
}

function fieldsOf({ token }: Form): string {
  return new URLSearchParams({
    token,
    submission: randomBytes(16).toString('base64url'),
    danger: 'before',
    happened: STORY,
    reporter: 'self',
    minor: 'yes',
    place_of_harm: '河门口街道',
    wish: 'protection',
    contact: 'phone',
    phone: '13800000000',
    safe_time: '白天',
    help: 'yes',
  }).toString();
}

async function send(name: string, url: string, howMany: number, forms: readonly Form[]) {
  const pool = new Pool(url, { connections: WIDTH });
  const items = Array.from({ length: howMany }, (_, i) => forms[i % forms.length] as Form);
  const done = await load(items, WIDTH, async (form) => {
    const { statusCode, body } = await pool.request({
      path: '/help',
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        cookie: form.cookie,
      },
      body: fieldsOf(form),
    });
    await body.dump();
    if (statusCode !== 303) {
      throw new Error(`${name} answered ${statusCode}`);
    }
  });
  await pool.close();
  return { perSecond: howMany / done.seconds, ms: done.ms };
}

async function argonAlone(): Promise<number> {
  const passwords = createPasswords();
  const { seconds } = await load(
    Array.from({ length: DIGESTS }, () => randomBytes(8).toString('hex')),
    WIDTH,
    async (secret) => void (await passwords.hash(secret)),
  );
  return DIGESTS / seconds;
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const load1 = loadavg()[0] ?? 0;
console.log(`load of the machine before: ${load1.toFixed(1)}`);
const service = await startChild('serve', { DATA_DIR: path.join(folder, 'data'), PORT: '0' });
const { url = '', databaseUrl = '' } = service.said;
const bare = await startChild('bare-report', { DATABASE_URL: databaseUrl });
const pool = new Pool(url, { connections: WIDTH });
const forms = await openForms(pool);
await pool.close();

await send('ours', url, WARM_UP, forms);
await send('bare Express', bare.said.url ?? '', WARM_UP, forms);
const floor = await send('bare Express', bare.said.url ?? '', REPORTS, forms);
const before = processorMs(service.process.pid);
const ours = await send('ours', url, REPORTS, forms);
const worked = (processorMs(service.process.pid) - before) / REPORTS;
const own = process.cpuUsage();
const ceiling = await argonAlone();
const { user, system } = process.cpuUsage(own);
const digest = (user + system) / 1000 / DIGESTS;
for (const [name, { perSecond, ms }] of [
  ['bare Express, one INSERT', floor],
  ['ours', ours],
] as const) {
  console.log(
    `reports ${name.padEnd(24)}: ${perSecond.toFixed(0)}/s, p50 ${percentile(ms, 0.5).toFixed(0)} ms, p99 ${percentile(ms, 0.99).toFixed(0)} ms`,
  );
}
console.log(`argon2id alone, two at once: ${ceiling.toFixed(0)}/s`);
console.log(
  `ratios: ours / bare Express ${(ours.perSecond / floor.perSecond).toFixed(2)}, ours / argon2id alone ${(ours.perSecond / ceiling).toFixed(2)}`,
);
console.log(
  `memory after the load: ${residentMb(service.process.pid).toFixed(0)} MB resident without PostgreSQL`,
);
console.log(
  `processor time, whatever else runs: ${worked.toFixed(1)} ms a report in the service, ${digest.toFixed(1)} ms of them argon2id`,
);

const database = new pg.Client({ connectionString: databaseUrl });
await database.connect();
const { rows } = await database.query<{ whole: number }>(
  `SELECT count(*)::int AS whole FROM case_file c
   WHERE EXISTS (SELECT 1 FROM case_key k WHERE k.case_id = c.id) AND EXISTS (SELECT 1 FROM case_clock k WHERE k.case_id = c.id)`,
);
await database.end();
bar('reports that are there and whole', rows[0]?.whole ?? 0, { atLeast: REPORTS + WARM_UP }, 'cases');
bar('reports with argon2id and encryption', ours.perSecond, { atLeast: BARS.perSecond }, '/s');
bar('time to the answer, p99', percentile(ours.ms, 0.99), { atMost: BARS.p99Ms }, 'ms');
await stopChild(bare);
await stopChild(service);
rmSync(folder, { recursive: true, force: true });
