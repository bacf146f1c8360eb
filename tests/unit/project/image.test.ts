import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load as parse } from 'js-yaml';
import { type Instruction, readDockerfile } from '../../support/dockerfile.js';

interface Service {
  readonly environment: Record<string, string>;
  readonly volumes: readonly string[];
  readonly depends_on?: object;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly stop_grace_period?: string;
}
interface Compose {
  readonly services: { readonly app: Service; readonly database: Service };
  readonly volumes: object;
}

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
    expect(of(run, 'CMD').map(({ command }) => command)).toEqual([startCommand()]);
    expect(of(run, 'HEALTHCHECK')[0]?.command[0]).toBe('node');
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(readFileSync('compose.yaml', 'utf8')) as Compose;
  const { app, database } = services;

  it('keeps secrets out of the file', () => {
    const password = '${POSTGRES_PASSWORD:?set it in .env}';
    expect(database.environment.POSTGRES_PASSWORD).toBe(password);
    expect(app.environment.DATABASE_URL).toBe(`postgresql://shouwang:${password}@database:5432/shouwang`);
    const others = Object.entries(app.environment).filter(
      ([name]) => !['PORT', 'DATABASE_URL'].includes(name),
    );
    expect(others.filter(([name, value]) => value !== `\${${name}:-}`)).toEqual([]);
  });

  it('keeps the key ring and the database on volumes of their own', () => {
    expect(of(run, 'ENV')[0]?.rest).toContain('DATA_DIR=/home/node/data');
    expect(app.volumes).toEqual(['keys:/home/node']);
    expect(database.volumes).toEqual(['database:/var/lib/postgresql']);
    expect(Object.keys(volumes).sort()).toEqual(['database', 'keys']);
  });

  it('waits for a healthy database and leaves time to stop in order', () => {
    expect(app.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database.healthcheck?.test).toEqual([
      'CMD',
      'pg_isready',
      '--username=shouwang',
      '--dbname=shouwang',
    ]);
    expect(Number(/^(\d+)s$/.exec(app.stop_grace_period ?? '')?.[1])).toBeGreaterThan(10);
  });
});

/** What `npm start` runs: the image runs the same, without npm. */
function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.replace(/^exec /, '').split(' ');
}
