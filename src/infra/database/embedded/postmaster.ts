import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.js';
import { isServerIn, processBirth } from './process-identity.js';

/** What PostgreSQL writes into `postmaster.pid`: its pid, and whether it takes connections. */
export function readPostmaster(cluster: string): { pid: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : null;
  } catch {
    return null;
  }
}

/**
 * Stops a server that a dead owner left in `cluster`, by fast shutdown, then immediate, then by force (≤ 9 s), and removes a
 * `postmaster.pid` whose pid now belongs to some other process, at which PostgreSQL itself would refuse to start.
 * Call it only as the owner of the data folder.
 * @returns the pid of the stopped server, or null when there was none
 */
export async function stopOrphan(cluster: string, binaries: PostgresBinaries): Promise<number | null> {
  const left = readPostmaster(cluster);
  if (!left || processBirth(left.pid) === undefined) {
    return null;
  }
  if (!isServerIn(left.pid, cluster)) {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return null;
  }
  await endServer(left.pid, cluster, binaries, [4000, 3000]);
  return left.pid;
}

/**
 * Ends the server `pid`: fast shutdown, after `patience[0]` ms immediate shutdown, after `patience[1]` ms more SIGKILL. Returns when
 * it is gone. Nothing acknowledged is lost in any of them; the later ones only make the next start replay its log.
 */
export async function endServer(
  pid: number,
  cluster: string,
  binaries: PostgresBinaries,
  patience: readonly [number, number],
): Promise<void> {
  const gone = () => !isServerIn(pid, cluster);
  askToStop(pid, cluster, binaries, 'fast');
  if (await until(gone, patience[0])) {
    return;
  }
  askToStop(pid, cluster, binaries, 'immediate');
  if (await until(gone, patience[1])) {
    return;
  }
  signal(pid, 'SIGKILL');
  await until(gone, 2000);
}

function askToStop(
  pid: number,
  cluster: string,
  binaries: PostgresBinaries,
  mode: 'fast' | 'immediate',
): void {
  if (process.platform === 'win32') {
    // no signals there: pg_ctl speaks to the server's own pipe
    spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', mode, '-W'], {
      env: binaries.env,
      stdio: 'ignore',
    });
    return;
  }
  signal(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

/** Waits until `condition` holds; false when it did not within `ms`. */
export async function until(condition: () => boolean, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > deadline) {
      return false;
    }
    await sleep(10);
  }
  return true;
}
