import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newVisitor, type Visitor } from './visitor.js';

export const PROJECT = path.resolve(import.meta.dirname, '../..');

export interface ServiceOptions {
  /** Folder that holds `data` and `keys`; one that is removed by `endServices` when not given. */
  readonly home?: string;
  /** More of the environment, e.g. `{ DATABASE_URL: … }`; nothing of the test run's own is inherited but PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is run in the project's folder. */
  readonly command?: readonly string[];
  /** Another copy of the project. */
  readonly project?: string;
}

/** The service as an operator runs it: a process of its own, known only by what it prints and answers. */
export interface Service {
  readonly home: string;
  readonly child: ChildProcess;
  /** Standard output and error so far. */
  readonly out: { stdout: string; stderr: string };
  /** Waits for its address. Rejects with what it printed when it ends first. */
  ready(): Promise<string>;
  /** The process that serves, which npm has started when npm was started. */
  pid(): number;
  readonly ended: Promise<Ending>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, and its orderly end. */
  stop(): Promise<Ending>;
  visitor(headers?: Record<string, string>): Visitor;
  /** Living processes that belong to it: started by it or at work in its folder. */
  processes(): number[];
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Since the last signal, or since the start when there was none. */
  readonly ms: number;
}

export const NODE = [process.execPath, 'scripts/start.mjs'] as const;
export const NPM = ['npm', 'start'] as const;
const MARK = 'SHOUWANG_TEST_MARK';
const started: Array<{ service: Service; removeHome: boolean }> = [];

export function newHome(): string {
  return mkdtempSync(path.join(tmpdir(), 'shouwang-service-'));
}

export function startService(options: ServiceOptions = {}): Service {
  const home = options.home ?? newHome();
  const mark = randomBytes(8).toString('hex');
  const [command = '', ...args] = options.command ?? NODE;
  let since = performance.now();
  const child = spawn(command, args, {
    cwd: options.project ?? PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      [MARK]: mark,
      DATA_DIR: path.join(home, 'data'),
      PORT: '0',
      ...options.env,
    },
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (out.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out.stderr += chunk.toString()));
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...out, ms: performance.now() - since }));
  });
  const address = () => /answers on http:\/\/localhost:(\d+)/.exec(out.stdout)?.[1];
  const url = () => `http://127.0.0.1:${address() ?? '0'}`;
  const service: Service = {
    home,
    child,
    out,
    ended,
    async ready() {
      await waitFor(() => address() !== undefined || hasEnded(child), 60_000);
      if (address() === undefined) {
        throw new Error(`the service did not start:\n${out.stdout}${out.stderr}`);
      }
      return url();
    },
    pid: () => (command === 'npm' ? childOf(child.pid ?? 0) : (child.pid ?? 0)),
    kill(signal) {
      since = performance.now();
      child.kill(signal);
    },
    stop() {
      service.kill('SIGTERM');
      return ended;
    },
    visitor: (headers) => newVisitor(url, headers),
    processes: () => allPids().filter((pid) => belongsTo(pid, mark, home)),
  };
  started.push({ service, removeHome: options.home === undefined });
  return service;
}

/** For `afterEach`: kills whatever a test left running and removes the folders made for it. */
export async function endServices(): Promise<void> {
  for (const { service, removeHome } of started.splice(0)) {
    service.processes().forEach((pid) => endProcess(pid));
    await waitFor(() => service.processes().length === 0, 10_000);
    if (removeHome) {
      rmSync(service.home, { recursive: true, force: true });
    }
  }
}

export async function waitFor(condition: () => boolean, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > deadline) {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}

function allPids(): number[] {
  return readdirSync('/proc').map(Number).filter(Boolean);
}

/** Its environment bears the mark; PostgreSQL has an empty one, but works in the data folder or names it. */
function belongsTo(pid: number, mark: string, home: string): boolean {
  const has = (read: () => string, text: string) => {
    try {
      return read().includes(text);
    } catch {
      return false; // ended meanwhile, or a zombie
    }
  };
  const file = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  return (
    has(() => file('environ'), `${MARK}=${mark}`) ||
    has(() => file('cmdline'), home) ||
    has(() => readlinkSync(`/proc/${pid}/cwd`), home)
  );
}

function childOf(parent: number): number {
  return allPids().find((pid) => parentOf(pid) === parent) ?? 0;
}

/** The pid of a process's parent; undefined when it has ended. */
export function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
