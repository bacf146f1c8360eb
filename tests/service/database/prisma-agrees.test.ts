import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations } from '../../../src/infra/database/migrate.js';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.js';

const root = path.resolve(import.meta.dirname, '../../..');
const migrations = path.join(root, 'prisma/migrations');

/** Prisma's own command line, with the WASM engine in the place of the binary. */
async function prisma(url: string, ...args: string[]): Promise<string> {
  const cli = path.join(root, 'node_modules/prisma/build/index.js');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, ...args], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: url,
      PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'scripts/schema-engine.mjs'),
      CHECKPOINT_DISABLE: '1',
    },
  });
  return stdout + stderr;
}

describe('what we record and what Prisma records', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterAll(() => database.drop());

  it('is the same: Prisma finds nothing to do after us', async () => {
    await applyMigrations(database.url, migrations);
    expect(await prisma(database.url, 'migrate', 'status')).toContain('Database schema is up to date');
    expect(await prisma(database.url, 'migrate', 'deploy')).toContain('No pending migrations to apply');
  });

  it('is the same the other way round: we find nothing to do after Prisma', async () => {
    const other = await createEmptyDatabase();
    expect(await prisma(other.url, 'migrate', 'deploy')).toContain('successfully applied');
    expect(await applyMigrations(other.url, migrations)).toEqual([]);
    await other.drop();
  });
});

describe('drift between the migrations and schema.prisma', () => {
  type Compare = (migrations?: string, schema?: string) => { differs: boolean; sql: string };
  let compare: Compare;
  beforeAll(async () => {
    const script = path.join(root, 'scripts/migration.mjs');
    ({ compare } = (await import(script)) as { compare: Compare });
  });

  it('is not there (if it is: node scripts/migration.mjs NAME)', { timeout: 60_000 }, () => {
    expect(compare()).toEqual({ differs: false, sql: '' });
  });

  it('would be noticed', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'drift-'));
    const schema = path.join(folder, 'schema.prisma');
    const shipped = await readFile(path.join(root, 'prisma/schema.prisma'), 'utf8');
    await writeFile(schema, `${shipped}\nmodel Forgotten {\n  id Int @id\n}\n`);
    const { differs, sql } = compare(migrations, schema);
    expect(differs).toBe(true);
    expect(sql).toContain('CREATE TABLE "Forgotten"');
    await rm(folder, { recursive: true });
  });
});
