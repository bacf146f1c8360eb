import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { applyMigrations } from '../../src/infra/database/migrate.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database on the run's server from which others are made and dropped. */
    databaseServer: string;
    /** The migrated, empty database that `createTestDatabase` copies; nobody connects to it. */
    databaseTemplate: string;
  }
}

interface Shared {
  users: number;
  server: Promise<TestServer>;
}

interface TestServer {
  url: string;
  template: string;
  stop(): Promise<void>;
}

const SHARED = Symbol.for('shouwang.test-server');
const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

/** Runs once for each vitest project: the first starts the one PostgreSQL of the run, the last stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const all = globalThis as { [SHARED]?: Shared };
  const shared = (all[SHARED] ??= { users: 0, server: startServer() });
  shared.users += 1;
  const server = await shared.server;
  project.provide('databaseServer', server.url);
  project.provide('databaseTemplate', server.template);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) {
      delete all[SHARED];
      await server.stop();
    }
  };
}

async function startServer(): Promise<TestServer> {
  const external = process.env.TEST_DATABASE_URL;
  const server = external ? { url: external, stop: async () => undefined } : await startOurs();
  const template = `template_${randomBytes(6).toString('hex')}`;
  try {
    await run(server.url, `CREATE DATABASE ${template}`);
    await applyMigrations(onDatabase(server.url, template), MIGRATIONS);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: server.url,
    template,
    stop: async () => {
      if (external) {
        await run(server.url, `DROP DATABASE IF EXISTS ${template}`);
      }
      await server.stop();
    },
  };
}

async function startOurs(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shouwang-test-database-'));
  const server = await startEmbeddedPostgres({ dataDir });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
