import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** In which the kernel counts, on every Linux that Node runs on. */
const TICK_MS = 10;
/** The bounds that `npm start` gives. */
const HEAP = ['--max-old-space-size=320', '--max-semi-space-size=4'];

export interface Child {
  readonly process: ChildProcess;
  /** The first line that it printed as JSON. */
  readonly said: Readonly<Record<string, string>>;
  /** From the spawn to that line, in ms. */
  readonly startMs: number;
}

/** Runs a program of bench/ in a process of its own and waits for its first line of JSON. */
export function startChild(name: string, env: Readonly<Record<string, string>>): Promise<Child> {
  const began = performance.now();
  const child = spawn(process.execPath, [...HEAP, 'bench/run.mjs', name], {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve({
        process: child,
        said: JSON.parse(line) as Record<string, string>,
        startMs: performance.now() - began,
      }),
    );
  });
}

/** Starts the service as `npm start` does and waits until it answers; returns the ms that took. Built before. */
export function timeStart(
  env: Readonly<Record<string, string>>,
): Promise<{ process: ChildProcess; ms: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [...HEAP, 'scripts/start.mjs'], {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', () =>
      resolve({ process: child, ms: performance.now() - began }),
    );
  });
}

export function stopChild({ process: child }: Pick<Child, 'process'>): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Resident memory of a process, in MB. */
export function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** Processor time that a process has used in all its threads, in ms: the same however busy the machine is otherwise. */
export function processorMs(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * TICK_MS;
}

export const percentile = (values: readonly number[], p: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? 0;

/** Runs `work` for each item, at most `width` at once; returns the ms that each took and the seconds of the whole. */
export async function load<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<{ ms: number[]; seconds: number }> {
  const ms: number[] = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < items.length) {
        const item = items[next++] as T;
        const start = performance.now();
        await work(item);
        ms.push(performance.now() - start);
      }
    }),
  );
  return { ms, seconds: (performance.now() - began) / 1000 };
}
