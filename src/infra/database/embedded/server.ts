import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../../../lib/errors.js';
import type { PostgresBinaries } from './binaries.js';
import { readPostmaster } from './postmaster.js';
import type { Privileges } from './privileges.js';
import { serverArguments } from './settings.js';

/** A server that takes connections on 127.0.0.1. */
export interface RunningServer {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
}

interface Launch {
  readonly dataDir: string;
  readonly cluster: string;
  readonly binaries: PostgresBinaries;
  readonly privileges: Privileges;
  /** Words before the whole command, see `guardLaunch`. */
  readonly guard: readonly string[];
  /** Tried first; any free one when it is taken or not given. */
  readonly port?: number;
  readonly onPortTaken: (port: number) => void;
}

const MAX_LOG_BYTES = 5_000_000;
const READY_WITHIN_MS = 120_000; // replaying a long log after a power cut takes its time
const PORT_ATTEMPTS = 5;

/**
 * Starts the server and waits until it is ready. A port that somebody took between choosing and listening is tried anew.
 * @throws StartupError with the server's own last words when it ends or isn't ready within 2 minutes
 */
export async function launchServer(launch: Launch): Promise<RunningServer> {
  const log = openLog(launch.dataDir);
  try {
    for (let attempt = 1; ; attempt += 1) {
      const port = attempt === 1 && launch.port !== undefined ? launch.port : await freePort();
      const words = statSync(log.file).size;
      const server = await tryPort(launch, port, log.handle);
      if (server) {
        return server;
      }
      const lastWords = readFileSync(log.file).subarray(words).toString('utf8').trim();
      if (
        !/could not bind|Address already in use|could not create any TCP/.test(lastWords) ||
        attempt === PORT_ATTEMPTS
      ) {
        throw new StartupError(
          `PostgreSQL did not start: ${lastWords.split('\n').at(-1) ?? ''} (see ${log.file})`,
        );
      }
      launch.onPortTaken(port);
    }
  } finally {
    closeSync(log.handle);
  }
}

/** Undefined when the server ended before it was ready. */
async function tryPort(launch: Launch, port: number, log: number): Promise<RunningServer | undefined> {
  const { binaries, cluster, guard, privileges } = launch;
  const words = [...guard, ...privileges.prefix, binaries.postgres, ...serverArguments(cluster, port)];
  const [command = '', ...args] = words;
  // its own process group: Ctrl-C must not reach it before the service has finished
  const child = spawn(command, args, {
    env: binaries.env,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const deadline = performance.now() + READY_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && !failure) {
    const postmaster = readPostmaster(cluster);
    if (child.pid !== undefined && postmaster?.pid === child.pid && postmaster.ready) {
      return { child, pid: child.pid, port };
    }
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
      throw new StartupError('PostgreSQL was not ready within two minutes.');
    }
    await sleep(5);
  }
  return undefined;
}

function openLog(dataDir: string): { file: string; handle: number } {
  const file = path.join(dataDir, 'postgres.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) {
    renameSync(file, `${file}.1`);
  }
  return { file, handle: openSync(file, 'a', 0o600) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
