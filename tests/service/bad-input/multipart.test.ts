import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDF, RECORDINGS } from '../../support/samples.js';
import { tryAll } from '../../support/try-all.js';
import type { Visitor } from '../../support/visitor.js';
import { type Besieged, expectSilent, openBesieged } from './besieged.js';
import { sendRaw } from './send-raw.js';

const CASES = 6;
let house: Besieged;
let women: Visitor[];
let temporary: string;
const before = process.env.TMPDIR;

beforeAll(async () => {
  temporary = mkdtempSync(path.join(tmpdir(), 'shouwang-multipart-'));
  process.env.TMPDIR = temporary;
  house = await openBesieged();
  women = await Promise.all(Array.from({ length: CASES }, () => house.openCase()));
  readdirSync(temporary).forEach((name) => known.add(name));
});
afterAll(async () => {
  await house.close('金丝雀');
  if (before === undefined) {
    delete process.env.TMPDIR;
  } else {
    process.env.TMPDIR = before;
  }
  rmSync(temporary, { recursive: true, force: true });
});
/** What the harness itself keeps there. */
const known = new Set<string>();

interface Part {
  readonly head: readonly string[];
  readonly body: Uint8Array;
}
interface Form {
  readonly who: number;
  /** As the header of the request says. */
  readonly type: string;
  /** As it stands between the parts. */
  readonly boundary: string;
  readonly parts: readonly Part[];
  readonly newline: string;
  readonly ending: 'whole' | 'no end' | 'half an end' | 'more after';
  readonly then: 'wait' | 'end' | 'break';
  /** So much of it is sent. */
  readonly share: number;
  /** How many bytes are announced beside those there are. */
  readonly lie: number;
}

const boundaries = fc.oneof(
  { weight: 30, arbitrary: fc.constant('b'.repeat(30)) },
  fc.constantFrom('x', '-', '--', "'()+_,-./:=?", 'x'.repeat(70), 'x'.repeat(300), 'a b', 'ü', '"', 'x\ty'),
);
const names = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('file', 'file', 'token') },
  fc.constantFrom(
    '',
    'files',
    'file[]',
    'file[0]',
    '__proto__',
    'constructor',
    'id',
    '金丝雀',
    'n'.repeat(41),
    'n'.repeat(5000),
  ),
);
const heads = fc
  .record({
    name: names,
    how: fc.constantFrom(
      'file',
      'field',
      'bare',
      'twice',
      'unquoted',
      'extended',
      'nested',
      'encoded',
      'long',
      'none',
      'junk',
    ),
    name2: names,
  })
  .map(({ name, how, name2 }): string[] => {
    const field = `Content-Disposition: form-data; name="${name}"`;
    const file = `${field}; filename="金丝雀.jpg"`;
    const jpeg = 'Content-Type: image/jpeg';
    const ways: Readonly<Record<typeof how, string[]>> = {
      file: [file, jpeg],
      field: [field],
      bare: ['Content-Disposition: form-data'],
      twice: [file, `Content-Disposition: form-data; name="${name2}"; filename="b"`],
      unquoted: [`Content-Disposition: form-data; name=${name}; filename=金丝雀`],
      extended: [`${field}; filename*=UTF-8''%e9%87%91%ZZ%00; filename="a"`],
      nested: [
        'Content-Disposition: form-data; name="file"',
        'Content-Type: multipart/mixed; boundary=inner',
      ],
      encoded: [file, jpeg, 'Content-Transfer-Encoding: base64'],
      long: [`${file}; ${'x'.repeat(20_000)}`],
      none: [],
      junk: ['\u0000\u0001: \u0007', ': no name', 'no colon', ` folded ${name}`],
    };
    return ways[how];
  });
const bodies = fc.oneof(
  fc.constantFrom(
    ...[PDF, RECORDINGS.wav, Buffer.from('他打我'), Buffer.alloc(0), Buffer.from('copy'), Buffer.from('--')],
  ),
  fc.constantFrom(
    Buffer.from('--inner\r\nContent-Disposition: file; filename="a"\r\n\r\nx\r\n--inner--'),
    Buffer.from('\r\n--b\r\n\r\n--'),
  ),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 1000, max: 300_000 }).map((length) => Buffer.concat([PDF, Buffer.alloc(length, 7)])),
);
const parts = fc.record({ head: heads, body: bodies });
const forms: fc.Arbitrary<Form> = fc
  .record({
    who: fc.nat(CASES - 1),
    boundary: boundaries,
    said: fc.oneof(
      { weight: 30, arbitrary: fc.constant('same') },
      fc.constantFrom('other', 'none', 'empty', 'twice', 'mixed', 'quoted'),
    ),
    parts: fc.oneof(
      { weight: 12, arbitrary: fc.array(parts, { maxLength: 3 }) },
      fc
        .tuple(parts, fc.constantFrom(50, 1000, 10_000))
        .map(([one, times]) => Array.from({ length: times }, () => ({ ...one, body: Buffer.from('x') }))),
    ),
    newline: fc.oneof({ weight: 20, arbitrary: fc.constant('\r\n') }, fc.constantFrom('\n', '\r')),
    ending: fc.constantFrom('whole', 'whole', 'whole', 'whole', 'no end', 'half an end', 'more after'),
    then: fc.constantFrom('wait', 'wait', 'end', 'break'),
    share: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
    lie: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: -50, max: 5000 })),
  })
  .map(({ said, ...form }) => ({ ...form, type: typeOf(said, form.boundary) }));

