import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openReport } from '../../support/reporter.js';
import { endServices, type Service, startService } from '../../support/service-process.js';
import { tryAll } from '../../support/try-all.js';
import { newVisitor, type Visitor } from '../../support/visitor.js';
import { startBotApi, type BotApiEmulator } from '../../support/bot-api.js';
import { type Besieged, expectSilent, openBesieged } from './besieged.js';
import { inChunks, sendRaw } from './send-raw.js';

const canary = `金丝雀-${randomUUID()}`;
const KB = 1024;

describe('B1: a body that is larger than it may be, or other than it says', () => {
  const SECRET = 'a-webhook-secret-of-the-tests-only-0123456789';
  const FORM = 'application/x-www-form-urlencoded';
  /** Every door that reads a body, with the most bytes that it takes. */
  const DOORS = [
    { path: '/help', type: FORM, most: 144 * KB },
    { path: '/help/draft', type: FORM, most: 64 * KB },
    { path: '/help/draft/save', type: FORM, most: 144 * KB },
    { path: '/r', type: FORM, most: 64 * KB },
    { path: '/r/open', type: FORM, most: 64 * KB },
    { path: '/r/ask', type: FORM, most: 64 * KB },
    { path: '/chat', type: FORM, most: 64 * KB },
    { path: '/api/chat', type: 'application/json', most: 1024 * KB },
    { path: '/channels/telegram', type: 'application/json', most: 1024 * KB },
    { path: '/r/files', type: 'multipart/form-data; boundary=x', most: 20 * 1024 * KB + 16 * KB },
  ] as const;
  const MODES = ['announced', 'chunked', 'endless', 'packed', 'too short', 'too long'] as const;

  let test: TestDatabase;
  let api: BotApiEmulator;
  let service: Service;
  let url: string;
  let woman: Visitor;
  beforeAll(async () => {
    [test, api] = await Promise.all([createTestDatabase(), startBotApi()]);
    const env = {
      ...{ DATABASE_URL: test.url, TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root },
      ...{ TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'http://balancer.test' },
    };
    service = startService({ env });
    url = await service.ready();
    const receipt = await (await openReport(url, { happened: '他打我' })).send();
    woman = newVisitor(url, { 'Accept-Language': 'zh' });
    await woman.request('/r', { method: 'POST', body: new URLSearchParams({ ...receipt }) });
  });
  afterAll(async () => {
    const { stdout, stderr, code } = await service.stop();
    await endServices();
    await Promise.all([test.drop(), api.close()]);
    expect(code).toBe(0);
    expect((stdout + stderr).includes('金丝雀')).toBe(false);
    expect(stderr).not.toMatch(/request_failed|uncaught|unhandled/i);
  });

  const headOf = ({ path, type }: (typeof DOORS)[number], ...more: string[]) => [
    `POST ${path} HTTP/1.1`,
    `Content-Type: ${type}`,
    `Cookie: ${[...woman.cookies].map((pair) => pair.join('=')).join('; ')}`,
    ...['Sec-Fetch-Site: same-origin', `X-Telegram-Bot-Api-Secret-Token: ${SECRET}`, ...more],
  ];
  /** Bytes that no door takes for what it waits for. */
  const bodyOf = ({ type }: (typeof DOORS)[number], length: number) =>
    Buffer.from((type === FORM ? 'zz=' : '{"zz":"').padEnd(length, canary)).subarray(0, length);
  const bombs = [gzipSync(Buffer.alloc(30 * 1024 * KB, 'a')), deflateSync(Buffer.alloc(30 * 1024 * KB, 'a'))];

  interface Wrong {
    readonly door: (typeof DOORS)[number];
    readonly mode: (typeof MODES)[number];
    readonly over: number;
    readonly chunk: number;
  }
  const wrongs: fc.Arbitrary<Wrong> = fc
    .record({
      door: fc.constantFrom(...DOORS),
      mode: fc.constantFrom(...MODES),
      over: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 300_000 })),
      chunk: fc.integer({ min: 500, max: 70_000 }),
    })
    // so much of a file is tried once and for all in tests/service/evidence/web.test.ts
    .filter(({ door, mode }) => door.path !== '/r/files' || !['chunked', 'endless'].includes(mode));

  const send = ({ door, mode, over, chunk }: Wrong) => {
    const most = door.most + over;
    const body = (length: number) => bodyOf(door, length);
    switch (mode) {
      case 'announced':
        return sendRaw(url, { head: headOf(door, `Content-Length: ${most}`), parts: [body(200)] });
      case 'chunked':
        return sendRaw(url, {
          head: headOf(door, 'Transfer-Encoding: chunked', 'Connection: close'),
          parts: inChunks(body(most), chunk),
        });
      case 'endless':
        return sendRaw(url, {
          ...{ head: headOf(door, 'Transfer-Encoding: chunked'), parts: inChunks(body(most), chunk, false) },
          then: 'go on',
        });
      case 'packed': {
        const bomb = bombs[over % 2] ?? Buffer.alloc(0);
        const encoding = `Content-Encoding: ${over % 2 === 0 ? 'gzip' : 'deflate'}`;
        return sendRaw(url, {
          head: headOf(door, encoding, `Content-Length: ${bomb.length}`, 'Connection: close'),
          parts: [bomb],
        });
      }
      case 'too short':
        return sendRaw(url, { head: headOf(door, 'Content-Length: 100'), parts: [body(100 + chunk)] });
      case 'too long':
        return sendRaw(url, {
          head: headOf(door, `Content-Length: ${Math.min(chunk + 1000, door.most)}`),
          parts: [body(Math.min(chunk, 60_000))],
          then: 'end',
        });
    }
  };
  const REFUSED: Readonly<Record<(typeof MODES)[number], readonly number[]>> = {
    announced: [413],
    chunked: [413],
    endless: [413],
    packed: [415, 400], // the webhook has one answer to all that is no update
    'too short': [400],
    'too long': [400, 0], // nobody may be there to be told
  };

  /** The webhook hangs up on who goes on: then the answer may be lost with the connection. Of files there is a limit a minute besides, and six at once of a network. */
  const isRefused = ({ door, mode }: Wrong, status: number) =>
    REFUSED[mode].includes(status) ||
    ([429, 503].includes(status) && door.path === '/r/files') ||
    (status === 0 && mode === 'endless' && door.path === '/channels/telegram');

  it('is refused at once, its sender is cut off, nothing of it is said', { timeout: 240_000 }, async () => {
    const times: number[] = [];
    await tryAll(
      wrongs,
      async (wrong) => {
        const answer = await send(wrong);
        expect([wrong.door.path, wrong.mode, isRefused(wrong, answer.status), answer.status]).toEqual([
          ...[wrong.door.path, wrong.mode, true, answer.status],
        ]);
        expectSilent(answer.text, '金丝雀');
        expect(answer.isLeftOpen).toBe(false);
        if (wrong.mode !== 'too long') {
          times.push(answer.answeredMs);
        }
      },
      { cases: 1000, atOnce: 50 },
    );
    times.sort((a, b) => a - b);
    process.stdout.write(
      `B1: ${times.length} answers, half of them within ${times[times.length >> 1]?.toFixed(0)} ms\n`,
    );
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  it(
    'takes no memory: 40 of the largest, one after the other, and bombs among them',
    { timeout: 120_000 },
    async () => {
      const rss = () =>
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid()}/status`, 'utf8'))?.[1]) * KB;
      const worst = DOORS.filter(({ path }) => path !== '/r/files').flatMap((door) => [
        { door, mode: 'chunked', over: 300_000, chunk: 60_000 } as const,
        { door, mode: 'packed', over: 2, chunk: 1 } as const,
      ]);
      for (const one of worst) {
        await send(one);
      }
      const before = rss();
      let most = 0;
      for (let round = 0; round < 2; round++) {
        for (const one of worst) {
          await send(one);
          most = Math.max(most, rss() - before);
        }
      }
      process.stdout.write(`B1: ${(most / 1e6).toFixed(1)} MB more\n`);
      expect(most / 1e6).toBeLessThan(100); // one bomb unpacked and kept is 30, and there are 18
    },
  );
});

describe('in every door of one service', () => {
  let house: Besieged;
  let woman: Visitor;
  beforeAll(async () => {
    house = await openBesieged();
    woman = await house.openCase();
  });
  afterAll(() => house.close('金丝雀'));

  /** JSON that is right, of which something is then spoilt. */
  const documents = fc.oneof(
    fc.constant({ text: canary }),
    fc.jsonValue().map((value) => ({ text: value, [canary]: value })),
    fc.record({ text: fc.constant(canary), more: fc.jsonValue() }),
    fc.jsonValue(),
  );
  const spoilt = fc.oneof(
    documents.map((value) => JSON.stringify(value)),
    fc
      .tuple(
        documents,
        fc.nat(),
        fc.constantFrom('', '{', '}', '"', ',', '\\', '\u0000', "'", '//', 'NaN', '[', '\ufeff'),
      )
      .map(([value, at, sign]) => {
        const text = JSON.stringify(value);
        const where = at % (text.length + 1);
        return text.slice(0, where) + sign + text.slice(where + (sign === '' ? 1 : 0));
      }),
    fc.tuple(documents, fc.nat()).map(([value, at]) => {
      const text = JSON.stringify(value);
      return text.slice(0, at % text.length);
    }),
    fc
      .tuple(fc.constantFrom('[', '{"a":', '[{"a":'), fc.integer({ min: 100, max: 20_000 }), fc.boolean())
      .map(
        ([open, deep, ends]) =>
          open.repeat(deep) +
          (ends ? '1' + (open === '[' ? ']' : open === '{"a":' ? '}' : '}]').repeat(deep) : ''),
      ),
    fc.integer({ min: 1, max: 6 }).map((power) => `{"text":${'9'.repeat(10 ** power)}}`),
    fc.constantFrom(
      ...[`{"text":"a","text":"${canary}","text":5}`, `{"__proto__":{"text":"${canary}"}}`],
      ...[`{"text":"a","__proto__":{"admin":true}}`, `{"text":"a","constructor":{"prototype":{"x":1}}}`],
      ...[
        'null',
        '[]',
        '""',
        '0',
        'true',
        '-',
        '1e999',
        '"\\ud800"',
        '{"text":null}',
        '{"text":{"toString":"x"}}',
      ],
    ),
  );

  it(
    'B2: JSON that is none, or none of ours, is refused without a word of it: /api/chat',
    { timeout: 120_000 },
    async () => {
      const before = await house.rows();
      await tryAll(spoilt, async (body) => {
        const one = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
        const response = await one.post(body);
        const text = await response.text();
        const isOurs = isChat(body);
        expect([body.slice(0, 200), response.status]).toEqual([body.slice(0, 200), isOurs ? 200 : 400]);
        if (!isOurs) {
          expect(Object.keys(JSON.parse(text) as object)).toEqual(['error']);
          expectSilent(text, '金丝雀');
        }
      });
      expect(await house.rows()).toEqual(before);
      expect(({} as Record<string, unknown>).admin).toBeUndefined();
    },
  );

  /** What `/api/chat` has to take: the spoiling may leave it whole. */
  function isChat(body: string): boolean {
    try {
      const value = JSON.parse(body) as Record<string, unknown> | null;
      return (
        typeof value === 'object' &&
        value !== null &&
        Object.keys(value).join() === 'text' &&
        typeof value.text === 'string'
      );
    } catch {
      return false;
    }
  }

  it('B2: the same with an update’s number around it: the webhook', { timeout: 120_000 }, async () => {
    const headers = {
      'Content-Type': 'application/json',
      'X-Telegram-Bot-Api-Secret-Token': house.webhook.secret,
    };
    let next = 0;
    const bodies = fc
      .tuple(spoilt, fc.constantFrom('bare', 'message', 'callback_query', 'bytes'))
      .map(([json, how]) => {
        next += 1;
        const whole = how === 'bare' ? json : `{"update_id":${next},"${how}":${json}}`;
        return how === 'bytes'
          ? Buffer.concat([
              Buffer.from(whole.slice(0, 30)),
              Buffer.from([0xff, 0xc0]),
              Buffer.from(whole.slice(30)),
            ])
          : whole;
      });
    await tryAll(bodies, async (body) => {
      const response = await fetch(house.webhook.url, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      expect([200, 400]).toContain(response.status);
      expect(await response.text()).toBe('{}');
      expect(response.status === 200 && typeof body !== 'string').toBe(false); // no bytes that are no text
    });
    const waiting = () => house.app.database.prisma.inbox.count({ where: { done_at: null } });
    await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
  });

  /** Every form with fields that it takes, and what it answers to them alone: nothing has been told yet. */
  const FORMS = [
    { path: '/help', fields: { submission: 'a'.repeat(22), happened: '' } },
    { path: '/help/draft', fields: { code: '1' } },
    { path: '/r', fields: { number: '1', code: '2' } },
    { path: '/r/open', fields: { submission: 'b'.repeat(22), text: '' } },
    { path: '/r/ask', fields: { submission: 'c'.repeat(22), ask: 'object', words: '' } },
    { path: '/r/files/remove', fields: { id: 'a0000000-0000-4000-8000-000000000003' } },
    { path: '/chat', fields: { text: '' } },
  ] as const;
  const extra = fc.oneof(
    fc.constantFrom(
      ...[
        'id',
        'case_id',
        'state',
        'category',
        'urgency',
        'over_limit',
        'created_at',
        'channel',
        'staff_id',
        'roles',
        'assessment',
      ],
      ...[
        '__proto__',
        'constructor',
        'prototype',
        '__proto__[admin]',
        'constructor[prototype][x]',
        'happened[]',
        'happened[0]',
      ],
      ...[
        'text.a',
        'text[$ne]',
        'code[contains]',
        'consent_version',
        'submission_key',
        '_method',
        'toString',
        'hasOwnProperty',
        ' text',
      ],
    ),
    fc
      .string({ unit: 'binary', minLength: 1, maxLength: 12 })
      .map((name) => `x${name.replace(/\p{Surrogate}/gu, '')}`),
  );
  const polluted = fc.record({
    form: fc.constantFrom(...FORMS),
    extra,
    value: fc.constantFrom('1', '', 'true', canary, '{"not":null}'),
    how: fc.constantFrom('more', 'twice', 'type', 'method'),
    type: fc.constantFrom(
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded; charset=gbk',
      '',
    ),
    method: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS'),
  });

  it(
    'B16: a field too many, one twice, another type or method is refused and changes nothing',
    { timeout: 120_000 },
    async () => {
      const before = await house.rows();
      await tryAll(polluted, async ({ form: { path, fields }, extra: name, value, how, type, method }) => {
        const body = new URLSearchParams(fields);
        const [first = ''] = Object.keys(fields).slice(-1);
        body.append(how === 'more' ? name : first, value);
        const headers = {
          'Content-Type': how === 'type' ? type : 'application/x-www-form-urlencoded',
          ...{
            'Sec-Fetch-Site': 'same-origin',
            'X-HTTP-Method-Override': method,
            'X-Method-Override': method,
          },
        };
        const response = await woman.request(path, {
          method: how === 'method' ? method : 'POST',
          headers,
          body: how === 'method' ? '' : body.toString(),
        });
        const text = await response.text();
        const expected =
          how === 'type' ? [415] : how === 'method' ? [405] : name === '__proto__' ? [400, 403] : [400];
        expect(expected).toContain(response.status); // the form of a report passes __proto__ over: nothing is told by what is left
        expectSilent(text, '金丝雀');
      });
      expect(await house.rows()).toEqual(before);
      expect(({} as Record<string, unknown>).admin).toBeUndefined();
    },
  );

  it('B16: an address with a parameter twice, or pretending to be a post, shows the page and changes nothing', async () => {
    const before = await house.rows();
    const queries = fc.tuple(
      fc.constantFrom('/help', '/r', '/chat', '/r/open', '/help/draft'),
      fc.array(
        fc.tuple(
          fc.constantFrom('lang', 'id', '_method', 'sent', 'done', 'ended', 'lang[]', '__proto__', 'x'),
          fc.constantFrom('1', 'en', 'POST', canary),
        ),
        {
          minLength: 2,
          maxLength: 6,
        },
      ),
      fc.constantFrom('GET', 'HEAD'),
    );
    await tryAll(
      queries,
      async ([path, pairs, method]) => {
        const response = await woman.request(`${path}?${new URLSearchParams(pairs).toString()}`, {
          method,
          headers: { 'X-HTTP-Method-Override': 'POST' },
        });
        expect([path, response.status]).toEqual([path, 200]);
        expectSilent(await response.text(), '金丝雀');
      },
      { cases: 300 },
    );
    expect(await house.rows()).toEqual(before);
  });
});
