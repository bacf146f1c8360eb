import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartupError } from '../../../lib/errors.js';
import type { PostgresBinaries } from './binaries.js';

/** How PostgreSQL, which refuses to run as root, is started here. */
export interface Privileges {
  /** Programs that prepare the process and then become PostgreSQL, so that its pid is the child's. */
  readonly prefix: readonly string[];
  /** The user that the files belong to; undefined means: this process's own. */
  readonly uid?: number;
  readonly gid?: number;
  /** True when the kernel stops the server with this process, however it dies. */
  readonly endsWithUs: boolean;
}

interface Account {
  name: string;
  uid: number;
  gid: number;
}

const DEATH_SIGNAL = ['--pdeathsig', 'INT', '--'];

/**
 * Tries the ways from best to worst and takes the first in which the programs run and reach `dataDir`.
 * Root: a user namespace that shows it as an ordinary user, then another uid. Others: as they are.
 * @throws StartupError when none works
 */
export function choosePrivileges(dataDir: string, cluster: string, binaries: PostgresBinaries): Privileges {
  if (process.platform !== 'linux') {
    return { prefix: [], endsWithUs: false };
  }
  const ways = process.getuid?.() === 0 ? waysOfRoot(dataDir, cluster) : waysOfUser(cluster);
  const way = ways.find((candidate) => works(candidate, dataDir, binaries));
  if (!way) {
    throw new StartupError(
      `The PostgreSQL that comes with the service cannot run here: user namespaces are forbidden, and no ordinary user can reach both ` +
        `${dataDir} and ${path.dirname(binaries.postgres)}. Set DATABASE_URL to a PostgreSQL server (15 or newer), ` +
        'or start the service as an ordinary user.',
    );
  }
  return way;
}

function waysOfRoot(dataDir: string, cluster: string): Privileges[] {
  const owner = ownerOf(cluster);
  if (owner !== undefined && owner.uid !== 0) {
    return asUser(owner); // made by that user before: PostgreSQL insists on being the owner of its data
  }
  const folder = ownerOf(dataDir);
  const accounts = ['postgres', 'node', 'nobody'].flatMap(
    (name) => accountsHere().find((a) => a.name === name) ?? [],
  );
  const fallback = [...(folder && folder.uid !== 0 ? [folder] : []), ...accounts];
  return [...asNamespace(), ...fallback.flatMap(asUser)];
}

function waysOfUser(cluster: string): Privileges[] {
  const setpriv = findProgram('setpriv');
  const plain: Privileges[] = [
    ...(setpriv ? [{ prefix: [setpriv, ...DEATH_SIGNAL], endsWithUs: true }] : []),
    { prefix: [], endsWithUs: false },
  ];
  const nameless = !accountsHere().some((account) => account.uid === process.getuid?.());
  // initdb wants a user with a name; a container's numeric user has none
  return nameless && ownerOf(cluster) === undefined ? [...asNamespace(), ...plain] : plain;
}

/** In a user namespace, shown as an account that exists there: nothing is created, no file changes hands. */
function asNamespace(): Privileges[] {
  const unshare = findProgram('unshare');
  const accounts = accountsHere().filter((account) => account.uid !== 0);
  const shown = accounts.find((account) => account.uid === 1000) ?? accounts.at(-1);
  if (!unshare || !shown) {
    return [];
  }
  const namespace = [unshare, '--user', `--map-user=${shown.uid}`, `--map-group=${shown.gid}`];
  const setpriv = findProgram('setpriv');
  return [
    ...(setpriv ? [{ prefix: [...namespace, setpriv, ...DEATH_SIGNAL], endsWithUs: true }] : []),
    { prefix: [...namespace, '--'], endsWithUs: false },
  ];
}

function asUser({ uid, gid }: Pick<Account, 'uid' | 'gid'>): Privileges[] {
  const setpriv = findProgram('setpriv');
  if (!setpriv) {
    return [];
  }
  const prefix = [setpriv, `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...DEATH_SIGNAL];
  return [{ prefix, uid, gid, endsWithUs: true }];
}

function works(way: Privileges, dataDir: string, binaries: PostgresBinaries): boolean {
  if (way.uid !== undefined && way.uid !== statSync(dataDir).uid) {
    chmodSync(dataDir, statSync(dataDir).mode | 0o011); // may be passed through, not listed
  }
  const script = '"$0" --version && test -x "$1"';
  const [command = '', ...args] = [...way.prefix, '/bin/sh', '-c', script, binaries.postgres, dataDir];
  return spawnSync(command, args, { env: binaries.env, stdio: 'ignore', cwd: '/' }).status === 0;
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

function accountsHere(): Account[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length > 3)
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
}

/** The full path of a system program, or undefined. */
export function findProgram(name: string): string | undefined {
  return ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin', '/run/current-system/sw/bin']
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
