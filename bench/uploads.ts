/**
 * Twenty photos of 20 MB that come at once, while others report: how much memory the service takes for them, and how long a report waits, side by
 * side with the same reports on a quiet service. Everything runs on this machine, the load generator too. Fails below the bar.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { Pool } from 'undici';
import { PIECE_BYTES } from '../src/domain/evidence/pieces.js';
import { bar } from './bar.js';
import { percentile, startChild, stopChild } from './children.js';

const UPLOADS = 20;
const MB = 1024 * 1024;
const FILE_BYTES = 20 * MB;
const REPORTERS = 4;
const QUIET_SECONDS = 10;
const BARS = { growthMb: 200, p99Ms: 1000 };
const BOUNDARY = 'a-boundary-of-the-benchmark';
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
const STORY = '他昨晚喝了酒回来，又动手打了我，还把孩子的书包扔到楼下，邻居都听见了。'.repeat(6);

/** A browser of the barest kind, each in a network of its own: one network may bring six files at once. */
class Browser {
  private static made = 0;
  private readonly network = `10.0.${(Browser.made += 1)}.1`;
  private readonly cookies = new Map<string, string>();
  constructor(private readonly pool: Pool) {}

  async request(path: string, body?: string | Buffer, type = 'application/x-www-form-urlencoded') {
    const {
      statusCode,
      headers,
      body: answer,
    } = await this.pool.request({
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body !== undefined && { ...SAME_ORIGIN, 'content-type': type }),
        'x-forwarded-for': this.network,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body !== undefined && { body }),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=');
      this.cookies.set(name, value);
    }
    return { statusCode, html: await answer.text() };
  }

  post(path: string, fields: Readonly<Record<string, string>>) {
    return this.request(path, new URLSearchParams(fields).toString());
  }

  async report(): Promise<void> {
    const submission = randomBytes(16).toString('base64url');
    const { statusCode, html } = await this.post('/help', { submission, happened: STORY });
    if (statusCode !== 303 && statusCode !== 200) {
      throw new Error(`a report was answered ${statusCode}: ${html.slice(0, 200)}`);
    }
  }

  /** Reports, and opens the page of the case. */
  async openCase(): Promise<void> {
    await this.request('/help');
    await this.report();
    const { html } = await this.request('/help/done');
    const number = /class="receipt-number">([^<]+)</.exec(html)?.[1] ?? '';
    const code = [...html.matchAll(/<li>(\d{4})<\/li>/g)].map(([, group]) => group).join('');
    const { statusCode } = await this.post('/r', { number, code });
    if (statusCode !== 303) {
      throw new Error(`the case did not open: ${statusCode}`);
    }
  }
}

/** A photo of twelve megapixels as a phone takes it, filled up to 20 MB. */
async function makePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const picture = await sharp({
    create: { width: 4000, height: 3000, channels: 3, background: '#888', noise },
  })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();
  return Buffer.concat([picture, Buffer.alloc(FILE_BYTES - picture.length)]);
}

function formOf(photo: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
    ),
    photo,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}

