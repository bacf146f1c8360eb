import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House } from './door.js';
import { boxed, hidden, noted, Reporter, zh } from './reporter.js';

let house: House;
let door: Door;
let now = new Date('2026-11-25T02:00:00Z');
const canary = `金丝雀-${randomUUID()}`;
const HOURS = 3_600_000;

beforeAll(async () => {
  house = await createHouse();
  door = await house.open({ deps: { clock: { now: () => now } }, limits: { ...ROOM, draft: 1000 } });
});
afterAll(async () => {
  expect(door.logged.filter((line) => line.includes('金丝雀'))).toEqual([]);
  await house.drop();
});

const ROOM = { network: 1_000_000, session: 1_000_000 };
const reporter = (at = door) => new Reporter(at);
const drafts = () => door.database.prisma.intakeDraft.count();
const cases = () => door.database.prisma.case.count();
const codeOn = (html: string) => noted(html).code;

type Answers = Record<string, string>;
const save = (who: Reporter, fields: Answers) => who.send('/help/draft/save', fields);
/** Opens the form, fills it in and saves it. */
const write = async (who: Reporter, answers: Answers) => {
  const fields = { ...hidden(await who.page('/help')), ...answers };
  return { fields, html: await (await save(who, fields)).text() };
};
const open = (who: Reporter, code: string) => who.send('/help/draft', { code });

describe('the form', () => {
  it('can be saved by a button that needs no script, and says where to go on', async () => {
    const html = await reporter().page('/help');
    expect(html).toMatch(/<button [^>]*type="submit"[^>]*formaction="\/help\/draft\/save"/i);
    expect(html).toContain('href="/help/draft"');
    const buttons = [...html.matchAll(/<button[^>]*type="submit"[^>]*>/g)].map(([tag]) => tag);
    expect(buttons[0]).not.toContain('/help/draft/save'); // the Enter key presses the first one
  });

  it('that is not saved is kept nowhere', async () => {
    const before = await drafts();
    await reporter().page('/help');
    expect(await drafts()).toBe(before);
  });
});

