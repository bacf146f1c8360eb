import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readFileSync,
} from 'node:fs';
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartupError } from '../../../lib/errors.js';
import type { PostgresBinaries } from './binaries.js';
import type { Privileges } from './privileges.js';

export const SUPERUSER = 'shouwang';
const DRAFT = 'postgres.new-';
const PASSWORD_FILE = 'shouwang.password';

/**
 * Makes the data folder `cluster` when there is none: UTF-8, locale C, checksums, scram. It is made under another name and renamed
 * as a whole, so a start that was killed half-way leaves only a draft, which the next one removes.
 * @returns true when it was made now
 * @throws StartupError when it belongs to another major version, or initdb fails
 */
export async function ensureCluster(
  cluster: string,
  binaries: PostgresBinaries,
  as: Privileges,
): Promise<boolean> {
  removeDrafts(path.dirname(cluster));
  if (existsSync(cluster)) {
    checkVersion(cluster, binaries.major);
    handOver(cluster, as);
    return false;
  }
  const draft = mkdtempSync(path.join(path.dirname(cluster), DRAFT));
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${draft}.password`;
  try {
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    for (const file of [draft, passwordFile]) {
      handOver(file, as);
    }
    await runInitdb(draft, passwordFile, binaries, as);
    renameSync(passwordFile, path.join(draft, PASSWORD_FILE));
    syncFolder(draft);
    renameSync(draft, cluster);
    syncFolder(path.dirname(cluster));
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    rmSync(passwordFile, { force: true });
    throw error;
  }
}

/** The superuser's password, made with the cluster and kept in it (0600). */
export function readPassword(cluster: string): string {
  return readFileSync(path.join(cluster, PASSWORD_FILE), 'utf8').trim();
}

function runInitdb(
  draft: string,
  passwordFile: string,
  binaries: PostgresBinaries,
  as: Privileges,
): Promise<void> {
  const options = [
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    '--auth=scram-sha-256',
    '--no-instructions',
  ];
  const args = ['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, ...options];
  const [command = '', ...rest] = [...as.prefix, binaries.initdb, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      env: binaries.env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      const reason = complaint.trim().split('\n').at(-1) ?? '';
      return code === 0
        ? resolve()
        : reject(new StartupError(`PostgreSQL could not make its data folder: ${reason}`));
    });
  });
}

function removeDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir).filter((entry) => entry.startsWith(DRAFT))) {
    rmSync(path.join(dataDir, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function checkVersion(cluster: string, major: string): void {
  const file = path.join(cluster, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'nothing';
  if (found !== major) {
    throw new StartupError(
      `${cluster} holds ${found === 'nothing' ? 'no PostgreSQL data' : `data of PostgreSQL ${found}`}, this program brings PostgreSQL ${major}. ` +
        'Restore a backup into an empty DATA_DIR, or set DATABASE_URL to a server that can read it.',
    );
  }
}

/** Gives the files to the user that PostgreSQL will run as, when that isn't us. */
function handOver(file: string, { uid, gid }: Privileges): void {
  if (uid === undefined || gid === undefined || statSync(file).uid === uid) {
    return;
  }
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file, { recursive: true, encoding: 'utf8' })) {
      lchownSync(path.join(file, name), uid, gid);
    }
  }
  chownSync(file, uid, gid); // last: as long as it isn't done the next start begins again
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') {
    return;
  }
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
