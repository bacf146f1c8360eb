import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.js';
import { createTestClock, HOUR } from '../../support/test-clock.js';
import type { Visitor } from '../../support/visitor.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ clock: createTestClock('2026-11-25T18:00:00+08:00') });
});
afterAll(() => app.close());

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
const send = (visitor: Visitor, path: string, fields: Array<[string, string]>) =>
  visitor.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
async function form(visitor: Visitor): Promise<Array<[string, string]>> {
  const html = await (await visitor.request('/tips/new')).text();
  return [
    ['token', hidden(html, 'token')],
    ['submission', hidden(html, 'submission')],
  ];
}
const pageOf = (response: Response) => (response.headers.get('location') ?? '').split('?')[0] ?? '';
async function subscribed(visitor: Visitor, more: Array<[string, string]> = []): Promise<string> {
  return pageOf(await send(visitor, '/tips/new', [...(await form(visitor)), ...more]));
}

describe('subscribing on the page', () => {
  it('opens one private page however often the form is sent', async () => {
    const woman = app.visitor();
    const fields: Array<[string, string]> = [
      ...(await form(woman)),
      ['topics', 'vision'],
      ['topics', 'sleep'],
    ];
    const responses = await Promise.all([1, 2, 3].map(() => send(woman, '/tips/new', fields)));
    expect(responses.map(({ status }) => status)).toEqual([303, 303, 303]);
    const places = new Set(responses.map(pageOf));
    expect(places.size).toBe(1);
    expect([...places][0]).toMatch(/^\/tips\/p\/[A-Za-z0-9_-]{43}$/);
    const pages = await app.database.prisma.contact.findMany({ where: { channel: 'tips_page' } });
    expect(pages.length).toBe(1);
    expect(woman.cookies.has('sid')).toBe(false); // no talk hangs on it
  });

  it('asks for the guardian’s consent instead of dropping what was written', async () => {
    const woman = app.visitor();
    const before = await app.database.prisma.contact.count();
    const fields: Array<[string, string]> = [...(await form(woman)), ['months', '2019年5月'], ['months', '']];
    const refused = await send(woman, '/tips/new', fields);
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toContain('请先勾选同意');
    expect(html).toContain('value="2019年5月"');
    expect(await app.database.prisma.contact.count()).toBe(before);

    const place = pageOf(await send(woman, '/tips/new', [...fields, ['consent', 'yes']]));
    expect(await (await woman.request(`${place}/wishes`)).text()).toContain('value="2019-05"');
    const consent = await app.database.prisma.consent.findFirstOrThrow();
    expect([consent.purpose, consent.version, consent.withdrawn_at]).toEqual(['child_birth_month', 1, null]);
  });

  it('says which month it can’t read, and refuses what the page does not offer', async () => {
    const woman = app.visitor();
    const fields = await form(woman);
    const unread = await send(woman, '/tips/new', [...fields, ['months', '兔年'], ['consent', 'yes']]);
    expect([unread.status, (await unread.text()).includes('出生年月看不懂')]).toEqual([400, true]);
    for (const [name, value] of [
      ['topics', 'nothing_of_ours'],
      ['township', 'elsewhere'],
      ['caregivers', 'stranger'],
    ] as const) {
      expect((await send(woman, '/tips/new', [...fields, [name, value]])).status).toBe(400);
    }
    expect((await send(woman, '/tips/new', fields.slice(0, 1))).status).toBe(400);
    const foreign = await app.visitor({ 'Sec-Fetch-Site': 'cross-site' }).request('/tips/new', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    expect(foreign.status).toBe(403);
  });
});

describe('the private page', () => {
  it('is hidden from search engines, caches, other sites and our own log', async () => {
    const woman = app.visitor();
    const place = await subscribed(woman);
    const response = await woman.request(place);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const secret = place.split('/').at(-1) ?? '';
    await woman.request(`${place}/nothing`);
    expect(app.logged.some((line) => line.includes('"/tips/p/:secret"'))).toBe(true);
    expect(app.logged.filter((line) => line.includes(secret))).toEqual([]);
    expect(await (await fetch(`${app.url}/metrics`)).text()).not.toContain(secret);
  });

  it('shows the tip of the day once it is due, with its sources, new only the first time', async () => {
    const woman = app.visitor();
    const place = await subscribed(woman);
    expect(await (await woman.request(place)).text()).toContain('还没有提示');
    app.clock.advance(HOUR);
    await app.restart();
    await expect
      .poll(() => app.database.prisma.campaignRecipient.count(), { timeout: 15_000 })
      .toBeGreaterThan(0);
    const first = await (await woman.request(place)).text();
    expect(first).toContain('2026-11-25');
    expect(first).toContain('class="new"');
    expect(first).toContain('《妇女权益保障法》');
    const articles = (html: string) => html.match(/<article/g)?.length;
    const second = await (await woman.request(place)).text();
    expect(second).not.toContain('class="new"');
    expect(articles(second)).toBe(articles(first));
  });

  it('is changed and ended by its own forms, and is gone then', async () => {
    const woman = app.visitor();
    const place = await subscribed(woman, [
      ['months', '2020-01'],
      ['consent', 'yes'],
    ]);
    const token = hidden(await (await woman.request(place)).text(), 'token');
    const changed = await send(woman, `${place}/wishes`, [
      ['token', token],
      ['caregivers', 'grandparent'],
      ['township', 'yuquan'],
    ]);
    expect([changed.status, pageOf(changed)]).toEqual([303, place]);
    const wishes = await (await woman.request(`${place}/wishes`)).text();
    expect(wishes).toMatch(/value="grandparent" checked/);
    expect(wishes).not.toContain('2020-01"');

    const before = await app.database.prisma.contact.count();
    const ended = await send(woman, `${place}/end`, [['token', token]]);
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/tips?ended=1']);
    expect(await (await woman.request('/tips?ended=1')).text()).toContain('已经退订');
    expect(await app.database.prisma.contact.count()).toBe(before - 1);
    expect((await woman.request(place)).status).toBe(404);
    expect((await send(woman, `${place}/wishes`, [['token', token]])).status).toBe(404);
  });

  it('of a wrong address is not found', async () => {
    const woman = app.visitor();
    for (const path of ['/tips/p/x', `/tips/p/${'A'.repeat(43)}`, `/tips/p/${'A'.repeat(43)}/wishes`]) {
      expect((await woman.request(path)).status).toBe(404);
    }
    expect((await woman.request('/tips/p/x/end')).status).toBe(405);
  });
});
