import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House, openDoor } from './door.js';
import { boxed, hidden, noted, Reporter, thread } from './reporter.js';

let house: House;
const doors: Door[] = [];
const canary = `金丝雀-${randomUUID()}`;
const NOWHERE = 'postgresql://shouwang:x@127.0.0.1:1/none';

beforeAll(async () => {
  house = await createHouse();
});
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});
afterAll(() => house.drop());

/** The same person at a door whose database is away. */
async function without(known?: Reporter): Promise<Reporter> {
  const door = await openDoor(NOWHERE, house.sealer, { config: { answerWithinMs: 1000 } });
  doors.push(door);
  return moved(door, known);
}

function moved(door: Door, known?: Reporter): Reporter {
  const one = new Reporter(door);
  known?.cookies.forEach((value, name) => one.cookies.set(name, value));
  return one;
}

function numbersStand(html: string): void {
  for (const number of ['110', '120', '12338']) {
    expect(html).toContain(`href="tel:${number}"`);
  }
  expect(html).toContain('href="/leave"');
}

describe('while the database is down', () => {
  it('the form stands; sent, it comes back with every word, the same token and the numbers', async () => {
    const one = await without();
    const fields = { ...hidden(await one.page('/help')), happened: `${canary} <b>`, contact: 'phone' };
    const response = await one.send('/help', { ...fields, phone: '139', danger: 'before' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    const html = await response.text();
    expect(boxed(html, 'happened')).toBe(`${canary} &lt;b>`);
    expect(html).toMatch(/name="phone"[^>]*value="139"/);
    expect(html).toMatch(/name="danger" value="before" checked/);
    expect(hidden(html)).toEqual({ token: fields.token, submission: fields.submission });
    expect(html).toContain('现在还不知道收到没有，点几次都只算一次。');
    numbersStand(html);
    expect(one.door.logged.join('\n')).not.toContain('金丝雀');
    expect(one.door.logged.join('\n')).toContain('report_unavailable');
  });

  it('the digits of a report that arrived are promised for later, and are there then', async () => {
    const one = new Reporter(await house.open());
    await one.file({ happened: canary });
    const away = await without(one);
    const response = await away.request('/help/done');
    expect(response.status).toBe(503);
    const html = await response.text();
    expect(html).toContain('您写的已经收到');
    numbersStand(html);
    expect(noted(await one.page('/help/done')).code).toMatch(/^\d{4}( \d{4}){3}$/);
  });

  it('number and digits are asked for again, without a word about them', async () => {
    const one = await without();
    const response = await one.enter('2026-000001', '1234 5678 1234 5678');
    expect(response.status).toBe(503);
    const html = await response.text();
    expect(html).toContain('系统暂时连不上');
    expect(html).not.toContain('1234 5678');
    numbersStand(html);
  });

  it('a message to the staff stays in the box and is sent once when it is sent again', async () => {
    const one = new Reporter(await house.open());
    const slip = await one.fileAndNote({ happened: '一件事' });
    await one.enter(slip.number, slip.code);
    const fields = { ...hidden(await one.page('/r/open')), text: canary };
    const response = await (await without(one)).send('/r/open', fields);
    expect(response.status).toBe(503);
    const html = await response.text();
    expect(boxed(html, 'text')).toBe(canary);
    expect(hidden(html)).toEqual({ token: fields.token, submission: fields.submission });
    numbersStand(html);
    expect((await one.send('/r/open', fields)).status).toBe(303);
    expect((await one.send('/r/open', fields)).status).toBe(303);
    expect(thread(await one.page('/r/open'))).toEqual([canary]);
  });

  it.each(['/help/slip/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '/r/open'])(
    '%s is an error page with the numbers and the way out',
    async (path) => {
      const one = await without();
      one.cookies.set('vid', 'a'.repeat(43));
      const response = await one.request(path);
      expect(response.status).toBe(503);
      numbersStand(await response.text());
    },
  );

  it('one can leave all the same', async () => {
    const one = await without();
    one.cookies.set('vid', 'a'.repeat(43));
    const response = await one.request('/leave');
    expect([response.status, response.headers.get('location')]).toEqual([303, 'https://www.weather.com.cn/']);
    expect(one.cookies.has('vid')).toBe(false);
  });
});

it('a report whose answer came too late is one case when it is sent again', async () => {
  const slow = await house.open({ config: { answerWithinMs: 0 } });
  const before = await slow.database.prisma.case.count();
  const one = new Reporter(slow);
  const fields = { ...hidden(await one.page('/help')), happened: '慢慢来' };
  expect((await one.send('/help', fields)).status).toBe(503);
  const again = moved(await house.open(), one);
  expect((await again.send('/help', fields)).status).toBe(303);
  expect(noted(await again.page('/help/done')).number).not.toBe('');
  expect(await slow.database.prisma.case.count()).toBe(before + 1);
});
