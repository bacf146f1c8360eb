import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, hiddenFields } from './client.js';
import { createHouse, type Door, type House } from './door.js';
import { boxed, type Fields, hidden, Reporter } from './reporter.js';

let house: House;
let door: Door;
let away: Door;
const now = new Date('2026-11-25T02:00:00Z');
const canary = `金丝雀-${randomUUID()}`;
const DIGITS = /<li>\d{4}<\/li>/;
const fail = () => Promise.reject(new Error('gone'));

beforeAll(async () => {
  house = await createHouse();
  const clock = { now: () => now };
  door = await house.open({ deps: { clock } });
  away = await house.open({
    deps: { reports: { ...door.cases, file: fail, drafts: { save: fail, open: fail } } },
  });
});
afterAll(() => house.drop());

const cases = () => door.database.prisma.case.count();
/** What a browser sends once more, after she has left and he goes back; he may have opened a page of his own before. */
async function resent(
  { her, at = door, path, fields }: { her: Reporter; at?: Door; path: string; fields: Fields },
  hasOpenedAPage: boolean,
) {
  await her.request('/leave', { method: 'POST' });
  const his = new Reporter(at);
  if (hasOpenedAPage) {
    await his.page('/help');
  }
  const response = await his.send(path, fields);
  return { his, response, html: await response.text() };
}

describe.each([[false], [true]])('sent once more after leaving (a page opened meanwhile: %s)', (opened) => {
  it('number and digits open nothing', async () => {
    const her = new Reporter(door);
    const slip = await her.fileAndNote({ happened: canary });
    const fields = { token: hidden(await her.page('/r')).token, ...slip, text: canary };
    expect((await her.send('/r', fields)).status).toBe(200);
    const { his, response, html } = await resent({ her, path: '/r', fields }, opened);
    expect(response.status).toBe(403);
    expect(html).toContain('请再填一次编号和查询码');
    expect(html).not.toContain('金丝雀');
    expect(html).not.toContain(slip.number);
    expect(his.cookies.has('vid')).toBe(false);
  });

  it('a report is neither filed nor shown, nor are its digits', async () => {
    const her = new Reporter(door);
    const fields = { ...hidden(await her.page('/help')), happened: canary };
    const before = await cases();
    const unsent = await resent({ her, path: '/help', fields }, opened);
    expect(unsent.response.status).toBe(403);
    expect(boxed(unsent.html, 'happened')).toBe('');
    expect(unsent.html).toContain('这一页已经关上了');
    expect([await cases(), unsent.his.cookies.has('ref')]).toEqual([before, false]);

    const sender = new Reporter(door);
    const sent = { ...hidden(await sender.page('/help')), happened: canary };
    expect((await sender.send('/help', sent)).status).toBe(303);
    const { response, html, his } = await resent({ her: sender, path: '/help', fields: sent }, opened);
    expect([response.status, his.cookies.has('ref')]).toEqual([403, false]);
    expect(html).not.toMatch(DIGITS);
    expect(html).not.toContain('金丝雀');
  });

  it('a report that can’t be filed does not come back with her words', async () => {
    const her = new Reporter(away);
    const fields = { ...hidden(await her.page('/help')), happened: canary };
    expect(boxed(await (await her.send('/help', fields)).text(), 'happened')).toBe(canary);
    const { html, response } = await resent({ her, at: away, path: '/help', fields }, opened);
    expect(response.status).toBe(403);
    expect(html).not.toContain('金丝雀');
  });

  it('neither does a draft', async () => {
    const her = new Reporter(away);
    const fields = { ...hidden(await her.page('/help')), happened: canary };
    const { html } = await resent({ her, at: away, path: '/help/draft/save', fields }, opened);
    expect(html).not.toContain('金丝雀');
  });

  it('a message of the chat is not said', async () => {
    const her = new Reporter(door);
    const { token, key } = hiddenFields(await her.page('/chat'));
    const fields = { token, key, text: canary };
    expect((await her.send('/chat', fields)).status).toBe(303);
    const { his, response, html } = await resent({ her, path: '/chat', fields }, opened);
    expect(response.status).toBe(403);
    expect(html).toContain('请重新写');
    expect(html).not.toContain('金丝雀');
    expect(await his.page('/chat')).not.toContain('金丝雀');
  });
});

