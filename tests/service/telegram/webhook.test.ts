import net from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramUpdates as updates } from '../../support/bot-api.js';
import { createTelegramTest, type TelegramProcess, type TelegramTest } from '../../support/telegram.js';

let test: TelegramTest;
let service: TelegramProcess;
beforeAll(async () => {
  test = await createTelegramTest();
  service = await test.launch({ webhook: true });
});
afterAll(() => test.close());

const kept = () => test.database.prisma.inbox.count();

async function send(body: string, headers: Record<string, string> = {}, method = 'POST'): Promise<Response> {
  const secret = { 'X-Telegram-Bot-Api-Secret-Token': service.secret };
  const init = method === 'GET' ? {} : { body };
  return fetch(service.url, { method, headers: { ...secret, ...headers }, ...init });
}

/** Says it byte by byte, as no client would. @returns the status line */
function sayRaw(...parts: string[]): Promise<string> {
  const { port, hostname } = new URL(service.url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.on('error', (error) => (answer ? resolve(answer.split('\r\n')[0] ?? '') : reject(error)));
    parts.forEach((part) => socket.write(part));
  });
}

describe('whoever brings no right secret', () => {
  it.each([
    ['none', {}],
    ['an empty one', { 'X-Telegram-Bot-Api-Secret-Token': '' }],
    ['"undefined"', { 'X-Telegram-Bot-Api-Secret-Token': 'undefined' }],
    ['a wrong one of the same length', { 'X-Telegram-Bot-Api-Secret-Token': 'x'.repeat(48) }],
    ['a longer one', { 'X-Telegram-Bot-Api-Secret-Token': 'x'.repeat(5000) }],
  ] as Array<[string, Record<string, string>]>)('is refused before anything else: %s', async (_, headers) => {
    const before = await kept();
    const response = await fetch(service.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(updates.text(1, '伪造')),
    });
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('{}');
    expect(await kept()).toBe(before);
  });

  it('is refused while the database is away, too, and without waiting for the body', async () => {
    const answer = await sayRaw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{"half');
    expect(answer).toBe('HTTP/1.1 401 Unauthorized');
  });
});

describe('a body', () => {
  it.each([
    ['no JSON', 'hello'],
    ['empty', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '7'],
    ['without an id', '{"message":{}}'],
    ['with an id that is text', '{"update_id":"7"}'],
    ['with an id that is no whole number', '{"update_id":7.5}'],
    ['nested 3,000 deep', `{"update_id":7,"a":${'['.repeat(3000)}${']'.repeat(3000)}}`],
    ['nested 3,000 deep and unfinished', '['.repeat(3000)],
    ['cut off', '{"update_id":7,"message":{"text":"金丝雀'],
  ])('that is no update is refused and says nothing: %s', async (_, body) => {
    const before = await kept();
    const response = await send(body);
    expect([response.status, await response.text()]).toEqual([400, '{}']);
    expect(await kept()).toBe(before);
  });

  it('in broken UTF-8 is refused', async () => {
    const secret = { 'X-Telegram-Bot-Api-Secret-Token': service.secret };
    const body = Buffer.concat([
      Buffer.from('{"update_id":7,"a":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    expect((await fetch(service.url, { method: 'POST', headers: secret, body })).status).toBe(400);
  });

  it('above 1 MB is refused, announced or not', async () => {
    const big = JSON.stringify(updates.text(1, 'x'.repeat(1024 * 1024)));
    const head = `POST / HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: ${service.secret}\r\n`;
    expect(await sayRaw(`${head}Content-Length: ${Buffer.byteLength(big)}\r\n\r\n`)).toBe(
      'HTTP/1.1 413 Payload Too Large',
    );
    const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;
    const endless = Array.from({ length: 20 }, () => chunk);
    expect(await sayRaw(`${head}Transfer-Encoding: chunked\r\n\r\n`, ...endless)).toBe(
      'HTTP/1.1 413 Payload Too Large',
    );
  });

  it('just below 1 MB is kept', async () => {
    const before = await kept();
    expect((await send(JSON.stringify(updates.text(1, 'x'.repeat(1_000_000))))).status).toBe(200);
    expect(await kept()).toBe(before + 1);
  });

  it('with NUL, lone surrogates and keys like __proto__ is kept', async () => {
    const before = await kept();
    const text = JSON.stringify(updates.text(1, 'a\u0000b')).replace('"date"', '"__proto__":{"x":1},"date"');
    expect((await send(text)).status).toBe(200);
    expect((await send(JSON.stringify(updates.text(1, 'a')).replace('"a"', '"\\ud800"'))).status).toBe(200);
    expect(await kept()).toBe(before + 2);
  });

  it('of any JSON is kept or refused, and never an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), fc.boolean(), async (json, wrapped) => {
        const body = wrapped ? `{"update_id":${Math.floor(Math.random() * 1e9)},"message":${json}}` : json;
        const { status } = await send(body);
        expect(wrapped ? [200] : [200, 400]).toContain(status);
      }),
      { numRuns: 150 },
    );
  });
});

describe('other methods', () => {
  it.each(['GET', 'PUT', 'DELETE'])('are refused: %s', async (method) => {
    const response = await send('{}', {}, method);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('an update that can not be kept', () => {
  it('is answered 503 with Retry-After within 4 s, and kept when Telegram brings it again', async () => {
    const away = await test.launch({ webhook: true, databaseUrl: 'postgresql://x:x@127.0.0.1:1/none' });
    const update = updates.text(1, '重要');
    const init = {
      method: 'POST',
      headers: { 'X-Telegram-Bot-Api-Secret-Token': away.secret },
      body: JSON.stringify(update),
    };
    const refused = await fetch(away.url, init);
    expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
      503,
      '5',
      '{}',
    ]);
    expect(away.log).toEqual([{ event: 'telegram_update_not_kept', fields: { status: 503 } }]);
    const before = await kept();
    expect((await fetch(service.url, init)).status).toBe(200);
    expect(await kept()).toBe(before + 1);
  });

  it('because the table is locked is answered 503, not left open', async () => {
    await test.database.prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE`;
        const began = performance.now();
        const response = await send(JSON.stringify(updates.text(1, '慢')));
        expect(response.status).toBe(503);
        expect(performance.now() - began).toBeLessThan(4000);
      },
      { timeout: 10_000 },
    );
  });
});

describe('many updates at once', () => {
  it('are all kept, each once', async () => {
    const all = Array.from({ length: 600 }, (_, n) => updates.text(1 + (n % 100), '你好'));
    const next = [...all, ...all.slice(0, 200)][Symbol.iterator]();
    const sending = Array.from({ length: 16 }, async () => {
      for (const update of next) {
        expect((await send(JSON.stringify(update))).status).toBe(200);
      }
    });
    await Promise.all(sending);
    const ids = all.map(({ update_id }) => String(update_id));
    expect(await test.database.prisma.inbox.count({ where: { update_id: { in: ids } } })).toBe(600);
  });
});
