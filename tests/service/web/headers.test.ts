import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Visitor } from './client.js';
import { createHouse, type Door, type DoorOptions, type House } from './door.js';

let house: House;
let door: Door;
let secure: Door;

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
  secure = await house.open({
    config: { https: true, publicUrl: 'https://help.example.cn', trustProxyHops: 1 },
  });
});
afterAll(() => house.drop());

const EVERYWHERE = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};
const PAGE =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const CHAT =
  "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const DATA = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** Headers that belong to the connection or to the one answer. */
const OTHER = [
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'set-cookie',
  'content-type',
  'transfer-encoding',
];

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries([...response.headers].filter(([name]) => !OTHER.includes(name)));
}

const language = { 'content-language': 'zh-CN', vary: 'Accept-Language, Cookie' };

describe('the headers are exactly these', () => {
  it.each([
    ['/', 200, { ...language, 'content-security-policy': PAGE, 'cache-control': 'private, no-cache' }],
    ['/learn', 200, { ...language, 'content-security-policy': PAGE, 'cache-control': 'private, no-cache' }],
    [
      '/learn/vision',
      200,
      { ...language, 'content-security-policy': PAGE, 'cache-control': 'private, no-cache' },
    ],
    ['/privacy', 200, { ...language, 'content-security-policy': PAGE, 'cache-control': 'private, no-cache' }],
    ['/chat', 200, { ...language, 'content-security-policy': CHAT, 'cache-control': 'no-store' }],
    ['/help', 200, { ...language, 'content-security-policy': CHAT, 'cache-control': 'no-store' }],
    ['/help/draft', 200, { ...language, 'content-security-policy': CHAT, 'cache-control': 'no-store' }],
    ['/help/done', 200, { ...language, 'content-security-policy': CHAT, 'cache-control': 'no-store' }],
    ['/r', 200, { ...language, 'content-security-policy': CHAT, 'cache-control': 'no-store' }],
    ['/help/nothing', 404, { ...language, 'content-security-policy': CHAT, 'cache-control': 'no-store' }],
    ['/learn/nothing', 404, { ...language, 'content-security-policy': PAGE, 'cache-control': 'no-store' }],
    ['/nothing', 404, { ...language, 'content-security-policy': PAGE, 'cache-control': 'no-store' }],
    ['/livez', 200, { 'content-security-policy': DATA, 'cache-control': 'no-store' }],
    ['/readyz', 200, { 'content-security-policy': DATA, 'cache-control': 'no-store' }],
    ['/metrics', 200, { 'content-security-policy': DATA, 'cache-control': 'no-store' }],
  ])('on %s', async (path, status, expected) => {
    const response = await fetch(door.url + path, { headers: { 'Accept-Language': 'zh' } });
    expect(response.status).toBe(status);
    expect(headersOf(response)).toEqual({ ...EVERYWHERE, ...expected });
  });

  it('on an answer of the chat', async () => {
    const response = await new Visitor(door, { 'Accept-Language': 'zh' }).api({ text: '你好' });
    const { 'chat-lines': lines, ...rest } = headersOf(response);
    expect(lines).toMatch(/^\d+,\d+$/);
    expect(rest).toEqual({
      ...EVERYWHERE,
      ...language,
      'content-security-policy': DATA,
      'cache-control': 'no-store',
    });
  });

  it('on a file, which may be kept for ever under the hash of its content', async () => {
    const html = await (await fetch(`${door.url}/chat`)).text();
    const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.map((file) => file.replace(/\.[0-9a-f]{16}\./, '.'))).toEqual([
      '/assets/site.css',
      '/assets/icon.svg',
      '/assets/safe.js',
      '/assets/chat.js',
    ]);
    for (const file of files) {
      const response = await fetch(door.url + file);
      expect(response.status).toBe(200);
      expect(headersOf(response)).toEqual({
        ...EVERYWHERE,
        'content-security-policy': DATA,
        'cache-control': 'public, max-age=31536000, immutable',
      });
    }
    const older = await fetch(`${door.url}/assets/site.0123456789abcdef.css`);
    expect([older.status, older.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect((await fetch(`${door.url}/assets/..%2f..%2fcreate-web.ts`)).status).toBe(404);
  });
});

describe('behind https', () => {
  it('adds HSTS, upgrades and a __Host- cookie', async () => {
    const response = await fetch(`${secure.url}/chat`, { headers: { 'X-Forwarded-Proto': 'https' } });
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect(response.headers.get('content-security-policy')).toBe(`${CHAT}; upgrade-insecure-requests`);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-sid=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });

  it('takes posts of its public address alone', async () => {
    const post = (origin: string) => new Visitor(secure).api({ text: 'hello' }, { Origin: origin });
    expect((await post('https://help.example.cn')).status).toBe(200);
    expect((await post('https://help.example.cn.evil.example')).status).toBe(403);
  });
});

describe('the language', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['ZH', 'zh-CN'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['fr,zh;q=0.9', 'en'],
    ['en;q=0.1,zh;q=0.9', 'zh-CN'],
    ['', 'zh-CN'],
    ['*', 'zh-CN'],
    [';;;q=,,=', 'en'],
  ])('for Accept-Language "%s" is %s', async (header, expected) => {
    const response = await fetch(`${door.url}/`, { headers: { 'Accept-Language': header } });
    expect(await response.text()).toContain(`<html lang="${expected}">`);
  });

  it('chosen on a page stays chosen, and every page offers the other', async () => {
    const visitor = new Visitor(door, { 'Accept-Language': 'zh' });
    const chosen = await visitor.request('/privacy?lang=en');
    expect(chosen.headers.getSetCookie()).toEqual([
      'lang=en; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax',
    ]);
    for (const path of ['/', '/chat', '/learn', '/learn/vision', '/tips', '/privacy', '/nothing']) {
      const html = await visitor.page(path);
      expect(html).toContain('<html lang="en">');
      expect(html).toContain('href="?lang=zh-CN"');
    }
  });

  it('is no other than these', async () => {
    const response = await new Visitor(door, { 'Accept-Language': 'zh' }).request('/?lang=%3Cscript%3E');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.text()).toContain('<html lang="zh-CN">');
  });
});

