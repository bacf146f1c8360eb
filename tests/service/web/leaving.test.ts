import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './client.js';
import { createHouse, type Door, type House, openDoor } from './door.js';
import { hidden, onwardsIn, Reporter } from './reporter.js';

let house: House;
let door: Door;
let now = new Date('2026-11-25T02:00:00Z');
beforeAll(async () => {
  house = await createHouse();
  door = await house.open({ deps: { clock: { now: () => now } } });
});
afterAll(() => house.drop());

const AWAY = 'https://www.weather.com.cn/';
let her: Reporter;
let slip: { number: string; code: string };
beforeEach(async () => {
  now = new Date(now.getTime() + 10 * 60_000);
  her = new Reporter(door);
  slip = await her.fileAndNote({ happened: '不能让人看到的话' });
});

const caseOf = () =>
  door.database.prisma.case.findFirstOrThrow({
    where: { serial: Number(slip.number.slice(5)) },
    include: { entries: true },
  });
const marks = async () => {
  const { left_at: leftAt, entries } = await caseOf();
  return [leftAt, entries.map(({ kind }) => kind)];
};
/** A browser of her own that has her case open. */
async function visiting(): Promise<Reporter> {
  const other = new Reporter(door);
  await other.enter(slip.number, slip.code);
  return other;
}

describe('leaving in a hurry', () => {
  it.each(['GET', 'POST'])('by %s marks the case that was open', async (method) => {
    const other = await visiting();
    expect((await other.request('/leave', { method })).status).toBe(method === 'GET' ? 303 : 204);
    expect(await marks()).toEqual([now, ['left_in_hurry']]);
    expect([...other.cookies.keys()]).toEqual([]);
  });

  it('marks the case that has just been sent, whether or not its digits were shown', async () => {
    await her.request('/leave');
    expect(await marks()).toEqual([now, ['left_in_hurry']]);
    her = new Reporter(door);
    await her.file({ happened: '还没看查询码' });
    await her.request('/leave', { method: 'POST' });
    const newest = await door.database.prisma.case.findFirstOrThrow({ orderBy: { serial: 'desc' } });
    expect(newest.left_at).toEqual(now);
  });

  it('several times is one line', async () => {
    const other = await visiting();
    const kept = new Map(other.cookies);
    await other.request('/leave', { method: 'POST' });
    kept.forEach((value, name) => other.cookies.set(name, value)); // the script and the link, at once
    expect((await other.request('/leave')).headers.get('location')).toBe(AWAY);
    expect((await other.request('/leave')).headers.get('location')).toBe(AWAY);
    expect(await marks()).toEqual([now, ['left_in_hurry']]);
  });

  it('without a case writes nothing down', async () => {
    const rows = async () =>
      [await door.database.prisma.auditEvent.count(), await door.database.prisma.caseEntry.count()] as const;
    const stranger = new Reporter(door);
    await stranger.page('/help');
    await stranger.ask({ text: '孩子怕黑怎么办' });
    const before = await rows();
    await stranger.request('/leave');
    stranger.cookies.set('vid', 'a'.repeat(43)).set('ref', 'b'.repeat(43)).set('sid', 'c'.repeat(43));
    await stranger.request('/leave', { method: 'POST' });
    expect(await rows()).toEqual(before);
  });
});

describe('leaving without a hurry', () => {
  it.each(['idle', 'done'])('(%s) ends the visit and all cookies, and marks nothing', async (why) => {
    const other = await visiting();
    const { vid = '' } = Object.fromEntries(other.cookies);
    await other.request(`/leave?why=${why}`, { method: 'POST' });
    expect([...other.cookies.keys()]).toEqual([]);
    expect(await marks()).toEqual([null, []]);
    const thief = new Reporter(door);
    thief.cookies.set('vid', vid);
    expect((await thief.request('/r/open')).status).toBe(303);
  });

  it('is what the button at the end of her page does', async () => {
    const other = await visiting();
    expect(await other.page('/r/open')).toContain('href="/leave?why=done"');
  });
});

