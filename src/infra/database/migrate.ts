import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { StartupError } from '../../lib/errors.js';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The number that Prisma's own `migrate deploy` locks as well. */
const ADVISORY_LOCK = 72_707_369;

/** As Prisma's schema engine makes it. */
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings the database to this program's schema: every `<folder>/<name>/migration.sql` that isn't recorded yet, in name order, each in
 * one transaction with its row in `_prisma_migrations`, so that `prisma migrate deploy` may be used as well. Processes that start at
 * once wait for each other. A migration can't hold statements that refuse a transaction, such as CREATE INDEX CONCURRENTLY.
 * @returns the names applied now
 * @throws StartupError when a recorded migration was changed, failed, or isn't known to this program, and when one can't be applied
 */
export async function applyMigrations(url: string, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'shouwang migrate',
  });
  client.on('error', () => undefined); // the pending query rejects as well
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    const pending = findPending(migrations, await readRecorded(client));
    for (const migration of pending) {
      await applyOne(client, migration);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.end(); // the lock goes with the connection
  }
}

function readMigrations(folder: string): Migration[] {
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const migrations = names
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readMigration(folder, name));
  if (migrations.length === 0) {
    throw new StartupError(`No migrations in ${folder}: this copy of the program is not complete.`);
  }
  return migrations;
}

function readMigration(folder: string, name: string): Migration {
  const file = path.join(folder, name, 'migration.sql');
  if (!existsSync(file)) {
    throw new StartupError(`${file} is missing: this copy of the program is not complete.`);
  }
  const bytes = readFileSync(file);
  return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
}

async function readRecorded(client: pg.Client): Promise<Recorded[]> {
  const { rows } = await client.query<{ recorded: boolean; foreign: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS recorded,
            EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema()) AS foreign`,
  );
  if (!rows[0]?.recorded && rows[0]?.foreign) {
    throw new StartupError(
      'The database holds tables of another program. Set DATABASE_URL to an empty database.',
    );
  }
  await client.query(TABLE);
  const found = await client.query<Recorded>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
  );
  return found.rows;
}

/** What is left to apply, or the reason why this program must not touch the database. */
function findPending(migrations: readonly Migration[], recorded: readonly Recorded[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of recorded) {
    const migration = known.get(row.migration_name);
    if (row.finished_at === null) {
      throw new StartupError(
        `The migration ${row.migration_name} failed half-way. Repair the database and mark it with "prisma migrate resolve".`,
      );
    }
    if (!migration) {
      throw new StartupError(
        `This is an older program on a newer schema: the database holds the migration ${row.migration_name}, which this program does not know. Start the newer program.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new StartupError(
        `The migration ${row.migration_name} was changed after it had been applied to this database. Restore the file as it was.`,
      );
    }
  }
  const applied = new Set(recorded.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // a lost connection has rolled back by itself
    throw new StartupError(
      `The migration ${migration.name} could not be applied, nothing of it was kept: ${reasonOf(error)}`,
    );
  }
}

/** An error's message can hold a row's value, except where the statement itself is wrong (class 42). */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code?.startsWith('42') ? `${code} ${message ?? ''}` : (code ?? 'the connection was lost');
}