it('shows 110, 120 and 12338 as links on every page, errors included', async () => {
  for (const path of [
    '/',
    '/chat',
    '/learn',
    '/learn/vision',
    '/tips',
    '/privacy',
    '/help',
    '/help/draft',
    '/help/done',
    '/r',
    '/nothing',
    '/%E0%A4%A',
  ]) {
    const html = await (await fetch(door.url + path)).text();
    for (const number of ['110', '120', '12338']) {
      expect(html).toContain(`href="tel:${number}"`);
    }
    expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
  }
});

it('answers the machines that watch it', async () => {
  expect(await (await fetch(`${door.url}/livez`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${door.url}/readyz`)).json()).toEqual({ status: 'ok' });
  const metrics = await fetch(`${door.url}/metrics`);
  expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await metrics.text()).toContain('shouwang_up 1');
});

it('tells its numbers to nobody through a proxy but to whoever has the token', async () => {
  const metricsToken = 'm'.repeat(32);
  const statusAt = async (config: NonNullable<DoorOptions['config']>, token?: string) => {
    const at = await house.open({ config });
    const headers = new Headers(token === undefined ? {} : { Authorization: `Bearer ${token}` });
    return (await fetch(`${at.url}/metrics`, { headers })).status;
  };
  expect(await statusAt({ trustProxyHops: 1 })).toBe(404);
  expect(await statusAt({ trustProxyHops: 1 }, '')).toBe(404);
  expect(await statusAt({ trustProxyHops: 1, metricsToken })).toBe(404);
  expect(await statusAt({ trustProxyHops: 1, metricsToken }, 'x'.repeat(32))).toBe(404);
  expect(await statusAt({ trustProxyHops: 1, metricsToken }, metricsToken)).toBe(200);
});
