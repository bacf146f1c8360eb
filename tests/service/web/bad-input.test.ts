import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, hiddenFields, linesOf, Visitor } from './client.js';
import { createHouse, type Door, type House } from './door.js';

let house: House;
let door: Door;
const canary = `金丝雀-${randomUUID()}`;

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
});
afterAll(async () => {
  expect(door.logged.filter((line) => line.includes('金丝雀'))).toEqual([]);
  await house.drop();
});

const zh = { 'Accept-Language': 'zh' };
const visitor = () => new Visitor(door, zh);

async function refusal(response: Response): Promise<{ status: number; code: string; message: string }> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  expect(Object.keys(body)).toEqual(['error']);
  expect(Object.keys(body.error)).toEqual(['code', 'message']);
  return { status: response.status, ...body.error };
}

/** Sends bytes as they are and reads what comes back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(door.url).port), '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
    );
  });
}

describe('JSON that nobody should send', () => {
  it.each([
    ['broken', `{"text":"${'x'}`, 400],
    ['null', 'null', 400],
    ['a list', '[]', 400],
    ['a number', '5', 400],
    ['nothing', '', 400],
    ['no field', '{}', 400],
    ['both text and button', '{"text":"a","button":"b"}', 400],
    ['an unknown field', '{"text":"a","admin":true}', 400],
    ['a prototype', '{"text":"a","__proto__":{"x":1}}', 400],
    ['a constructor', '{"text":"a","constructor":{"prototype":{}}}', 400],
    ['a number as text', '{"text":5}', 400],
    ['operators of a query', '{"text":{"contains":"a"}}', 400],
    ['3,000 levels', `{"text":${'['.repeat(3000)}${']'.repeat(3000)}}`, 400],
    ['a number of a million digits', `{"text":${'9'.repeat(1_000_000)}}`, 400],
    ['more than 1 MB', `{"text":"${'a'.repeat(1024 * 1024)}"}`, 413],
    ['a language that is none', '{"text":"a","locale":"../../etc"}', 400],
    ['a button with words', '{"button":"我"}', 400],
  ])('%s is refused with a sentence', async (_what, body, status) => {
    const answer = await refusal(await visitor().api(body));
    expect(answer.status).toBe(status);
    expect(answer.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('of another type is refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      '',
    ]) {
      const response = await visitor().api('{"text":"a"}', { 'Content-Type': type });
      expect(await refusal(response)).toMatchObject({ status: 415, code: 'unsupported_type' });
    }
  });

  it('that is compressed is refused unread', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 'a'));
    const response = await visitor().request('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: bomb,
    });
    expect(await refusal(response)).toMatchObject({ status: 415 });
  });

  it('in another character set is refused', async () => {
    const response = await visitor().api('{"text":"a"}', { 'Content-Type': 'application/json; charset=gbk' });
    expect(await refusal(response)).toMatchObject({ status: 415 });
    expect(
      (await visitor().api('{"text":"a"}', { 'Content-Type': 'Application/JSON; charset="UTF-8"' })).status,
    ).toBe(200);
  });

  it('is not echoed by any refusal', async () => {
    for (const body of [
      `{"text":"${canary}`,
      `{"${canary}":1}`,
      `{"text":"${canary}","x":1}`,
      `{"text":"${canary.repeat(9000)}"}`,
    ]) {
      const response = await visitor().api(body, { 'Accept-Language': 'zh' });
      const seen = JSON.stringify([...response.headers]) + (await response.text());
      expect(seen).not.toContain('金丝雀');
      expect(seen).not.toMatch(/at .*\.(ts|js):\d+/);
    }
  });

  it('never becomes an error of ours, whatever the text', async () => {
    const one = visitor();
    const seed = Date.now() % 1_000_000;
    console.log(`fast-check seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const response = await one.api(JSON.stringify({ text: `${text}` }));
        expect(response.status).toBe(200);
      }),
      { seed, numRuns: 60 },
    );
    expect((await one.request('/chat')).status).toBe(200);
  });

  it('never becomes an error of ours, whatever the document', async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`fast-check seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect((await visitor().api(JSON.stringify(value))).status).toBe(400);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('with NUL and halves of characters is kept as far as it can be', async () => {
    const one = visitor();
    expect((await one.api('{"text":"前\\u0000中\\ud83d后"}')).status).toBe(200);
    expect(linesOf(await one.page('/chat'))).toContain('前中\uFFFD后');
  });

  it('with marks of direction and rare characters is kept as it was', async () => {
    const one = visitor();
    const text = '\u202e反\u2066向\u200b 𠀀𪛖 e\u0301 👨‍👩‍👧 \ue000';
    await one.ask({ text });
    expect(linesOf(await one.page('/chat'))).toContain(text);
  });
});

describe('a form that nobody should send', () => {
  it('of more than 64 KB is refused', async () => {
    const response = await visitor().form({ text: 'a'.repeat(64 * 1024) });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('内容太长了');
  });

  it.each([
    ['an unknown field', 'text=a&admin=1', 400],
    ['a field twice', 'text=a&text=b', 400],
    ['a thousand fields', Array.from({ length: 1000 }, (_, at) => `a${at}=1`).join('&'), 400],
  ])('with %s is refused', async (_what, body, status) => {
    const response = await visitor().request('/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(response.status).toBe(status);
  });

  it('of another type is refused', async () => {
    const response = await visitor().request('/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\na\r\n--x--',
    });
    expect(response.status).toBe(415);
  });

  it('with broken escapes loses nothing', async () => {
    const one = visitor();
    const response = await one.request('/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'text=%E0%A4%A+100%25%',
    });
    expect(response.status).toBe(303);
    expect(linesOf(await one.page('/chat')).some((line) => line.includes('100%'))).toBe(true);
  });
});

describe('a post from another site', () => {
  const sites: Array<Record<string, string>> = [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'same-origin, cross-site' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://127.0.0.1:1' },
  ];

  it.each(sites)('%j is refused and changes nothing', async (headers) => {
    const one = visitor();
    await one.page('/chat');
    const before = await door.database.prisma.contact.count();
    const api = await one.api({ text: 'a' }, headers);
    expect(await refusal(api)).toMatchObject({ status: 403, code: 'cross_site' });
    const form = await one.request('/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: 'text=a',
    });
    expect(form.status).toBe(403);
    expect(await door.database.prisma.contact.count()).toBe(before);
  });

  it('is told from our own form without a referrer by its token', async () => {
    const [one, other] = [visitor(), visitor()];
    const { token } = hiddenFields(await one.page('/chat'));
    const foreign = hiddenFields(await other.page('/chat')).token;
    const post = (value: string) =>
      one.request('/chat', {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'null' },
        body: new URLSearchParams({ text: 'a', token: value }),
      });
    expect((await post(token)).status).toBe(303);
    expect((await post(foreign)).status).toBe(403);
    expect((await post('')).status).toBe(403);
  });

  it('is our own when the origin is ours', async () => {
    expect((await visitor().api({ text: 'a' }, { Origin: door.url })).status).toBe(200);
  });
});

describe('a request that nobody should send', () => {
  it.each([
    ['/%', 400],
    ['/%E0%A4%A', 400],
    ['/learn/%00', 400],
    ['/learn/%C0%AF', 400],
    ['/?lang=%ZZ', 400],
    [`/${'a'.repeat(3000)}`, 400],
    ['/learn/..%2f..%2fetc%2fpasswd', 404],
    ['/learn/constructor', 404],
    ['//evil.example/', 404],
    ['/CHAT/../console', 404],
  ])('for %s gets %i', async (path, status) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('tel:110');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('by %s gets 405', async (method) => {
    const answer = await raw(`${method} /chat HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 405 /);
    expect(answer).toMatch(/\r\nAllow: GET, HEAD, POST\r\n/);
  });

  it.each([
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/learn', 'GET, HEAD'],
    ['POST', '/privacy', 'GET, HEAD'],
    ['POST', '/livez', 'GET, HEAD'],
    ['POST', '/metrics', 'GET, HEAD'],
    ['GET', '/api/chat', 'POST'],
  ])('%s %s gets 405 with what is allowed', async (method, path, allowed) => {
    const response = await visitor().request(path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allowed]);
  });

  it('pretending another method changes nothing', async () => {
    const response = await visitor().request('/privacy?_method=POST', {
      headers: { 'X-HTTP-Method-Override': 'DELETE' },
    });
    expect(response.status).toBe(200);
  });

  it('with two lengths, a cookie of 20 KB or 3,000 headers is refused', async () => {
    const smuggled =
      'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await raw(smuggled)).toMatch(/^HTTP\/1.1 400 /);
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'b'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    );
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\n${'Name: value\r\n'.repeat(3000)}\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    );
  });

  it('with a body that is longer than it says or never ends is cut off', async () => {
    const head = 'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const lying = await raw(`${head}Content-Length: 12\r\nConnection: close\r\n\r\n{"text":"a"}{"text":"b"}`);
    expect(lying).toMatch(/^HTTP\/1.1 400 /);
    const began = performance.now();
    const announced = await raw(`${head}Content-Length: 2000000000\r\n\r\n{"text":"a`);
    expect(announced).toMatch(/^HTTP\/1.1 413 /);
    const endless = await raw(
      `${head}Transfer-Encoding: chunked\r\n\r\n${`4000\r\n${'a'.repeat(0x4000)}\r\n`.repeat(80)}`,
    );
    expect(endless).toMatch(/^HTTP\/1.1 413 /);
    expect(performance.now() - began).toBeLessThan(4000);
  });

  it('with a cookie that is no session begins a new one', async () => {
    for (const cookie of [
      'sid=short',
      `sid=${'a'.repeat(44)}`,
      'sid=%00',
      "sid='; DROP TABLE contact;--",
      '=;;=',
    ]) {
      const response = await fetch(`${door.url}/chat`, { headers: { Cookie: cookie } });
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie()[0]).toMatch(/^sid=[A-Za-z0-9_-]{43};/);
    }
  });
});

describe('what is logged', () => {
  it('of a fault in the dialogue is a name, a code and the route', async () => {
    door.logged.length = 0;
    const response = await visitor().api({ text: `故障 ${canary}` });
    expect(await refusal(response)).toMatchObject({ status: 503, code: 'unavailable' });
    const lines = door.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find((line) => line.event === 'chat_unavailable')).toEqual({
      errorName: 'Error',
      code: 'unknown',
      status: 503,
      route: '/api/chat',
      errorId: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
      event: 'chat_unavailable',
    });
    expect(door.logged.join('\n')).not.toContain('金丝雀');
  });

  it('of a request is its method, the route’s pattern, the status and the time', async () => {
    door.logged.length = 0;
    await visitor().request(`/learn/${encodeURIComponent(canary)}?q=${encodeURIComponent(canary)}`, {
      headers: { 'User-Agent': 'x', Referer: `http://x/${encodeURIComponent(canary)}` },
    });
    await eventually(() => door.logged.length).toBe(1);
    expect(JSON.parse(door.logged[0] ?? '')).toEqual({
      method: 'GET',
      route: '/learn/:topic',
      status: 404,
      ms: expect.any(Number) as number,
      event: 'request',
    });
  });
});
