#!/usr/bin/env node
/**
 * Writes a migration as the difference between prisma/migrations and prisma/schema.prisma; needs no database and no network.
 *
 *   node scripts/migration.mjs add_cases    a further migration prisma/migrations/<UTC time>_add_cases/migration.sql
 *   node scripts/migration.mjs --restart    throws all migrations away and writes one, <same time>_start (before the first release only)
 *   node scripts/migration.mjs --check      says whether they differ: 0 no, 2 yes
 *
 * Read what it wrote before committing: a rename arrives as DROP and ADD. A migration that was released is never edited again; the
 * service refuses a database whose recorded checksum differs. CREATE INDEX CONCURRENTLY can't be used: each runs in a transaction.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = '# Prisma reads here which kind of database the migrations are for.\nprovider = "postgresql"\n';

/**
 * Compares a folder of migrations with a schema by the WASM engine and an in-memory database.
 * @returns {{ differs: boolean, sql: string }} `sql` leads from the migrations to the schema
 */
export function compare(
  migrations = path.join(root, 'prisma/migrations'),
  schema = path.join(root, 'prisma/schema.prisma'),
) {
  const output = path.join(mkdtempSync(path.join(tmpdir(), 'migration-')), 'next.sql');
  try {
    const args = [
      'migrate',
      'diff',
      '--from-migrations',
      migrations,
      '--to-schema',
      schema,
      '--script',
      '--exit-code',
      '-o',
      output,
    ];
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'node_modules/prisma/build/index.js'), ...args],
      {
        cwd: root,
        encoding: 'utf8',
        env: {
          ...process.env,
          DATABASE_URL: '',
          PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'scripts/schema-engine.mjs'),
          PRISMA_SHADOW: 'pglite',
          CHECKPOINT_DISABLE: '1',
        },
      },
    );
    if (status !== 0 && status !== 2) {
      throw new Error(`prisma migrate diff failed:\n${stderr}`);
    }
    return { differs: status === 2, sql: status === 2 ? readFileSync(output, 'utf8') : '' };
  } finally {
    rmSync(path.dirname(output), { recursive: true, force: true });
  }
}

/** Writes the next migration into `folder`; returns its file, or null when there is nothing to write. */
export function writeMigration(
  name,
  { folder = path.join(root, 'prisma/migrations'), schema, time = timestamp() } = {},
) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration_lock.toml'), LOCK);
  const { differs, sql } = compare(folder, schema);
  if (!differs) {
    return null;
  }
  const file = path.join(folder, `${time}_${name}`, 'migration.sql');
  mkdirSync(path.dirname(file));
  writeFileSync(file, sql);
  return file;
}

/** Replaces all migrations by one; the new one is complete before the old ones go. */
function restart() {
  const folder = path.join(root, 'prisma/migrations');
  mkdirSync(folder, { recursive: true });
  const old = readdirSync(folder).filter((entry) => /^\d{14}_/.test(entry));
  const draft = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  try {
    const time = old.find((entry) => entry.endsWith('_start'))?.slice(0, 14) ?? timestamp();
    const written = writeMigration('start', { folder: draft, time });
    old.forEach((entry) => rmSync(path.join(folder, entry), { recursive: true }));
    writeFileSync(path.join(folder, 'migration_lock.toml'), LOCK);
    const file = path.join(folder, path.relative(draft, written));
    mkdirSync(path.dirname(file));
    writeFileSync(file, readFileSync(written));
    return file;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function timestamp() {
  return new Date().toISOString().replace(/\D/g, '').slice(0, 14);
}

function main(argument = '') {
  if (argument === '--check') {
    const { differs, sql } = compare();
    process.stdout.write(differs ? `The migrations and schema.prisma differ:\n${sql}` : 'No difference.\n');
    return differs ? 2 : 0;
  }
  if (argument !== '--restart' && !/^[a-z][a-z0-9_]*$/.test(argument)) {
    process.stderr.write(
      'usage: node scripts/migration.mjs NAME | --restart | --check     (NAME: lower_snake)\n',
    );
    return 1;
  }
  const file = argument === '--restart' ? restart() : writeMigration(argument);
  process.stdout.write(
    file ? `${path.relative(root, file)}\n` : 'Nothing to do: the migrations match schema.prisma.\n',
  );
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv[2]);
}