describe('what was left', () => {
  it('is known to another process too, for a day', async () => {
    const her = new Reporter(door);
    const fields = { ...hidden(await her.page('/help')), happened: canary };
    await her.request('/leave?why=idle');
    const other = new Reporter(await house.open());
    await eventually(async () => (await other.send('/help', fields)).status).toBe(403);
    const rows = await door.database.pool.query<{ key: string; hours: number }>(
      "SELECT key, (expire - extract(epoch FROM now()) * 1000)::float8 / 3600000 AS hours FROM rate_limit WHERE key LIKE 'ended:%'",
    );
    expect(rows.rows.every(({ hours }) => hours > 23 && hours <= 24.1)).toBe(true);
    expect(rows.rows.map(({ key }) => key).join()).not.toContain(fields.token);
  });

  it('hinders nobody who keeps no cookies and has not left', async () => {
    const one = new Reporter(door);
    const fields = { ...hidden(await one.page('/help')), happened: canary };
    one.cookies.clear();
    const response = await one.send('/help', fields);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(DIGITS);
  });

  it('is closed at once when the database does not answer', async () => {
    const client = await door.database.pool.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE rate_limit IN ACCESS EXCLUSIVE MODE');
    try {
      const her = new Reporter(door);
      const fields = { ...hidden(await her.page('/help')), happened: canary };
      const began = performance.now();
      const { response } = await resent({ her, path: '/help', fields }, false);
      expect(performance.now() - began).toBeLessThan(1500);
      expect(response.status).toBe(403);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('leaving while the report is under way', () => {
  const markOf = async (serial: number) =>
    (await door.database.prisma.case.findFirstOrThrow({ where: { serial } })).left_at;
  const newest = async () =>
    (await door.database.prisma.case.findFirstOrThrow({ orderBy: { serial: 'desc' } })).serial;
  const leaving = (who: Reporter, submission: string) =>
    who.send('/leave', { submission }, { 'Sec-Fetch-Site': 'same-origin' });

  it('marks the case that arrived although its answer didn’t', async () => {
    const her = new Reporter(door);
    const fields = { ...hidden(await her.page('/help')), happened: canary };
    const cookies = new Map(her.cookies);
    await her.send('/help', fields);
    her.cookies.clear();
    cookies.forEach((value, name) => her.cookies.set(name, value)); // the answer was never read
    expect((await leaving(her, fields.submission)).status).toBe(204);
    await eventually(async () => markOf(await newest())).toEqual(now);
  });

  it('marks the case that arrives a little later, once', async () => {
    const her = new Reporter(door);
    const fields = { ...hidden(await her.page('/help')), happened: canary };
    const also = new Reporter(door);
    her.cookies.forEach((value, name) => also.cookies.set(name, value));
    const began = performance.now();
    expect((await leaving(her, fields.submission)).status).toBe(204);
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await also.send('/help', fields)).status).toBe(303);
    const serial = await newest();
    await eventually(() => markOf(serial)).toEqual(now);
    const { entries } = await door.database.prisma.case.findFirstOrThrow({
      where: { serial },
      include: { entries: true },
    });
    expect(entries.map(({ kind }) => kind)).toEqual(['left_in_hurry']);
  });

  it('is not a hurry when nobody was there, and never fails on an odd body', async () => {
    const her = new Reporter(door);
    const fields = { ...hidden(await her.page('/help')), happened: canary };
    await her.send('/help', fields);
    await her.send('/leave?why=idle', { submission: fields.submission });
    expect(await markOf(await newest())).toBeNull();
    for (const odd of ['submission=' + 'x'.repeat(200_000), 'submission[]=%00', '%']) {
      expect((await new Reporter(door).send('/leave', odd)).status).toBe(204);
    }
  });
});
