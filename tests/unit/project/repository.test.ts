import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const git = (...args: string[]) =>
  execFileSync('git', args, { encoding: 'utf8' }).split('\0').filter(Boolean);
/** Everything that is or would be committed. */
const files = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').filter((file) =>
  existsSync(file),
);
const texts = files.filter((file) => !/\.(png|ico)$/.test(file));

describe('the repository', () => {
  it('names no folder of the machine on which it was written', () => {
    const local =
      /(?<![\w.])\/(?:work|farm)\/(?:main|shared|steering)|bash_jobs|\/home\/(?!node\b)[a-z]+\/|\/Users\/[A-Za-z]+\//;
    const found = texts.filter((file) => file !== SELF && local.test(readFileSync(file, 'utf8')));
    expect(found).toEqual([]);
  });

  it('holds no key, token, database or environment of its own', () => {
    expect(
      files.filter((file) =>
        /(^|\/)(keyring.*\.json|\.env(\.(?!example$).*)?|.*\.(pem|key|dump|sqlite))$/.test(file),
      ),
    ).toEqual([]);
    const secret = /BEGIN [A-Z ]*PRIVATE KEY|\b\d{8,10}:AA[\w-]{33}\b/;
    expect(texts.filter((file) => secret.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('ignores what a running service writes', () => {
    const written = [
      'data/connection.json',
      'keys/keyring.json',
      'dist/x/main.js',
      'src/generated/prisma/client.ts',
      '.env',
      '.env.local',
    ];
    expect(
      execFileSync('git', ['check-ignore', '--no-index', ...written], { encoding: 'utf8' })
        .trim()
        .split('\n'),
    ).toEqual(written);
  });

  it('installs from whatever registry npm is told to use', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { resolved?: string; integrity?: string }>;
    };
    const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
    expect(packages.filter(([, each]) => each.resolved !== undefined).map(([name]) => name)).toEqual([]);
    expect(packages.filter(([, each]) => each.integrity === undefined).map(([name]) => name)).toEqual([]);
  });
});

const SELF = 'tests/unit/project/repository.test.ts';
