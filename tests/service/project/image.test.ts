import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.js';
import { type Instruction, readDockerfile } from '../../support/dockerfile.js';

/** Follows the Dockerfile without Docker: its COPY, RUN, HEALTHCHECK and CMD lines, in folders instead of stages. */
const [build = [], run = []] = readDockerfile();
const root = mkdtempSync(path.join(tmpdir(), 'shouwang-image-'));
const builder = path.join(root, 'build', 'app');
const image = path.join(root, 'image', 'app');
let database: TestDatabase;

const copies = (stage: readonly Instruction[]) =>
  stage.flatMap((each) =>
    each.word === 'COPY' ? each.sources.map((source) => ({ source, target: each.target })) : [],
  );
const commandOf = (stage: readonly Instruction[], word: 'CMD' | 'HEALTHCHECK') =>
  stage.flatMap((each) => (each.word === word ? [each.command] : []))[0] ?? [];

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, filter: (file) => !file.includes('src/generated') });
}

/** The packages that `npm prune --omit=dev` leaves, by the lock file, as links. */
function linkProductionPackages(target: string): void {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const top = Object.entries(lock.packages).filter(
    ([name, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) && !dev,
  );
  for (const [name] of top.filter(([each]) => existsSync(each))) {
    const link = path.join(target, name.slice('node_modules/'.length));
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.resolve(name), link);
  }
}

beforeAll(async () => {
  database = await createEmptyDatabase();
  for (const { source, target } of copies(build)) {
    copy(
      source,
      path.join(builder, target.endsWith('/') ? path.join(target, path.basename(source)) : target),
    );
  }
  symlinkSync(path.resolve('node_modules'), path.join(builder, 'node_modules'));
  const scripts = build.flatMap((each) =>
    each.word === 'RUN' && each.command[1] === 'run' ? [each.command] : [],
  );
  for (const [command = '', ...args] of scripts) {
    const { status, stderr } = spawnSync(command, args, { cwd: builder, encoding: 'utf8' });
    expect(stderr.concat(String(status))).toMatch(/0$/);
  }
  for (const { source, target } of copies(run).filter(({ source: name }) => name !== '/app/node_modules')) {
    copy(path.join(root, 'build', source), path.join(image, target));
  }
  linkProductionPackages(path.join(image, 'node_modules'));
}, 120_000);

afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await database.drop();
});

it('prunes with a command that npm knows, and what stays is what runs', { timeout: 60_000 }, () => {
  const prune =
    build.flatMap((each) => (each.word === 'RUN' && each.command[1] === 'prune' ? [each.command] : []))[0] ??
    [];
  const [command = '', ...args] = prune;
  const { status, stdout } = spawnSync(command, [...args, '--dry-run', '--json', '--offline'], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toContain('vitest');
  expect(lstatSync('node_modules/vitest').isDirectory()).toBe(true);
});

it(
  'starts from the image’s folders alone, is healthy, answers, and ends with 0 at SIGTERM',
  { timeout: 90_000 },
  async () => {
    expect(readdirSync(image).sort()).toEqual([
      'dist',
      'locales',
      'node_modules',
      'package.json',
      'prisma',
      'scripts',
    ]);
    expect(existsSync(path.join(image, 'node_modules', 'esbuild'))).toBe(false);
    const port = await freePort();
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: database.url,
      DATA_DIR: path.join(root, 'home', 'data'),
    };
    const [command = '', ...args] = commandOf(run, 'CMD');
    const service = spawn(command, args, { cwd: image, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => service.once('close', resolve));
    let said = '';
    service.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    service.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    try {
      await expect.poll(() => said, { timeout: 60_000 }).toContain(`answers on http://localhost:${port}`);
      const [check = '', ...words] = commandOf(run, 'HEALTHCHECK');
      expect(spawnSync(check, words, { env }).status).toBe(0);
      const page = await fetch(`http://127.0.0.1:${port}/chat`);
      expect(await page.text()).toContain('<textarea');
      expect(existsSync(path.join(root, 'home', 'keys', 'keyring.json'))).toBe(true);
    } finally {
      service.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
    const [check = '', ...words] = commandOf(run, 'HEALTHCHECK');
    expect(spawnSync(check, words, { env }).status).toBe(1);
  },
);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
