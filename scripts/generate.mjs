#!/usr/bin/env node
/**
 * Generates the Prisma client into src/generated/prisma, without network, and only when prisma/schema.prisma or Prisma's version is
 * not the one it was generated from. Run it directly, or call `generate()`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const schema = path.join(root, 'prisma/schema.prisma');
const output = path.join(root, 'src/generated/prisma');
const stamp = path.join(root, 'src/generated/prisma.sha256');
const prisma = path.join(root, 'node_modules/prisma');

/** Returns true when it generated, false when the client was up to date; throws with Prisma's own words when it can't. */
export function generate() {
  const wanted = fingerprint();
  if (
    existsSync(path.join(output, 'client.ts')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  ) {
    return false;
  }
  const result = spawnSync(
    process.execPath,
    [path.join(prisma, 'build/index.js'), 'generate', '--no-hints'],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        // generate asks for an engine that it never runs: any existing file saves the download
        PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'scripts/schema-engine.mjs'),
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (result.status !== 0) {
    throw new Error(
      `prisma generate failed:\n${result.stdout ?? ''}${result.stderr ?? result.error?.message ?? ''}`,
    );
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.new`, wanted);
  renameSync(`${stamp}.new`, stamp);
  return true;
}

function fingerprint() {
  const { version } = JSON.parse(readFileSync(path.join(prisma, 'package.json'), 'utf8'));
  return createHash('sha256').update(version).update(readFileSync(schema)).digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    generate();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
