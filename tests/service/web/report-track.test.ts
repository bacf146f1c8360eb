import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House } from './door.js';
import { boxed, hidden, Reporter, thread, zh } from './reporter.js';

let house: House;
let door: Door;
let now = new Date('2026-11-25T02:00:00Z');
const canary = `金丝雀-${randomUUID()}`;
const officer = { id: 'a0000000-0000-4000-8000-000000000002', roles: ['case_officer'] };

beforeAll(async () => {
  house = await createHouse();
  door = await house.open({ deps: { clock: { now: () => now } } });
  await door.database.pool.query(
    `INSERT INTO staff (id, login, name, roles, created_at) VALUES ($1, 'officer', '\\x00', '{case_officer}', now())`,
    [officer.id],
  );
});
afterAll(async () => {
  expect(door.logged.filter((line) => line.includes('金丝雀'))).toEqual([]);
  await house.drop();
});

let one: Reporter;
let slip: { number: string; code: string };
beforeEach(async () => {
  one = new Reporter(door);
  slip = await one.fileAndNote({ happened: canary });
});

const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
const idOf = async (number: string) =>
  (await door.cases.desk.list(officer, { number, page: 1 })).rows[0]?.id ?? '';

async function write(who: Reporter, text: string): Promise<Response> {
  return who.send('/r/open', { ...hidden(await who.page('/r/open')), text });
}

describe('number and digits', () => {
  it('open the page of the case, from any browser', async () => {
    const other = new Reporter(door);
    const response = await other.enter(slip.number, slip.code);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/r/open']);
    expect(response.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^vid=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    );
    const html = await other.page('/r/open');
    expect(html).toContain(slip.number);
    expect(html).toContain('现在到了：已登记');
    expect(html).toMatch(/最迟2026年\d+月\d+日，会告诉您妇联办不办、怎么办。/);
    expect(html).not.toContain('金丝雀');
  });

  it('open it however they are typed', async () => {
    const wide = slip.code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    for (const [number, code] of [
      [slip.number.replace('-', ''), slip.code.replaceAll(' ', '')],
      [` ${slip.number.replace('-', '－')} `, slip.code.replaceAll(' ', '-')],
      [slip.number, wide],
    ] as const) {
      expect((await new Reporter(door).enter(number, code)).status).toBe(303);
    }
  });

  it('that are wrong say one and the same sentence, whatever is wrong', async () => {
    const tries = [
      [slip.number, '0000 0000 0000 0000'],
      [slip.number, ''],
      ['2026-999999', slip.code],
      ['2025-000001', slip.code],
      ["' OR 1=1 --", "' OR 1=1 --"],
      ['', ''],
    ] as const;
    const pages = await Promise.all(
      tries.map(async ([number, code]) => {
        const who = new Reporter(door);
        const response = await who.enter(number, code);
        return [response.status, who.cookies.has('vid'), await response.text()] as const;
      }),
    );
    for (const [status, visits, html] of pages) {
      expect([status, visits]).toEqual([400, false]);
      expect(html).toContain('编号或查询码不对');
    }
    const lengths = pages.slice(0, 4).map(([, , html]) => html.replace(/ value="[^"]*"/g, '').length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('can be tried ten times an hour, then once a minute; it says when, and whom to call', async () => {
    for (let tried = 0; tried < 11; tried++) {
      expect((await one.enter(slip.number, '1')).status).toBe(400);
    }
    const response = await one.enter(slip.number, slip.code);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBe(60);
    const html = await response.text();
    expect(html).toContain('请1分钟后再试');
    expect(html).toContain('12338');
    later(1);
    expect((await one.enter(slip.number, slip.code)).status).toBe(303);
  });

  it('open the case from another network while somebody keeps trying', async () => {
    const proxied = await house.open({ config: { trustProxyHops: 1 }, deps: { clock: { now: () => now } } });
    const from = (ip: string) => new Reporter(proxied, { ...zh, 'X-Forwarded-For': ip });
    const his = from('203.0.113.1');
    for (let tried = 0; tried < 12; tried++) {
      await his.enter(slip.number, '1');
    }
    expect((await his.enter(slip.number, '1')).status).toBe(429);
    expect((await from('203.0.113.2').enter(slip.number, slip.code)).status).toBe(303);
  });
});

describe('her page', () => {
  it('shows what both sides wrote, each once, and how the case moved', async () => {
    await one.enter(slip.number, slip.code);
    expect((await write(one, '有新的情况')).status).toBe(303);
    const id = await idOf(slip.number);
    await door.cases.desk.write(officer, id, '我们看到了，明天联系街道。', randomUUID());
    const { transitions, judgements } = (await door.cases.desk.open(officer, id)) ?? {};
    expect(transitions).toContain('assess');
    const decision = { category: 'other', urgency: 'normal', minor: false, suicide: false } as const;
    const report = judgements?.[0]?.id ?? '';
    await door.cases.desk.judge(officer, id, report, { ...decision, why: '', seen: '' }, randomUUID());
    await door.cases.desk.move(officer, id, 'assess', {});
    const html = await one.page('/r/open');
    expect(thread(html)).toEqual(['有新的情况', '我们看到了，明天联系街道。']);
    expect(html).toContain('现在到了：已看过');
    expect(html).toContain('进展：已看过');
  });

  it('keeps a message that is sent twenty times at once one message', async () => {
    await one.enter(slip.number, slip.code);
    const fields = { ...hidden(await one.page('/r/open')), text: '只说一次' };
    const responses = await Promise.all(Array.from({ length: 20 }, () => one.send('/r/open', fields)));
    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([303]));
    expect(thread(await one.page('/r/open'))).toEqual(['只说一次']);
    expect(await one.page('/r/open?sent=1')).toContain('留言已经发出去了');
  });

  it('refuses other words under the token of a message that arrived; sent once more they arrive too', async () => {
    await one.enter(slip.number, slip.code);
    const fields = { ...hidden(await one.page('/r/open')), text: '第一句' };
    await one.send('/r/open', fields);
    const response = await one.send('/r/open', { ...fields, text: '改过的一句' });
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('上一条留言刚才已经收到');
    expect(boxed(html, 'text')).toBe('改过的一句');
    expect((await one.send('/r/open', { ...hidden(html), text: '改过的一句' })).status).toBe(303);
    expect(thread(await one.page('/r/open'))).toEqual(['第一句', '改过的一句']);
  });

  it('refuses an empty message and one of more than 4,000 characters, and keeps the words', async () => {
    await one.enter(slip.number, slip.code);
    const empty = await write(one, ' \n ');
    expect([empty.status, await empty.text()]).toEqual([400, expect.stringContaining('请先写几个字')]);
    const long = await write(one, '长'.repeat(4001));
    expect(long.status).toBe(400);
    expect(boxed(await long.text(), 'text')).toHaveLength(4001);
    expect((await write(one, '𠀀'.repeat(4000))).status).toBe(303);
  });

  it('closes after half an hour without a request, and the words typed meanwhile come along', async () => {
    await one.enter(slip.number, slip.code);
    later(29);
    const fields = hidden(await one.page('/r/open'));
    later(31);
    const response = await one.send('/r/open', { ...fields, text: '写了很久的话' });
    expect(response.status).toBe(403);
    const html = await response.text();
    expect(boxed(html, 'text')).toBe('写了很久的话');
    expect(html).toContain('留言还没有发出去');
    expect(html).not.toContain(slip.number);
    const again = await one.enter(slip.number, slip.code, { text: '写了很久的话' });
    expect(again.status).toBe(200);
    const open = await again.text();
    expect(boxed(open, 'text')).toBe('写了很久的话');
    expect((await one.send('/r/open', { ...hidden(open), text: '写了很久的话' })).status).toBe(303);
    expect(thread(await one.page('/r/open'))).toEqual(['写了很久的话']);
  });

  it('is not there without a visit', async () => {
    const stranger = new Reporter(door);
    const response = await stranger.request('/r/open');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/r']);
    stranger.cookies.set('vid', 'a'.repeat(43));
    expect((await stranger.request('/r/open')).headers.get('location')).toBe('/r?ended=1');
    expect(await stranger.page('/r?ended=1')).toContain('请再填一次编号和查询码');
  });
});

