import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyMigrations } from '../../../src/infra/database/migrate.js';
import { StartupError } from '../../../src/lib/errors.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/database.js';

const SHIPPED = path.resolve(import.meta.dirname, '../../../prisma/migrations');
const shippedNames = readdirSync(SHIPPED)
  .filter((name) => !name.endsWith('.toml'))
  .sort();

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  await cp(SHIPPED, folder, { recursive: true });
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client
    .query<Row>(sql)
    .then((result) => result.rows)
    .finally(() => client.end());
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

const tables = async () =>
  (await query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)).map(
    (row) => row.name,
  );

describe('an empty database', () => {
  it('gets every migration, each with its row', async () => {
    expect(await applyMigrations(database.url, folder)).toEqual(shippedNames);
    expect(await tables()).toEqual(expect.arrayContaining(['_prisma_migrations', 'inbox', 'outbox']));
    const rows = await query(
      'SELECT migration_name, applied_steps_count, finished_at >= started_at AS finished FROM _prisma_migrations',
    );
    expect(rows).toEqual(
      shippedNames.map((name) => ({ migration_name: name, applied_steps_count: 1, finished: true })),
    );
  });

  it('has nothing left to do the second time', async () => {
    await applyMigrations(database.url, folder);
    expect(await applyMigrations(database.url, folder)).toEqual([]);
  });

  it('is migrated once when two processes start together', async () => {
    await addMigration('29990101000000_slow', 'SELECT pg_sleep(0.3); CREATE TABLE slow (id INT);');
    const applied = await Promise.all([
      applyMigrations(database.url, folder),
      applyMigrations(database.url, folder),
    ]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, shippedNames.length + 1]);
    expect(await query('SELECT 1 FROM _prisma_migrations')).toHaveLength(shippedNames.length + 1);
  });
});

describe('a migration that is interrupted', () => {
  it('keeps nothing of a failing one, says which, and goes on when it is repaired', async () => {
    await addMigration('29990101000000_bad', 'CREATE TABLE half (id INT); INSERT INTO nowhere VALUES (1);');
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(
      /29990101000000_bad could not be applied.*42P01/,
    );
    expect(await tables()).not.toContain('half');
    await addMigration('29990101000000_bad', 'CREATE TABLE half (id INT);');
    expect(await applyMigrations(database.url, folder)).toEqual(['29990101000000_bad']);
  });

  it('never repeats a row in its message', async () => {
    await addMigration(
      '29990101000000_bad',
      `CREATE TABLE t (id UUID); INSERT INTO t VALUES ((SELECT '家暴')::text::uuid);`,
    );
    const error = await applyMigrations(database.url, folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StartupError);
    expect(String(error)).not.toContain('家暴');
  });

  it('keeps nothing when the connection breaks in the middle, and succeeds the next time', async () => {
    await addMigration('29990101000000_long', 'CREATE TABLE half (id INT); SELECT pg_sleep(5);');
    const running = applyMigrations(database.url, folder).catch((reason: unknown) => reason);
    await expect
      .poll(() =>
        query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(5)%' AND pid <> pg_backend_pid()`,
        ),
      )
      .toHaveLength(1);
    expect(await running).toBeInstanceOf(StartupError);
    expect(await tables()).not.toContain('half');
    await addMigration('29990101000000_long', 'CREATE TABLE half (id INT);');
    expect(await applyMigrations(database.url, folder)).toEqual(['29990101000000_long']);
  });
});

describe('a database that does not fit the program', () => {
  it('is refused when an applied migration was changed', async () => {
    await applyMigrations(database.url, folder);
    const file = path.join(folder, shippedNames[0] ?? '', 'migration.sql');
    await writeFile(file, `${await readFile(file, 'utf8')}\n`);
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(/was changed after/);
  });

  it('is refused when it is newer', async () => {
    await addMigration('29990101000000_next', 'CREATE TABLE next (id INT);');
    await applyMigrations(database.url, folder);
    await rm(path.join(folder, '29990101000000_next'), { recursive: true });
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(
      /older program on a newer schema.*29990101000000_next/,
    );
  });

  it('is refused when Prisma recorded a failure, and taken when that was marked as rolled back', async () => {
    await applyMigrations(database.url, folder);
    await query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '29990101000000_failed')`,
    );
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(
      /29990101000000_failed failed half-way/,
    );
    await query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'`);
    expect(await applyMigrations(database.url, folder)).toEqual([]);
  });

  it('is refused when it belongs to another program', async () => {
    await query('CREATE TABLE payroll (id INT)');
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(/tables of another program/);
    expect(await tables()).toEqual(['payroll']);
  });

  it('is left alone when the program has no migrations', async () => {
    await expect(applyMigrations(database.url, path.join(folder, 'none'))).rejects.toThrow(/not complete/);
    expect(await tables()).toEqual([]);
  });
});

it('a test database is migrated and empty, and two of them know nothing of each other', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new pg.Client({ connectionString: one.url });
  await client.connect();
  expect((await client.query('SELECT * FROM contact')).rows).toEqual([]);
  await client.end();
  expect(one.url).not.toBe(other.url);
  await Promise.all([one.drop(), other.drop()]);
});
