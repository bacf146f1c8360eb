import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../../../lib/errors.js';
import { findProgram } from './privileges.js';

const TAKEN = 73;
const PATIENCE_MS = 1500;

/**
 * The second lock, kept by the kernel: `flock(1)` before PostgreSQL's command leaves the lock of `<dataDir>/postgres.lock` with the
 * server and all its children until the last is gone. It also holds between containers that share a folder, where a pid says nothing.
 * @returns the words to put before the command; none where `flock` is missing
 * @throws StartupError when a server still holds the lock
 */
export async function guardLaunch(dataDir: string): Promise<string[]> {
  const flock = process.platform === 'linux' ? findProgram('flock') : undefined;
  if (!flock) {
    return [];
  }
  const lock = path.join(dataDir, 'postgres.lock');
  closeSync(openSync(lock, 'a', 0o600));
  const guard = [flock, '--nonblock', '--no-fork', '--conflict-exit-code', String(TAKEN), lock];
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { status } = spawnSync(flock, [...guard.slice(1), '/bin/true'], { stdio: 'ignore', env: {} });
    if (status !== TAKEN) {
      return status === 0 ? guard : [];
    }
    if (performance.now() > deadline) {
      throw new StartupError(
        `A PostgreSQL server of another container or user still works in ${dataDir}. Stop that service first, or set DATA_DIR to another folder.`,
      );
    }
    await sleep(50);
  }
}
