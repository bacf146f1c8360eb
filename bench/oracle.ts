/**
 * Whether somebody can tell from the time of an answer which numbers there are: wrong digits of a known number against an unknown number
 * under `/r`, and the same of saved drafts under `/help/draft`. The two are asked in turns, one at a time, on this machine; what counts is the
 * ratio of their medians. Fails beyond 5 %.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'undici';
import { bar } from './bar.js';
import { percentile, startChild, stopChild } from './children.js';

/** Each may be tried ten times before it slows down. */
const KNOWN = 40;
const TRIES = 10;
const WARM_UP = 20;
const TOLERANCE = 0.05;

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
console.log(`load of the machine before: ${(loadavg()[0] ?? 0).toFixed(1)}`);
const service = await startChild('serve', { DATA_DIR: path.join(folder, 'data'), PORT: '0' });
const pool = new Pool(service.said.url ?? '', { connections: 1 });
const opened = await ask('/help');
const token = /name="token" value="([^"]+)"/.exec(opened.text)?.[1] ?? '';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookies: string;
  readonly ms: number;
}

async function ask(at: string, fields?: Readonly<Record<string, string>>, cookie?: string): Promise<Answer> {
  const began = performance.now();
  const { statusCode, headers, body } = await pool.request({
    path: at,
    method: fields ? 'POST' : 'GET',
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(cookie && { cookie }),
    },
    ...(fields && { body: new URLSearchParams(fields).toString() }),
  });
  const text = await body.text();
  const cookies = [headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';', 1)[0] ?? '')
    .join('; ');
  return { status: statusCode, text, cookies, ms: performance.now() - began };
}

const form = (happened: string) => ({ token, submission: randomBytes(16).toString('base64url'), happened });
const digitsOn = (text: string) =>
  [...(/<ol class="digits">(.*?)<\/ol>/s.exec(text)?.[1] ?? '').matchAll(/<li>(\d{4})<\/li>/g)]
    .map(([, group]) => group)
    .join('');
const otherDigit = (code: string, at: number) =>
  code.slice(0, at) +
  String((Number(code[at]) + 1 + Math.floor(Math.random() * 9)) % 10) +
  code.slice(at + 1);

async function fileReport(): Promise<string> {
  const sent = await ask('/help', form('一件事'), opened.cookies);
  const done = await ask('/help/done', undefined, `${opened.cookies}; ${sent.cookies}`);
  const number = /<p class="receipt-number">([^<]+)</.exec(done.text)?.[1];
  if (!number) {
    throw new Error(`a report answered ${sent.status}`);
  }
  return number;
}

async function saveDraft(): Promise<string> {
  const saved = await ask('/help/draft/save', form('没写完'), opened.cookies);
  const code = digitsOn(saved.text);
  if (code.length !== 16) {
    throw new Error(`saving answered ${saved.status}`);
  }
  return code;
}

interface Pair {
  readonly known: Readonly<Record<string, string>>;
  readonly unknown: Readonly<Record<string, string>>;
}

/** Asks for both in turns, now one first, now the other, and prints how their medians compare. */
async function compare(what: string, at: string, pairs: readonly Pair[]): Promise<void> {
  const known: number[] = [];
  const unknown: number[] = [];
  const one = async (fields: Pair['known'], times: number[]) => {
    const { status, ms } = await ask(at, { token, ...fields }, opened.cookies);
    if (status !== 400) {
      throw new Error(`${what} answered ${status}`);
    }
    times.push(ms);
  };
  for (const [nth, pair] of pairs.entries()) {
    const turns = [() => one(pair.known, known), () => one(pair.unknown, unknown)];
    for (const turn of nth % 2 === 0 ? turns : turns.reverse()) {
      await turn();
    }
  }
  const [median, other] = [percentile(known.slice(WARM_UP), 0.5), percentile(unknown.slice(WARM_UP), 0.5)];
  const n = known.length - WARM_UP;
  console.log(
    `${what}: wrong digits ${median.toFixed(2)} ms, unknown ${other.toFixed(2)} ms (medians of ${n} each)`,
  );
  const ratio = median / other;
  bar(
    `${what}, wrong digits / unknown is ${ratio.toFixed(3)}, away from 1 by`,
    Math.abs(ratio - 1) * 100,
    { atMost: TOLERANCE * 100 },
    '%',
  );
}

const wrong = () => String(Math.floor(Math.random() * 1e8)).padStart(16, '1');
const reports: Pair[] = [];
for (let n = 0; n < KNOWN; n++) {
  const number = await fileReport();
  for (let tried = 0; tried < TRIES; tried++) {
    const unknown = `${number.slice(0, 4)}-${900_000 + n}`;
    reports.push({ known: { number, code: wrong() }, unknown: { number: unknown, code: wrong() } });
  }
}
const drafts: Pair[] = [];
for (let n = 0; n < KNOWN; n++) {
  const code = await saveDraft();
  const nobodys = otherDigit(otherDigit(code, 0), 7);
  for (let tried = 0; tried < TRIES; tried++) {
    drafts.push({ known: { code: otherDigit(code, 15) }, unknown: { code: otherDigit(nobodys, 15) } });
  }
}
await compare('a case', '/r', reports);
await compare('a saved draft', '/help/draft', drafts);

await pool.close();
await stopChild(service);
rmSync(folder, { recursive: true, force: true });
