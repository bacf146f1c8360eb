#!/usr/bin/env node
/**
 * Prisma's schema engine as WebAssembly, in the place of the binary that Prisma would download:
 *
 *   PRISMA_SCHEMA_ENGINE_BINARY=$PWD/scripts/schema-engine.mjs CHECKPOINT_DISABLE=1 npx prisma migrate deploy|status|resolve|diff
 *
 * Speaks the engine's JSON-RPC on stdin and stdout. With PRISMA_SHADOW=pglite the database, and each shadow database, is an
 * in-memory PGlite: nothing is connected (for `migrate diff --from-migrations`). Not for `migrate dev`, and not for `db push` or
 * introspection of a live PostgreSQL, which adapter-pg 7.10 can't read; see scripts/migration.mjs.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

const ENGINE = '@prisma/schema-engine-wasm/schema_engine_bg';
const argv = process.argv.slice(2);

if (argv.includes('--version') || argv.includes('-V')) {
  process.stdout.write('schema-engine-cli wasm\n');
  process.exit(0);
}
let loading;
const engine = () => (loading ??= loadEngine());
if (argv.includes('cli')) {
  await runCommand();
} else {
  serve();
}

async function loadEngine() {
  const bindings = await import(ENGINE);
  const folder = path.dirname(createRequire(import.meta.url).resolve(ENGINE));
  const code = readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const models = datamodels().map((file) => [file, readFileSync(file, 'utf8')]);
  const database = process.env.PRISMA_SHADOW === 'pglite' ? await pglite() : await postgres();
  return bindings.SchemaEngine.new(
    { datamodels: models.length > 0 ? models : undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(database),
  );
}

/** The only sub-command that Prisma calls: is the database there? */
async function runCommand() {
  try {
    if (argv.includes('can-connect-to-database')) {
      await (await engine()).version();
    }
    process.stderr.write('Connection successful\n');
    process.exit(0);
  } catch (error) {
    const fields = { message: error.message, is_panic: false, error_code: 'P1001' };
    process.stderr.write(`${JSON.stringify({ level: 'ERROR', fields })}\n`);
    process.exit(1);
  }
}

function serve() {
  readline
    .createInterface({ input: process.stdin })
    .on('line', (line) => void answer(JSON.parse(line)))
    .on('close', () => setTimeout(() => process.exit(0), 50));
}

async function answer(request) {
  if (!request.method) {
    return;
  }
  try {
    const running = await engine();
    const result =
      request.method === 'getDatabaseVersion'
        ? await running.version()
        : ((await running[request.method](request.params)) ?? null);
    if (request.method === 'diff' && result?.stdout) {
      send({ id: 1_000_000 + request.id, method: 'print', params: { content: result.stdout } });
    }
    send({ id: request.id, result });
  } catch (error) {
    const data = { is_panic: false, message: error.message, meta: null, error_code: error.code ?? 'P3000' };
    send({ id: request.id, error: { code: 4466, message: 'An error happened', data } });
  }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/** PGlite databases, each its own, made when first asked for. pglite-prisma-adapter 0.7.2 doesn't wait for a script, so a failed one would pass. */
async function pglite() {
  const { PGlite } = await import('@electric-sql/pglite');
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const open = async () => {
    const database = await PGlite.create();
    return patched(new PrismaPGlite(database), (_adapter, script) => database.exec(script)).connect();
  };
  const named = new PrismaPGlite(undefined);
  return { provider: named.provider, adapterName: named.adapterName, connect: open, connectToShadowDb: open };
}

/** adapter-pg splits a script at each ";", also inside $$ bodies: sent whole it is right, and one transaction. */
async function postgres() {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const url = new URL(JSON.parse(valueOf('--datasource') ?? '{}').url ?? '');
  const factory = new PrismaPg({
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  });
  return patched(factory, (adapter, script) => adapter.underlyingDriver().query(script));
}

function patched(factory, run) {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => void (await run(adapter, script));
    return adapter;
  };
  return factory;
}

function valueOf(flag) {
  const at = argv.indexOf(flag);
  return at < 0 ? undefined : argv[at + 1];
}

function datamodels() {
  const at = argv.indexOf('--datamodels');
  const rest = at < 0 ? [] : argv.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('--') || word === 'cli');
  return end < 0 ? rest : rest.slice(0, end);
}
