import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of its own for one test file or test. */
export interface TestDatabase {
  readonly url: string;
  /** Closes what is still connected and drops it. */
  drop(): Promise<void>;
}

/** A migrated, empty database (about 30 ms). Call `drop` when done, after closing the pools. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(` TEMPLATE ${inject('databaseTemplate')}`);
}

/** A database without any table, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create(' TEMPLATE template0');
}

async function create(options: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runOnServer(`CREATE DATABASE ${name}${options}`);
  const url = new URL(inject('databaseServer'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runOnServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function runOnServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
