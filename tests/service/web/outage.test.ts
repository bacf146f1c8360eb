import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hiddenFields, linesOf, Visitor } from './client.js';
import { createHouse, type Door, type House, openDoor } from './door.js';

let house: House;
const doors: Door[] = [];
const zh = { 'Accept-Language': 'zh' };
const canary = `金丝雀-${randomUUID()}`;

beforeAll(async () => {
  house = await createHouse();
});
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});
afterAll(() => house.drop());

async function withoutDatabase(url: string): Promise<Door> {
  const door = await openDoor(url, house.sealer, { config: { answerWithinMs: 1000 } });
  doors.push(door);
  return door;
}

/** A database that accepts and never answers. */
async function mute(): Promise<{ url: string; close: () => void }> {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `postgresql://shouwang:x@127.0.0.1:${port}/none`,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

describe('while the database is down', () => {
  const url = 'postgresql://shouwang:x@127.0.0.1:1/none';

  it('a form gets 503 with the words still in it, the same key and the numbers', async () => {
    const visitor = new Visitor(await withoutDatabase(url), zh);
    const fields = hiddenFields(await visitor.page('/chat'));
    const response = await visitor.form({ ...fields, text: `${canary} <b>"` });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    expect(html).toMatch(new RegExp(`<textarea[^>]*>${canary} &lt;b>(&quot;|")</textarea>`));
    expect(hiddenFields(html)).toEqual(fields);
    for (const number of ['110', '120', '12338']) {
      expect(html).toContain(`href="tel:${number}"`);
    }
    expect(visitor.door.logged.join('\n')).not.toContain('金丝雀');
  });

  it('JSON gets 503 in the visitor’s language', async () => {
    const response = await new Visitor(await withoutDatabase(url), { 'Accept-Language': 'en' }).api({
      text: canary,
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.json()).toEqual({
      error: { code: 'unavailable', message: expect.stringContaining('call 110, 120 or 12338') as string },
    });
  });

  it('pages that need no database stand, the chat shows its welcome or says what is wrong', async () => {
    const visitor = new Visitor(await withoutDatabase(url), zh);
    for (const path of ['/', '/learn', '/privacy']) {
      expect((await visitor.request(path)).status).toBe(200);
    }
    expect((await visitor.request('/nothing')).status).toBe(404);
    expect((await visitor.request('/chat')).status).toBe(200);
    const again = await visitor.request('/chat');
    expect(again.status).toBe(503);
    expect(await again.text()).toContain('前面的对话暂时显示不了');
  });

  it('it lives and is not ready', async () => {
    const door = await withoutDatabase(url);
    expect((await fetch(`${door.url}/livez`)).status).toBe(200);
    expect((await fetch(`${door.url}/readyz`)).status).toBe(503);
  });
});

describe('while the database does not answer', () => {
  it('a message gets 503 and readiness is lost, both in time', async () => {
    const { url, close } = await mute();
    const door = await withoutDatabase(url);
    const began = performance.now();
    const [message, ready] = await Promise.all([
      new Visitor(door, zh).api({ text: canary }),
      fetch(`${door.url}/readyz`),
    ]);
    expect([message.status, ready.status]).toEqual([503, 503]);
    expect(performance.now() - began).toBeLessThan(3000);
    expect((await fetch(`${door.url}/livez`)).status).toBe(200);
    close();
  });
});

it('a message that was taken although its answer came too late counts once when it is sent again', async () => {
  const slow = await house.open({ config: { answerWithinMs: 0 } });
  const visitor = new Visitor(slow, zh);
  const fields = { ...hiddenFields(await visitor.page('/chat')), text: '慢慢来' };
  expect((await visitor.form(fields)).status).toBe(503);
  const door = await house.open();
  const again = new Visitor(door, zh);
  visitor.cookies.forEach((value, name) => again.cookies.set(name, value));
  expect((await again.form(fields)).status).toBe(303);
  expect(linesOf(await again.page('/chat')).filter((line) => line === '慢慢来')).toHaveLength(1);
});
