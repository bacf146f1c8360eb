import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/**
 * What tells a living process from a later one with the same pid: boot id, pid namespace and start tick on Linux, the time of
 * its start on macOS, no more than "alive" on Windows. Undefined when no such process lives (a zombie counts as dead).
 */
export function processBirth(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return linuxBirth(pid);
  }
  if (process.platform === 'win32') {
    return isSignallable(pid) ? 'alive' : undefined;
  }
  return ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

/** True when `pid` is a PostgreSQL server that works in `folder`. */
export function isServerIn(pid: number, folder: string): boolean {
  if (processBirth(pid) === undefined) {
    return false;
  }
  if (process.platform === 'linux') {
    return linuxServerIn(pid, folder);
  }
  if (process.platform === 'win32') {
    return (ask('tasklist', ['/FI', `PID eq ${pid}`]) ?? '').toLowerCase().includes('postgres.exe');
  }
  return (ask('ps', ['-o', 'command=', '-p', String(pid)]) ?? '').includes(folder);
}

function linuxBirth(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') {
      return undefined;
    }
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${statSync('/proc/self/ns/pid').ino}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** A server's working folder is its data folder; where that may not be read, its arguments name it. */
function linuxServerIn(pid: number, folder: string): boolean {
  try {
    const works = statSync(`/proc/${pid}/cwd`);
    const data = statSync(folder);
    return works.dev === data.dev && works.ino === data.ino;
  } catch {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
    } catch {
      return false;
    }
  }
}

function isSignallable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ask(command: string, args: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}
