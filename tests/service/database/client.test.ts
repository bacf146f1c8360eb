import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/infra/database/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let test: TestDatabase;
let database: Database;
const lost: Error[] = [];

beforeEach(async () => {
  lost.length = 0;
  test = await createTestDatabase();
  database = openDatabase(test.url, { poolSize: 2, onConnectionLost: (error) => lost.push(error) });
});

afterEach(async () => {
  await database.close();
  await test.drop();
});

describe('an open database', () => {
  it('serves Prisma and plain SQL from the same pool', async () => {
    const contact = await database.prisma.contact.create({
      data: { channel: 'webchat', address_key: randomBytes(32), address: randomBytes(32), locale: 'zh-CN' },
    });
    const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM contact');
    expect(rows).toEqual([{ id: contact.id }]);
    expect(database.pool.totalCount).toBeLessThanOrEqual(2);
    expect(await database.ping()).toBeLessThan(1000);
  });

  it('rolls a failed transaction back', async () => {
    const data = {
      channel: 'webchat',
      address_key: randomBytes(32),
      address: randomBytes(32),
      locale: 'zh-CN',
    };
    const twice = database.prisma.$transaction(async (tx) => {
      await tx.contact.create({ data });
      await tx.contact.create({ data });
    });
    await expect(twice).rejects.toMatchObject({ code: 'P2002' });
    expect(await database.prisma.contact.count()).toBe(0);
  });

  it('ends a statement after its time', async () => {
    const { rows } = await database.pool.query<{ statement_timeout: string }>('SHOW statement_timeout');
    expect(rows[0]?.statement_timeout).toBe('10s');
  });

  it('survives the loss of all its connections and finds the server again', async () => {
    await Promise.all([database.ping(), database.ping()]);
    const killer = openDatabase(test.url);
    await killer.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await killer.close();
    await expect.poll(() => lost.length).toBe(2);
    expect(await database.ping()).toBeGreaterThan(0);
    expect(await database.prisma.contact.count()).toBe(0);
  });
});

describe('a server that is not there', () => {
  it('fails at once when it refuses', async () => {
    const away = openDatabase('postgresql://shouwang:x@127.0.0.1:1/none');
    await expect(away.ping()).rejects.toThrow();
    await away.close();
  });

  it('fails after 3 s when it accepts and never answers', async () => {
    const sockets: net.Socket[] = [];
    const mute = net.createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const away = openDatabase(
      `postgresql://shouwang:x@127.0.0.1:${(mute.address() as net.AddressInfo).port}/none`,
    );
    const began = performance.now();
    await expect(away.ping()).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(4000);
    sockets.forEach((socket) => socket.destroy());
    mute.close();
    await away.close();
  });
});