function typeOf(said: string, boundary: string): string {
  const whole = `multipart/form-data; boundary=${boundary}`;
  const ways: Readonly<Record<string, string>> = {
    same: whole,
    other: 'multipart/form-data; boundary=other',
    none: 'multipart/form-data',
    empty: 'multipart/form-data; boundary=',
    twice: `${whole}; boundary=other`,
    mixed: `multipart/mixed; boundary=${boundary}`,
    quoted: `multipart/form-data; boundary="${boundary}"`,
  };
  return ways[said] ?? whole;
}

function bytesOf({ boundary, parts: all, newline, ending }: Form): Buffer {
  const last = {
    whole: `--${boundary}--${newline}`,
    'no end': '',
    'half an end': `--${boundary}-`,
    'more after': `--${boundary}--${newline}--${boundary}${newline}`,
  };
  return Buffer.concat([
    ...all.flatMap(({ head, body }) => [
      Buffer.from([`--${boundary}`, ...head, '', ''].join(newline)),
      body,
      Buffer.from(newline),
    ]),
    Buffer.from(last[ending]),
  ]);
}

async function send(form: Form) {
  const whole = bytesOf(form);
  const sent = whole.subarray(0, Math.ceil(whole.length * form.share));
  const announced = Math.max(0, sent.length + form.lie);
  const isAllThere = form.lie <= 0;
  const woman = women[form.who];
  const head = [
    'POST /r/files HTTP/1.1',
    `Content-Type: ${form.type}`,
    `Cookie: ${[...(woman?.cookies ?? [])].map((pair) => pair.join('=')).join('; ')}`,
    ...['Sec-Fetch-Site: same-origin', 'Connection: close', `Content-Length: ${announced}`],
  ];
  // who announces more than comes would be waited for: that is tried in tests/service/web/bad-input.test.ts
  const then = isAllThere ? form.then : form.then === 'wait' ? 'end' : form.then;
  // a case has two places at once, a network six: each is given back, so that whoever comes again gets one
  for (let again = 0; ; again++) {
    const answer = await sendRaw(house.app.url, { head, parts: [sent], then });
    if (answer.status !== 503 || again === 100) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('B3: a form with a file that no browser sends', () => {
  const rows = async () => {
    const { evidence, evidence_chunk: pieces } = await house.rows();
    return { evidence, pieces };
  };
  /** All that is there is there for good; then it goes, so that no case is ever full. */
  const nothingIsLeft = async (kept: number) => {
    const { pool } = house.app.database;
    const receiving = async () =>
      (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM evidence WHERE state = 'receiving'`))
        .rows[0]?.n;
    await expect.poll(receiving, { timeout: 20_000 }).toBe(0);
    const orphans = await pool.query(
      'SELECT 1 FROM evidence_chunk c WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id = c.evidence_id)',
    );
    expect(orphans.rows).toEqual([]);
    expect((await rows()).evidence).toBeLessThanOrEqual(kept);
    await pool.query('DELETE FROM evidence');
    expect(readdirSync(temporary).filter((name) => !known.has(name))).toEqual([]);
  };

  it('that ends inside its file is the sender’s fault, not ours', { timeout: 120_000 }, async () => {
    const file = {
      head: ['Content-Disposition: form-data; name="file"; filename="a.wav"'],
      body: Buffer.concat([RECORDINGS.wav, Buffer.alloc(400_000, 7)]),
    };
    const form = {
      type: 'multipart/form-data; boundary=x',
      boundary: 'x',
      parts: [file],
      newline: '\r\n',
      lie: 0,
    };
    const cut = fc.record({
      who: fc.nat(CASES - 1),
      share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    });
    await tryAll(
      cut,
      async ({ who, share }) => {
        const { status } = await send({ ...form, who, share, ending: 'whole', then: 'wait' });
        expect(status).toBe(400);
      },
      { cases: 120, atOnce: 12, between: () => nothingIsLeft(0) },
    );
    expect(house.app.logged.filter((line) => line.includes('upload_failed'))).toEqual([]);
  });

  it(
    'is taken or refused with 400, 413 or 415, and leaves nothing: no row, no file, no word',
    { timeout: 240_000 },
    async () => {
      const statuses = new Map<number, number>();
      let kept = 0;
      await tryAll(
        forms,
        async (form) => {
          const { status, text } = await send(form);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          const isGone = form.then !== 'wait' || form.lie !== 0;
          expect([303, 400, 409, 413, 415, ...(isGone ? [0] : [])]).toContain(status);
          kept += status === 303 || (status === 0 && isGone) ? 1 : 0;
          expectSilent(text.replaceAll(/<script[^>]*>/g, ''), '金丝雀');
        },
        {
          ...{ cases: 1008, atOnce: 12 },
          between: async () => {
            await nothingIsLeft(kept);
            kept = 0;
          },
        },
      );
      process.stdout.write(`B3: ${JSON.stringify(Object.fromEntries(statuses))}\n`);
      expect(statuses.get(303)).toBeGreaterThan(0); // some are right by chance
    },
  );
});
