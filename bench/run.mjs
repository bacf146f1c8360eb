#!/usr/bin/env node
/** Bundles one file of bench/ and runs it: `node bench/run.mjs search`. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { generate } from '../scripts/generate.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
generate();
const [name = '', ...args] = process.argv.slice(2);
const outfile = path.join(root, 'dist', 'bench', `${name.replaceAll('/', '-')}.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: [path.join('bench', `${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'error',
});
cpSync('src/web/public/assets', path.join(path.dirname(outfile), 'public/assets'), { recursive: true });
process.argv = [process.argv[0], outfile, ...args];
await import(pathToFileURL(outfile).href);
