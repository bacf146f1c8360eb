import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../../../lib/errors.js';
import { processBirth } from './process-identity.js';

/** The right to run the database of one data folder. */
export interface OwnerLock {
  /** Removes what dead owners left; only right once the server runs, see `launch-guard.ts`. */
  sweep(): void;
  release(): void;
}

const PATIENCE_MS = 800;

/**
 * Claims `<dataDir>/owner`. Every process lays down one empty file named by its pid and a hash of its birth, then looks for others:
 * a claim is void as soon as that very process is dead, so nothing stale is ever taken over and a reused pid deceives nobody.
 * Of two that start together the one that looked second has seen the first; both withdraw and try again after a random pause.
 * @throws StartupError within 2 s, naming the pid of the living owner
 */
export async function claimDataDir(dataDir: string): Promise<OwnerLock> {
  const folder = path.join(dataDir, 'owner');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = claimName(process.pid);
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const owner = tryClaim(folder, own);
    if (owner === undefined) {
      return {
        sweep: () => others(folder, own).forEach((name) => !isLiving(name) && remove(folder, name)),
        release: () => remove(folder, own),
      };
    }
    if (performance.now() > deadline) {
      throw new StartupError(
        `Process ${owner} already runs the service on ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
      );
    }
    await sleep(30 + Math.random() * 150);
  }
}

/** Returns the pid of a living rival, or undefined when the claim stands. */
function tryClaim(folder: string, own: string): number | undefined {
  try {
    writeFileSync(path.join(folder, own), '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return process.pid;
    }
    throw error;
  }
  const rival = others(folder, own).find(isLiving);
  if (rival !== undefined) {
    remove(folder, own);
    return pidOf(rival);
  }
  return undefined;
}

function claimName(pid: number): string {
  return `${pid}.${createHash('sha256')
    .update(processBirth(pid) ?? '')
    .digest('hex')
    .slice(0, 24)}`;
}

function isLiving(name: string): boolean {
  const pid = pidOf(name);
  return Number.isInteger(pid) && processBirth(pid) !== undefined && claimName(pid) === name;
}

function pidOf(name: string): number {
  return Number(name.split('.')[0]);
}

function others(folder: string, own: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name !== own);
  } catch {
    return [];
  }
}

function remove(folder: string, name: string): void {
  rmSync(path.join(folder, name), { force: true });
}