describe('when the database does not answer', () => {
  it('one leaves at once and without cookies, and the mark is made as soon as it can be', async () => {
    const other = await visiting();
    const client = await door.database.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM case_file WHERE serial = $1 FOR UPDATE', [
      Number(slip.number.slice(5)),
    ]);
    const began = performance.now();
    const response = await other.request('/leave');
    expect(performance.now() - began).toBeLessThan(1000);
    expect([response.status, response.headers.get('location')]).toEqual([303, AWAY]);
    expect([...other.cookies.keys()]).toEqual([]);
    expect((await caseOf()).left_at).toBeNull();
    await client.query('COMMIT');
    client.release();
    await eventually(async () => (await caseOf()).left_at).toEqual(now);
    await eventually(() => door.database.prisma.caseVisit.count({ where: { case: { left_at: now } } })).toBe(
      0,
    );
  });

  it('and never will, one leaves all the same; it is logged by code alone', async () => {
    const away = await openDoor('postgres://nobody:x@127.0.0.1:1/nothing', house.sealer);
    try {
      const other = new Reporter(away);
      other.cookies.set('vid', 'a'.repeat(43)).set('ref', 'b'.repeat(43)).set('sid', 'c'.repeat(43));
      const began = performance.now();
      const response = await other.request('/leave');
      expect(performance.now() - began).toBeLessThan(1000);
      expect([response.status, response.headers.get('location')]).toEqual([303, AWAY]);
      expect([...other.cookies.keys()]).toEqual([]);
      await eventually(() => away.logged.some((line) => line.includes('leave_failed'))).toBe(true);
      expect(away.logged.filter((line) => /aaaa|bbbb|cccc/.test(line))).toEqual([]);
    } finally {
      await away.close();
    }
  });
});

describe('the page before the first one that nobody else should see', () => {
  const PATHS = ['/help', '/help/draft', '/r'];

  it.each(PATHS)('stands before %s once, and says nothing of security that is not there', async (path) => {
    const one = new Reporter(door);
    const response = await one.request(path);
    const html = await response.text();
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    for (const word of ['快速离开', '删不掉浏览器的历史记录', '无痕', '偷看的软件', '通话|电话', '12355']) {
      expect(html).toMatch(new RegExp(word));
    }
    expect(html.indexOf('href="/leave"')).toBeLessThan(html.indexOf('id="onwards"'));
    expect(one.cookies.has('seen')).toBe(false);
    const onwards = onwardsIn(html) ?? '';
    expect(onwards).toBe(`${path}?on=1`);
    const behind = await one.request(onwards);
    expect(onwardsIn(await behind.text())).toBeUndefined();
    expect(behind.headers.getSetCookie()).toContainEqual('seen=1; Path=/; HttpOnly; SameSite=Lax');
    for (const other of PATHS) {
      expect(onwardsIn(await (await one.request(other)).text())).toBeUndefined();
    }
    await one.request('/leave');
    expect(one.cookies.has('seen')).toBe(false);
  });

  it('lets the rest of an address survive, and nothing that somebody typed', async () => {
    const one = new Reporter(door);
    const html = await (await one.request('/r?ended=1&lang=en&number=2026-000001&on=0')).text();
    expect(html).toContain('Does somebody look at your phone?');
    expect(onwardsIn(html)).toBe('/r?lang=en&ended=1&on=1');
    expect(html).not.toContain('2026-000001');
    expect(await one.page('/r?ended=1&lang=en')).toContain('notice-alarm');
  });

  it('lets through who keeps no cookies, and never stands before what was sent', async () => {
    const one = new Reporter(door);
    expect(onwardsIn(await (await fetch(`${door.url}/help?on=1`)).text())).toBeUndefined();
    for (const path of ['/help/done', `/help/slip/${'a'.repeat(43)}`]) {
      expect(onwardsIn(await (await one.request(path)).text())).toBeUndefined();
    }
    expect((await one.request('/r/open')).headers.get('location')).toBe('/r');
    expect((await one.enter('2026-000001', '1')).status).toBe(400);
  });

  it('offers a sentence for who has no time: looked over, sent, and a number', async () => {
    const one = new Reporter(door);
    const html = await (await one.request('/help')).text(); // 1
    expect(html).toContain('工作人员会报告公安来保护你');
    const check = await one.send('/help', { ...hidden(html), step: 'check', ready: 'hurt' }); // 2
    const shown = await check.text();
    expect(shown).toContain('家里有人打我，请帮帮我。');
    expect(one.cookies.has('seen')).toBe(true);
    const answers = { happened: '家里有人打我，请帮帮我。' };
    const sent = await one.send('/help', { ...hidden(shown), ...answers, step: 'send' }); // 3
    expect(sent.headers.get('location')).toBe('/help/done');
    expect(await one.page('/help/done')).toContain('receipt-number');
  });
});