describe('leaving', () => {
  const gone = 'https://www.weather.com.cn/';

  it('by the plain link ends the talk, the visit and the slip, and leads to a neutral site', async () => {
    await one.enter(slip.number, slip.code);
    const { vid = '' } = Object.fromEntries(one.cookies);
    const response = await one.request('/leave');
    expect([response.status, response.headers.get('location')]).toEqual([303, gone]);
    expect(response.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect([...one.cookies.keys()]).toEqual([]);
    const thief = new Reporter(door);
    thief.cookies.set('vid', vid);
    expect((await thief.request('/r/open')).status).toBe(303);
  });

  it('by script answers nothing to show and ends the same', async () => {
    await one.enter(slip.number, slip.code);
    const response = await one.request('/leave', { method: 'POST' });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect([...one.cookies.keys()]).toEqual([]);
  });

  it('is possible without a session, as often as one likes', async () => {
    for (let times = 0; times < 2; times++) {
      expect((await new Reporter(door).request('/leave')).headers.get('location')).toBe(gone);
    }
  });
});

it('behind https every cookie of it is for this host alone', async () => {
  const secure = await house.open({ config: { https: true, publicUrl: 'https://help.example.cn' } });
  const her = new Reporter(secure);
  const filed = await her.file({ happened: '一件事' });
  expect(filed.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Secure-ref=.*; Path=\/help; HttpOnly; Secure; SameSite=Lax$/),
    expect.stringMatching(/^__Secure-ref=.*; Path=\/leave; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  expect([...her.cookies.keys()].sort()).toEqual(['__Host-seen', '__Host-sid', '__Secure-ref']);
  await her.enter(slip.number, slip.code);
  expect(her.cookies.has('__Host-vid')).toBe(true);
});