/** Reports one after the other in each of several browsers until told to stop; returns the ms that each took. */
async function reportWhile(browsers: readonly Browser[], goesOn: () => boolean): Promise<number[]> {
  const ms: number[] = [];
  await Promise.all(
    browsers.map(async (browser) => {
      while (goesOn()) {
        const began = performance.now();
        await browser.report();
        ms.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }),
  );
  return ms;
}

/** Memory of the service and of the program that copies photos, what they share (Node’s own code) counted once, in MB. */
function memoryOf(pid: number | undefined): number {
  const copying = readdirSync('/proc').filter((name) => isCopying(name, pid));
  return [String(pid), ...copying].reduce((sum, each) => sum + proportionalMb(each), 0);
}

function isCopying(name: string, parent: number | undefined): boolean {
  try {
    const file = (what: string) => readFileSync(`/proc/${name}/${what}`, 'utf8');
    return (
      /^\d+$/.test(name) &&
      file('cmdline').includes('copy-photo') &&
      new RegExp(`PPid:\\s+${parent}\\b`).test(file('status'))
    );
  } catch {
    return false; // ended meanwhile
  }
}

/** As the kernel shares it out among those who use it. */
function proportionalMb(pid: string): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // ended meanwhile
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
console.log(`load of the machine before: ${(loadavg()[0] ?? 0).toFixed(1)}`);
const service = await startChild('serve', {
  ...{ DATA_DIR: path.join(folder, 'data'), PORT: '0' },
  TRUST_PROXY_HOPS: '1',
});
const { url = '', databaseUrl = '' } = service.said;
const pool = new Pool(url, { connections: UPLOADS + REPORTERS });
const reporters = Array.from({ length: REPORTERS }, () => new Browser(pool));
const women = Array.from({ length: UPLOADS }, () => new Browser(pool));
for (const browser of reporters) {
  await browser.request('/help');
}
for (const browser of women) {
  await browser.openCase();
}

const quietUntil = performance.now() + QUIET_SECONDS * 1000;
const quiet = await reportWhile(reporters, () => performance.now() < quietUntil);
const photo = await makePhoto();
const before = memoryOf(service.process.pid);
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, memoryOf(service.process.pid))), 50);

let isOn = true;
const busy = reportWhile(reporters, () => isOn);
const began = performance.now();
const form = formOf(photo);
const uploads = await Promise.all(
  women.map(async (browser) => {
    const start = performance.now();
    const type = `multipart/form-data; boundary=${BOUNDARY}`;
    const { statusCode, html } = await browser.request('/r/files', form, type);
    if (statusCode !== 303) {
      throw new Error(`an upload was answered ${statusCode}: ${html.slice(0, 200)}`);
    }
    return performance.now() - start;
  }),
);
const seconds = (performance.now() - began) / 1000;
isOn = false;
const loaded = await busy;
clearInterval(watch);

const p99 = { quiet: percentile(quiet, 0.99), loaded: percentile(loaded, 0.99) };
console.log(
  `uploads: ${UPLOADS} of ${FILE_BYTES / MB} MB in ${seconds.toFixed(1)} s (${((UPLOADS * FILE_BYTES) / MB / seconds).toFixed(0)} MB/s), the slowest after ${(Math.max(...uploads) / 1000).toFixed(1)} s`,
);
for (const [name, ms] of [
  ['quiet', quiet],
  ['beside the uploads', loaded],
] as const) {
  console.log(
    `reports ${name.padEnd(18)}: ${ms.length}, p50 ${percentile(ms, 0.5).toFixed(0)} ms, p99 ${percentile(ms, 0.99).toFixed(0)} ms`,
  );
}
console.log(`ratio p99 beside the uploads / quiet: ${(p99.loaded / p99.quiet).toFixed(1)}`);
console.log(
  `memory with the program that copies, without PostgreSQL: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most, ratio to what came in: ${((peak - before) / ((UPLOADS * FILE_BYTES) / MB)).toFixed(2)}`,
);

const database = new pg.Client({ connectionString: databaseUrl });
await database.connect();
const { rows } = await database.query<{ whole: number }>(
  `SELECT count(*)::int AS whole FROM evidence e WHERE e.state = 'kept'
   AND (SELECT count(*) FROM evidence_chunk c WHERE c.evidence_id = e.id AND c.part = 'original') = ${FILE_BYTES / PIECE_BYTES}
   AND EXISTS (SELECT FROM evidence_chunk c WHERE c.evidence_id = e.id AND c.part = 'copy')`,
);
await database.end();
bar('photos that are there and whole', rows[0]?.whole ?? 0, { atLeast: UPLOADS }, 'files');
bar('memory that they took', peak - before, { atMost: BARS.growthMb }, 'MB');
bar('time to the answer of a report meanwhile, p99', p99.loaded, { atMost: BARS.p99Ms }, 'ms');
await pool.close();
await stopChild(service);
rmSync(folder, { recursive: true, force: true });
