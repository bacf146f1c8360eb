import { afterEach, beforeEach, expect, it } from 'vitest';
import { bumpRevision, CHANGES, readRevision } from '../../../src/domain/knowledge/index.js';
import { createChangeFeed } from '../../../src/infra/database/change-feed.js';
import { type Database, openDatabase } from '../../../src/infra/database/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let test: TestDatabase;
let database: Database;
let heard: number;
let following: { stop(): Promise<void> };
beforeEach(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url);
  heard = 0;
  // so slow a beat that nothing but word of a change is heard
  following = createChangeFeed(test.url, { channel: CHANGES, beatMs: 600_000 }).follow(() => (heard += 1));
  await eventually(() => heard).toBe(1); // it listens
});
afterEach(async () => {
  await following.stop();
  await database.close();
  await test.drop();
});

const eventually = (look: () => unknown) => expect.poll(look, { timeout: 10_000, interval: 10 });

it('hears a change when it is committed, and counts it', async () => {
  await database.prisma.$transaction(async (tx) => {
    await bumpRevision(tx);
    await bumpRevision(tx);
  });
  await eventually(() => heard).toBe(2);
  expect(await readRevision(database.prisma)).toBe(2n);
});

it('hears nothing of a change that is taken back', async () => {
  const undone = database.prisma.$transaction(async (tx) => {
    await bumpRevision(tx);
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  expect(await readRevision(database.prisma)).toBe(0n);
  await database.prisma.$transaction((tx) => bumpRevision(tx));
  await eventually(() => heard).toBe(2); // the one that was kept, and no other
});

it('listens again when its connection was ended, and looks whether it missed something', async () => {
  await database.prisma.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'shouwang changes' AND datname = current_database()`;
  await eventually(() => heard).toBeGreaterThan(2); // while it was away, and when it listens
  const before = heard;
  await database.prisma.$transaction((tx) => bumpRevision(tx));
  await eventually(() => heard).toBe(before + 1);
});

it('stops at once', async () => {
  await following.stop();
  await database.prisma.$transaction((tx) => bumpRevision(tx));
  expect(heard).toBe(1);
});
