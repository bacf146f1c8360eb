#!/usr/bin/env node
/**
 * Bundles the programs of src/ into dist/<fingerprint>/: `main` (the service), `ask` and `triage` (no database), `commands` (the rest).
 * A folder appears whole or not at all, and is made only when a source has changed. Run it directly, or call `build()`.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** `ask` and `triage` work from the sources alone; the other programs need the generated database client. */
const PROGRAMS = {
  ask: { entries: { ask: 'src/cli/ask.ts' }, client: false },
  triage: { entries: { triage: 'src/cli/triage.ts' }, client: false },
  service: { entries: { main: 'src/main.ts', commands: 'src/cli/commands.ts' }, client: true },
};

function sources(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? (entry.name === 'generated' ? [] : sources(name)) : [name];
  });
}

function fingerprint(program) {
  const hash = createHash('sha256').update(program);
  for (const file of [
    ...sources('src'),
    'prisma/schema.prisma',
    'package-lock.json',
    'scripts/build.mjs',
  ].sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Builds a program when it is not there yet and returns the folder that holds it. */
export async function build(program) {
  const known = builtFolder(program);
  if (known) {
    return known;
  }
  const { entries, client } = PROGRAMS[program];
  if (client) {
    generate();
  }
  const { build: bundle, stop } = await import('esbuild').catch(() => {
    throw new Error(
      'esbuild is missing: run "npm ci" without --omit=dev, or use a folder that has been built',
    );
  });
  const target = path.join(root, 'dist', `${program}-${fingerprint(program)}`);
  const draft = `${target}.${process.pid}`;
  await bundle({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: draft,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  await stop(); // its helper process would live as long as the service
  if (client) {
    cpSync(path.join(root, 'src/web/public/assets'), path.join(draft, 'public/assets'), { recursive: true });
  }
  mkdirSync(path.dirname(target), { recursive: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) {
      throw error;
    }
  }
  removeOlder(program, target);
  return target;
}

/** The folder of the current sources when it is built; in an image without sources, the only folder there is. */
function builtFolder(program) {
  const dist = path.join(root, 'dist');
  if (!existsSync(path.join(root, 'src'))) {
    const [only] = existsSync(dist) ? readdirSync(dist).filter((name) => name.startsWith(`${program}-`)) : [];
    return only && path.join(dist, only);
  }
  const target = path.join(dist, `${program}-${fingerprint(program)}`);
  return existsSync(target) ? target : undefined;
}

function removeOlder(program, kept) {
  const dist = path.dirname(kept);
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(dist).filter((each) => each.startsWith(`${program}-`))) {
    const folder = path.join(dist, name);
    if (folder !== kept && statSync(folder).mtimeMs < hourAgo) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const program of Object.keys(PROGRAMS)) {
    await build(program);
  }
}