describe('a saved draft', () => {
  it('shows 16 digits in four groups on a page that says nothing of what it is, and stores nothing in the browser', async () => {
    const one = reporter();
    const fields = { ...hidden(await one.page('/help')), happened: canary };
    const response = await save(one, fields);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.getSetCookie()).toEqual([]);
    const html = await response.text();
    expect(codeOn(html)).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    expect(html).toMatch(/<title>社区服务 · 办事<\/title>/);
    expect(/<a [^>]*>/.exec(html)?.[0]).toContain('href="/leave"');
    expect(html).not.toContain('金丝雀');
    expect(html).not.toMatch(/投诉|家暴|举报/);
    expect(await cases()).toBe(0);
  });

  it('is opened in another browser and fills the form, however the digits are typed', async () => {
    const answers = {
      happened: `${canary} 第一行\r\n第二行 <b>"&'`,
      contact: 'phone',
      phone: '139 0000 0000',
    };
    const { html } = await write(reporter(), answers);
    for (const code of [codeOn(html), codeOn(html).replaceAll(' ', '')]) {
      const other = reporter();
      const response = await open(other, code);
      expect(response.status).toBe(200);
      const form = await response.text();
      expect(boxed(form, 'happened')).toBe(`${canary} 第一行\n第二行 &lt;b>&quot;&amp;'`);
      expect(form).toMatch(/name="contact" value="phone" checked/);
      expect(form).toMatch(/name="phone"[^>]*value="139 0000 0000"/);
      expect(form).toContain('还没有发送');
    }
  });

  it('keeps several answers to one question', async () => {
    const one = reporter();
    const fields = new URLSearchParams({ ...hidden(await one.page('/help')), happened: '一件事' });
    fields.append('needs', 'police');
    fields.append('needs', 'shelter');
    const html = await (await one.send('/help/draft/save', fields.toString())).text();
    const form = await (await open(reporter(), codeOn(html))).text();
    const checked = [...form.matchAll(/name="needs" value="([a-z_]+)" checked/g)].map(([, value]) => value);
    expect(checked).toEqual(['police', 'shelter']);
  });

  it('can be gone on with at once', async () => {
    const one = reporter();
    const { html } = await write(one, { happened: '写到一半' });
    const code = /name="code" value="(\d{16})"/.exec(html)?.[1] ?? '';
    expect(boxed(await (await open(one, code)).text(), 'happened')).toBe('写到一半');
  });

  it('saved again from the form that it opened keeps its digits, and the newest words', async () => {
    const { html } = await write(reporter(), { happened: '第一遍' });
    const other = reporter();
    const form = await (await open(other, codeOn(html))).text();
    const before = await drafts();
    const again = await (await save(other, { ...hidden(form), happened: '第二遍' })).text();
    expect(codeOn(again)).toBe(codeOn(html));
    expect(await drafts()).toBe(before);
    expect(boxed(await (await open(reporter(), codeOn(html))).text(), 'happened')).toBe('第二遍');
  });

  it('sent twenty times at once is one draft', async () => {
    const one = reporter();
    const fields = { ...hidden(await one.page('/help')), happened: '双击' };
    const before = await drafts();
    const pages = await Promise.all(Array.from({ length: 20 }, async () => (await save(one, fields)).text()));
    expect(new Set(pages.map(codeOn)).size).toBe(1);
    expect(await drafts()).toBe(before + 1);
  });

  it('goes when the report is sent, which is one case even if it was opened on two phones', async () => {
    const { html } = await write(reporter(), { happened: '写完就发' });
    const [one, two] = [reporter(), reporter()];
    const forms = [
      await (await open(one, codeOn(html))).text(),
      await (await open(two, codeOn(html))).text(),
    ];
    const before = [await cases(), await drafts()] as const;
    expect((await one.send('/help', { ...hidden(forms[0] ?? ''), happened: '写完就发' })).status).toBe(303);
    expect((await two.send('/help', { ...hidden(forms[1] ?? ''), happened: '写完就发' })).status).toBe(303);
    expect([await cases(), await drafts()]).toEqual([before[0] + 1, before[1] - 1]);
    expect((await open(reporter(), codeOn(html))).status).toBe(400);
  });

  it('is gone after 24 hours', async () => {
    const { html } = await write(reporter(), { happened: '昨天写的' });
    now = new Date(now.getTime() + 24 * HOURS);
    expect((await open(reporter(), codeOn(html))).status).toBe(400);
  });

  it('takes only what its own page sends', async () => {
    const before = await drafts();
    const one = reporter();
    const fields = { ...hidden(await one.page('/help')), happened: '一件事' };
    const elsewhere = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await one.send('/help/draft/save', fields, elsewhere)).status).toBe(403);
    expect((await one.send('/help/draft', { code: '1' }, elsewhere)).status).toBe(403);
    for (const odd of [{ ...fields, submission: 'x' }, { happened: 'x' }, { ...fields, 'a b': 'x' }]) {
      expect((await save(one, odd as Answers)).status).toBe(400);
    }
    expect((await one.send('/help/draft', { code: '1', more: '1' })).status).toBe(400);
    expect((await one.send('/help/draft', { code: '1'.repeat(201) })).status).toBe(400);
    expect(await drafts()).toBe(before);
  });

  it('whose page is asked for anew leads to where the digits are asked for', async () => {
    const response = await reporter().request('/help/draft/save?lang=en');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/help/draft']);
  });

  it('keeps what no field of the form is called, and opens all the same', async () => {
    const one = reporter();
    const fields = new URLSearchParams({
      ...hidden(await one.page('/help')),
      happened: '以前的表',
      old: '旧的',
    });
    fields.append('old', '两个');
    const html = await (await one.send('/help/draft/save', fields.toString())).text();
    const form = await (await open(reporter(), codeOn(html))).text();
    expect(boxed(form, 'happened')).toBe('以前的表');
  });
});

describe('digits that open nothing', () => {
  it('say one and the same sentence, and when there were too many, how long to wait and whom to call', async () => {
    const { html } = await write(reporter(), { happened: '一件事' });
    const wrong = codeOn(html).replace(/\d$/, (last) => String((Number(last) + 1) % 10));
    const one = reporter();
    for (let tried = 0; tried < 11; tried++) {
      const response = await open(one, wrong);
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('没有找到')]);
    }
    const response = await open(one, codeOn(html));
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await response.text()).toMatch(/请1分钟后再试[\s\S]*12338/);
    now = new Date(now.getTime() + 60_000);
    expect((await open(one, codeOn(html))).status).toBe(200);
  });
});

describe('her words stay on the page', () => {
  it('when a network saves too much', async () => {
    const slow = await house.open({ limits: { ...ROOM, draft: 1 } });
    await write(reporter(slow), { happened: '一' });
    const one = reporter(slow);
    const response = await save(one, { ...hidden(await one.page('/help')), happened: canary });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    const html = await response.text();
    expect(boxed(html, 'happened')).toBe(canary);
    expect(html).toContain('这次没有存上');
    expect((await one.send('/help', { ...hidden(html), happened: canary })).status).toBe(303);
  });

  it('when the database is away', async () => {
    const gone = () => Promise.reject(new Error('gone'));
    const away = await house.open({
      deps: {
        reports: { ...door.cases, file: gone, drafts: { save: gone, open: gone } },
      },
    });
    const one = new Reporter(away, zh);
    const response = await save(one, { ...hidden(await one.page('/help')), happened: canary });
    expect(response.status).toBe(503);
    const html = await response.text();
    expect(boxed(html, 'happened')).toBe(canary);
    expect(html).toContain('现在还不知道存上没有，存几次都只算一次。');
    const opened = await open(one, '1234');
    expect([opened.status, await opened.text()]).toEqual([503, expect.stringContaining('系统暂时连不上')]);
  });
});
