import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLimiter } from '../../../src/web/index.js';
import { hiddenFields, Visitor } from './client.js';
import { createHouse, type House, openDoor } from './door.js';

let house: House;
beforeAll(async () => {
  house = await createHouse();
});
afterAll(() => house.drop());

const zh = { 'Accept-Language': 'zh' };
const from = (ip: string) => ({ ...zh, 'X-Forwarded-For': ip });

describe('a session that writes too fast', () => {
  it('is told to wait, keeps its words and is counted on after a restart', async () => {
    const limits = { network: 1000, session: 2 };
    const visitor = new Visitor(await house.open({ limits }), zh);
    const fields = hiddenFields(await visitor.page('/chat'));
    await visitor.ask({ text: '一' });
    await visitor.ask({ text: '二' });
    const json = await visitor.api({ text: '三' });
    expect(json.status).toBe(429);
    expect(Number(json.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await json.json()).toMatchObject({ error: { code: 'too_many_requests' } });

    const restarted = new Visitor(await house.open({ limits }), zh);
    visitor.cookies.forEach((value, name) => restarted.cookies.set(name, value));
    const page = await restarted.form({ ...fields, text: '第四句' });
    expect(page.status).toBe(429);
    expect(page.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await page.text()).toMatch(/<textarea[^>]*>第四句<\/textarea>/);
  });
});

describe('a network that writes too fast', () => {
  const limits = { network: 2, session: 1000 };

  it('is counted by the address that the last proxy saw, however the rest is forged', async () => {
    const door = await house.open({ limits, config: { trustProxyHops: 1 } });
    const write = (ip: string) => new Visitor(door, from(ip)).api({ text: 'a' });
    expect((await write('203.0.113.1')).status).toBe(200);
    expect((await write('1.1.1.1, 203.0.113.1')).status).toBe(200);
    expect((await write('2.2.2.2, 203.0.113.1')).status).toBe(429);
    expect((await write('::ffff:203.0.113.1')).status).toBe(429);
    expect((await write('203.0.113.2')).status).toBe(200);
  });

  it('is a whole /56 of IPv6', async () => {
    const door = await house.open({ limits, config: { trustProxyHops: 1 } });
    const write = (ip: string) => new Visitor(door, from(ip)).api({ text: 'a' });
    expect((await write('2001:db8:0:aa00::1')).status).toBe(200);
    expect((await write('2001:db8:0:aaff:1:2:3:4')).status).toBe(200);
    expect((await write('2001:db8::aa12:0:0:0:9')).status).toBe(429);
    expect((await write('2001:db8:0:ab00::1')).status).toBe(200);
  });

  it('can forge nothing when no proxy is trusted', async () => {
    const door = await house.open({ limits });
    await new Visitor(door, from('198.51.100.1')).api({ text: 'a' });
    await new Visitor(door, from('198.51.100.2')).api({ text: 'a' });
    expect((await new Visitor(door, from('198.51.100.3')).api({ text: 'a' })).status).toBe(429);
  });

  it('leaves no address in the database, and another digest each day', async () => {
    let now = new Date('2026-11-24T12:00:00Z');
    const door = await house.open();
    const limiter = createLimiter({
      pool: door.database.pool,
      sealer: house.sealer,
      clock: { now: () => now },
    });
    const keys = async () => (await door.database.prisma.rateLimit.findMany()).map((row) => row.key);
    const before = await keys();
    await limiter.take('network', '203.0.113.77');
    now = new Date('2026-11-25T12:00:00Z');
    await limiter.take('network', '203.0.113.77');
    const made = (await keys()).filter((key) => !before.includes(key));
    expect(made).toHaveLength(2);
    made.forEach((key) => expect(key).toMatch(/^network:[0-9a-f]{64}$/));
  });
});

it('limits hold in memory while the database is away', async () => {
  const door = await openDoor('postgresql://shouwang:x@127.0.0.1:1/none', house.sealer);
  const limiter = createLimiter({
    pool: door.database.pool,
    sealer: house.sealer,
    clock: { now: () => new Date() },
    limits: { network: 2, session: 2 },
  });
  expect(await limiter.take('session', 'a')).toBe(0);
  expect(await limiter.take('session', 'a')).toBe(0);
  expect(await limiter.take('session', 'a')).toBeGreaterThan(0);
  expect(await limiter.take('session', 'b')).toBe(0);
  await door.close();
});
