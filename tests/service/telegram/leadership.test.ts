import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pause } from '../../../src/domain/messaging/index.js';
import { type Database, openDatabase } from '../../../src/infra/database/client.js';
import { createLeadership } from '../../../src/infra/leadership.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/telegram.js';

let test: TestDatabase;
let database: Database;
const stops: Array<() => Promise<void>> = [];
beforeEach(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url);
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await database.close();
  await test.drop();
});

/** Competes for one name; `leading` counts how many lead right now. */
function compete(leading: { now: number; most: number; terms: string[] }, who: string, url = test.url) {
  const competitor = createLeadership(url, { retryMs: 50, heartbeatMs: 400 }).compete(
    'telegram',
    async (signal) => {
      leading.now += 1;
      leading.most = Math.max(leading.most, leading.now);
      leading.terms.push(who);
      while (!signal.aborted) {
        await pause(1000, signal);
      }
      leading.now -= 1;
    },
  );
  stops.push(() => competitor.stop());
  return competitor;
}

describe('leadership', () => {
  it('is had by one at a time and passed on when it is given up', async () => {
    const leading = { now: 0, most: 0, terms: [] as string[] };
    const all = ['a', 'b', 'c'].map((who) => compete(leading, who));
    await eventually(() => leading.now).toBe(1);
    const first = leading.terms[0] ?? '';
    await all['abc'.indexOf(first)]?.stop();
    await eventually(() => leading.terms.length).toBe(2);
    expect(leading.terms[1]).not.toBe(first);
    expect(leading.most).toBe(1);
  });

  it('ends when the server ends the connection, and is had again', async () => {
    const leading = { now: 0, most: 0, terms: [] as string[] };
    compete(leading, 'a');
    await eventually(() => leading.now).toBe(1);
    await database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shouwang telegram' AND datname = current_database()",
    );
    await eventually(() => leading.terms.length).toBe(2);
    expect(leading.most).toBe(1);
  });

  it('ends soon when the connection dies without a word', async () => {
    const proxy = await startProxy(test.url);
    const leading = { now: 0, most: 0, terms: [] as string[] };
    compete(leading, 'a', proxy.url);
    await eventually(() => leading.now).toBe(1);
    proxy.freeze();
    await eventually(() => leading.now).toBe(0);
    proxy.close();
  });

  it('is wanted for as long as the server is away', async () => {
    const proxy = await startProxy(test.url);
    proxy.freeze();
    const leading = { now: 0, most: 0, terms: [] as string[] };
    compete(leading, 'a', proxy.url);
    await pause(300);
    expect(leading.now).toBe(0);
    proxy.thaw();
    await eventually(() => leading.now).toBe(1);
    await Promise.all(stops.splice(0).map((stop) => stop()));
    proxy.close();
  });
});

/** A way to the database that can stop carrying anything, both ways, while its connections stay open. */
async function startProxy(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<net.Socket>();
  let frozen = false;
  const server = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => frozen || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as net.AddressInfo).port);
  return {
    url: url.href,
    freeze: () => void (frozen = true),
    thaw: () => void (frozen = false),
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
