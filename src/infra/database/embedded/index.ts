import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { StartupError } from '../../../lib/errors.js';
import { findBinaries } from './binaries.js';
import { ensureCluster, readPassword, SUPERUSER } from './cluster.js';
import { readConnection, removeConnection, writeConnection } from './connection-file.js';
import { ensureDatabase } from './database.js';
import { guardLaunch } from './launch-guard.js';
import { claimDataDir, type OwnerLock } from './owner-lock.js';
import { endServer, stopOrphan } from './postmaster.js';
import { choosePrivileges } from './privileges.js';
import { isServerIn } from './process-identity.js';
import { launchServer, type RunningServer } from './server.js';

/** Steps worth a line in the service's own log; none holds a path's content, a password or a row. */
export type EmbeddedPostgresEvent =
  | { kind: 'cluster_made' }
  | { kind: 'orphan_stopped'; pid: number }
  | { kind: 'port_taken'; port: number }
  /** The kernel will not stop the server when this process is killed; the next start does. */
  | { kind: 'may_outlive_us' }
  | { kind: 'started'; pid: number; ms: number };

export interface EmbeddedPostgresOptions {
  /** Made when missing (0700). */
  readonly dataDir: string;
  readonly onEvent?: (event: EmbeddedPostgresEvent) => void;
  /** Called once when the server ends though nobody called `stop`. */
  readonly onExit?: (code: number | null, signal: NodeJS.Signals | null) => void;
  /** Tried first; any free port when it is taken or not given. */
  readonly port?: number;
}

export interface EmbeddedPostgres {
  /** Of the database `shouwang`, with user and password. */
  readonly url: string;
  readonly pid: number;
  /** Fast shutdown; by force after 8 s. Returns when the server is gone and the folder is free. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts our own PostgreSQL in `<dataDir>/postgres`, on 127.0.0.1 and a free port, after stopping one that a killed owner left.
 * It ends with this process, also after `kill -9` where the kernel can see to it (Linux with setpriv).
 * @throws StartupError when another living process owns the folder (within 2 s, naming its pid), or it can't run here
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (!isMainThread) {
    throw new Error(
      'PostgreSQL must be started from the main thread: it ends with the thread that started it',
    );
  }
  const began = performance.now();
  const dataDir = prepareFolder(options.dataDir);
  const lock = await claimDataDir(dataDir);
  try {
    const database = await run(dataDir, lock, options);
    options.onEvent?.({ kind: 'started', pid: database.pid, ms: Math.round(performance.now() - began) });
    return database;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The running database of `dataDir`, for a command beside the service; null when the service doesn't run. */
export async function attachToEmbeddedPostgres(dataDir: string): Promise<{ url: string } | null> {
  const record = readConnection(dataDir);
  return record && isServerIn(record.pid, path.join(realpathSync(dataDir), 'postgres'))
    ? { url: record.url }
    : null;
}

function prepareFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `The data folder ${dataDir} cannot be used (${code ?? 'unknown reason'}). Set DATA_DIR to a folder of this user.`,
    );
  }
}

async function run(
  dataDir: string,
  lock: OwnerLock,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const cluster = path.join(dataDir, 'postgres');
  const tell = options.onEvent ?? (() => undefined);
  const binaries = await findBinaries(dataDir);
  const orphan = await stopOrphan(cluster, binaries);
  if (orphan !== null) {
    tell({ kind: 'orphan_stopped', pid: orphan });
  }
  const guard = await guardLaunch(dataDir);
  const privileges = choosePrivileges(dataDir, cluster, binaries);
  if (!privileges.endsWithUs) {
    tell({ kind: 'may_outlive_us' });
  }
  if (await ensureCluster(cluster, binaries, privileges)) {
    tell({ kind: 'cluster_made' });
  }
  const onPortTaken = (port: number) => tell({ kind: 'port_taken', port });
  const server = await launchServer({
    dataDir,
    cluster,
    binaries,
    privileges,
    guard,
    port: options.port,
    onPortTaken,
  });
  const end = () => endServer(server.pid, cluster, binaries, [8000, 2000]);
  try {
    const url = await ensureDatabase(
      `postgresql://${SUPERUSER}:${readPassword(cluster)}@127.0.0.1:${server.port}`,
      SUPERUSER,
    );
    writeConnection(dataDir, { url, pid: server.pid });
    lock.sweep();
    return { url, pid: server.pid, stop: watch(server, end, () => leave(dataDir, lock), options.onExit) };
  } catch (error) {
    await end();
    throw error;
  }
}

function leave(dataDir: string, lock: OwnerLock): void {
  removeConnection(dataDir);
  lock.release();
}

/** Follows the server until its end; returns the function that stops it. */
function watch(
  { child }: RunningServer,
  end: () => Promise<void>,
  leaveFolder: () => void,
  onExit: EmbeddedPostgresOptions['onExit'],
): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const interrupt = () => void child.kill('SIGINT'); // an exit without stop(); its own shutdown then goes on alone
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      process.off('exit', interrupt);
      leaveFolder();
      resolve();
      if (!stopping) {
        onExit?.(code, signal);
      }
    });
  });
  process.once('exit', interrupt);
  child.unref();
  return () => {
    child.ref();
    stopping ??=
      child.exitCode === null && child.signalCode === null ? end().then(() => ended) : Promise.resolve();
    return stopping;
  };
}
