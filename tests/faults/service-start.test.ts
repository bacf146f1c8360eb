import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { startBotApi, telegramUpdates } from '../support/bot-api.js';
import { copyProject, withoutNetwork } from '../support/project-copy.js';
import {
  endServices,
  newHome,
  NPM,
  type Service,
  startService,
  waitFor,
} from '../support/service-process.js';

afterEach(endServices);

describe('a fresh clone whose install ran no scripts', () => {
  let clone: ReturnType<typeof copyProject>;
  beforeAll(() => {
    clone = copyProject();
  });
  afterAll(() => clone.remove());

  it('is generated and built with no network', () => {
    const { words, env } = withoutNetwork();
    for (const script of ['scripts/generate.mjs', 'scripts/build.mjs']) {
      const [command = '', ...args] = [...words, process.execPath, script];
      const { status, stderr } = spawnSync(command, args, {
        cwd: clone.folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    }
    expect(existsSync(path.join(clone.folder, 'src/generated/prisma/client.ts'))).toBe(true);
  });

  it('answers after "npm start" alone, says where and on which channels, and ends with npm', async () => {
    ['dist', 'src/generated'].forEach((made) => rmSync(path.join(clone.folder, made), { recursive: true }));
    const service = startService({ command: NPM, project: clone.folder });
    const url = await service.ready();
    expect(service.out.stdout).toMatch(/answers on http:\/\/localhost:\d+\nChannels: web chat\n/);
    expect(existsSync(path.join(service.home, 'data/lib/libicui18n.so.60'))).toBe(true);
    for (const health of ['/livez', '/readyz']) {
      const response = await fetch(url + health);
      expect([health, response.status, await response.json()]).toEqual([health, 200, { status: 'ok' }]);
    }
    const answer = await service.visitor().say('孩子发烧39度怎么办');
    expect(answer.messages.length).toBeGreaterThan(0);
    const commands = service.processes().map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    expect(commands.filter((command) => command.includes('esbuild'))).toEqual([]); // built is built
    await expectOrderlyEnd(service, 'SIGTERM');
  });
});

/** Sends the signal to the started process alone, as a supervisor does. */
async function expectOrderlyEnd(service: Service, signal: NodeJS.Signals): Promise<void> {
  expect(service.processes().length).toBeGreaterThan(1); // PostgreSQL is one of them
  service.kill(signal);
  const { code, ms, stderr } = await service.ended;
  expect([code, stderr.includes('fatal')]).toEqual([0, false]);
  expect(ms).toBeLessThan(10_000);
  expect(service.processes()).toEqual([]);
  expect(await attachToEmbeddedPostgres(path.join(service.home, 'data'))).toBeNull();
}

describe('a signal', () => {
  it('SIGINT to npm ends everything with 0', async () => {
    const service = startService({ command: NPM });
    await service.ready();
    await expectOrderlyEnd(service, 'SIGINT');
  });

  it('lets requests in flight be answered, ends open streams and refuses new ones', async () => {
    const service = startService({ command: NPM });
    const url = await service.ready();
    const visitors = [1, 2, 3].map(() => service.visitor());
    await Promise.all(visitors.map((visitor) => visitor.say('你好')));
    const stream = await visitors[0]?.request('/chat/stream');
    const database = await attachToEmbeddedPostgres(path.join(service.home, 'data'));
    const client = new pg.Client({ connectionString: database?.url });
    client.on('error', () => undefined); // the server may end first
    await client.connect();
    await client.query('BEGIN; SELECT id FROM contact FOR UPDATE');

    const answers = Promise.allSettled(visitors.map((visitor) => visitor.say('孩子挑食怎么办')));
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    await expect.poll(async () => (await client.query(waiting)).rowCount).toBe(3);
    service.kill('SIGTERM');
    await expect.poll(() => fetch(`${url}/livez`).catch(() => 'refused'), { timeout: 5000 }).toBe('refused');
    await client.query('ROLLBACK');
    await client.end();

    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await stream?.text()).toContain('retry:');
    const { code, ms } = await service.ended;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    expect(service.processes()).toEqual([]);
  });

  it('ends it in 10 s though Telegram takes a message and never answers', async () => {
    const api = await startBotApi();
    api.fail('sendMessage', { answer: 'nothing' });
    const service = startService({ env: { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root } });
    await service.ready();
    expect(service.out.stdout).toContain('Channels: web chat, Telegram (polling)');
    api.push(telegramUpdates.text(7, '/help'));
    await expect.poll(() => api.callsOf('sendMessage').length, { timeout: 20_000 }).toBe(1);
    await expectOrderlyEnd(service, 'SIGTERM');
    await api.close();
  });

  it('that comes while it starts leaves no process behind', async () => {
    const service = startService();
    await waitFor(() => service.out.stderr.includes('postgres_started'), 30_000);
    service.kill('SIGTERM');
    const { ms } = await service.ended;
    expect(ms).toBeLessThan(10_000);
    expect(await waitFor(() => service.processes().length === 0, 5000)).toBe(true);
    expect(service.out.stdout).toBe('');
  });
});

describe('a start is refused', () => {
  it('on data that another process serves, naming it, and the first goes on', async () => {
    const first = startService();
    await first.ready();
    const woman = first.visitor();
    await woman.say('你好');

    const wrong = await startService({ env: { ROLE: 'nonsense' } }).ended; // what starting and building alone takes
    const second = startService({ home: first.home });
    const { code, stdout, stderr, ms } = await second.ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^Process ${first.pid()} already runs the service on .*data\\.`, 'm'));
    expect(ms - wrong.ms).toBeLessThan(2000);
    expect((await woman.say('孩子发烧怎么办')).messages.length).toBeGreaterThan(0);
    await expectOrderlyEnd(first, 'SIGTERM');
  });

  it('on a taken port, in a plain sentence, and its database is stopped again', async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    const { port } = taken.address() as net.AddressInfo;
    const service = startService({ env: { PORT: String(port) } });
    const { code, stderr } = await service.ended;
    taken.close();
    expect(code).toBe(1);
    expect(lastLine(stderr)).toBe(`Port ${port} is taken; choose another with PORT.`);
    expect(service.processes()).toEqual([]);
    const again = startService({ home: service.home });
    await again.ready();
    await again.stop();
  });

  it('with wrong variables: each is named, no value is shown, and nothing is made', async () => {
    const canary = 'canary0value';
    const names = ['PORT', 'PUBLIC_URL', 'DATABASE_URL', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_API_ROOT'];
    names.push('TELEGRAM_WEBHOOK_SECRET', 'ROLE', 'LOG_LEVEL', 'TZ_NAME', 'TRUST_PROXY_HOPS');
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const { code, stdout, stderr } = await startService({
      home: path.join(home, 'none'),
      env: Object.fromEntries(names.map((name) => [name, canary])),
    }).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual([...names].sort());
    expect(stderr).not.toContain(canary);
    expect(existsSync(path.join(home, 'none'))).toBe(false);
  });

  it.each([
    [
      'a server that is not there',
      'postgresql://someone:canary0word@127.0.0.1:1/none',
      /DATABASE_URL.*ECONNREFUSED/,
    ],
    [
      'a host without a name',
      'postgresql://someone:canary0word@no-such-host.invalid/none',
      /DATABASE_URL.*(ENOTFOUND|EAI_AGAIN)/,
    ],
  ])('with a DATABASE_URL of %s, in a plain sentence', async (_, url, sentence) => {
    const { code, stderr } = await startService({ env: { DATABASE_URL: url } }).ended;
    expect(code).toBe(1);
    expect(lastLine(stderr)).toMatch(sentence);
    expect(stderr).not.toContain('canary0word');
  });
});

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';
