import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Instruction, readDockerfile } from '../../support/dockerfile.js';

const [build = [], run = []] = readDockerfile();
const of = <W extends Instruction['word']>(stage: readonly Instruction[], word: W) =>
  stage.filter((each): each is Extract<Instruction, { word: W }> => each.word === word);
const committed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(file));
const inCheckout = (name: string) => committed.some((file) => file === name || file.startsWith(`${name}/`));

describe('the Dockerfile', () => {
  it('copies only what a clean checkout holds', () => {
    const copied = of(build, 'COPY').flatMap(({ sources }) => sources);
    expect(copied).toContain('src');
    expect(copied.filter((name) => !inCheckout(name))).toEqual([]);
  });

  it('gets all of it past .dockerignore, and nothing else', () => {
    const lines = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    const let_in = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = of(build, 'COPY').flatMap(({ sources }) => sources);
    expect(let_in.sort()).toEqual(copied.sort());
  });

  it('runs npm and scripts of package.json only', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = [build, run].flatMap((stage) => of(stage, 'RUN').map(({ command }) => command));
    expect(commands.map((command) => command.slice(0, 2))).toEqual([
      ['npm', 'ci'],
      ['npm', 'run'],
      ['npm', 'prune'],
    ]);
    const named = commands.filter(([, verb]) => verb === 'run').map(([, , name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('takes into the image what was made or copied before, and no sources', () => {
    const before = of(build, 'COPY').flatMap(({ sources }) => sources);
    const made = ['node_modules', 'dist'];
    const taken = of(run, 'COPY').flatMap(({ sources }) => sources.map((name) => name.replace('/app/', '')));
    const known = (name: string) => made.includes(name) || before.includes(name) || inCheckout(name);
    expect(taken.filter((name) => !known(name))).toEqual([]);
    expect(taken).not.toContain('src');
    expect(of(run, 'COPY').every(({ from }) => from === 'build')).toBe(true);
  });

  it('runs as an ordinary user, on Node 24, with node itself as the process that gets signals', () => {
    expect(of(run, 'USER').map(({ rest }) => rest)).toEqual(['node']);
    expect([build, run].map((stage) => of(stage, 'FROM')[0]?.rest.split(' ')[0])).toEqual(
      Array(2).fill('node:24-bookworm-slim'),
    );
    expect(of(run, 'CMD').map(({ command }) => command)).toEqual([['node', 'scripts/start.mjs']]);
    expect(of(run, 'HEALTHCHECK')[0]?.command[0]).toBe('node');
  });
});

describe('compose.yaml', () => {
  const text = readFileSync('compose.yaml', 'utf8');

  it('keeps secrets out of the file', () => {
    expect(text.match(/POSTGRES_PASSWORD: (.*)/)?.[1]).toBe('${POSTGRES_PASSWORD:?set it in .env}');
    expect(text).toContain(
      'postgresql://shouwang:${POSTGRES_PASSWORD:?set it in .env}@database:5432/shouwang',
    );
  });

  it('puts the folder of the key ring and the database on volumes', () => {
    expect(text).toContain('- keys:/home/node');
    expect(of(run, 'ENV')[0]?.rest).toContain('DATA_DIR=/home/node/data');
    expect(text).toContain('- database:/var/lib/postgresql\n');
  });
});
