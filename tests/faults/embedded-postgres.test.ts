import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  attachToEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresEvent,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../src/infra/database/embedded/index.js';
import {
  asOrdinaryUser,
  asRoot,
  installProgram,
  isRoot,
  OwnerProcess,
  type Program,
  serversIn,
} from '../support/postgres-program.js';

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the query rejects as well
  await client.connect();
  return client
    .query<Row>(sql)
    .then((result) => result.rows)
    .finally(() => client.end());
}

// An ordinary account can't become root: there the second runner alone says what has to hold.
describe.each(isRoot ? [asRoot, asOrdinaryUser] : [asOrdinaryUser])(
  'our own PostgreSQL, run by $title',
  (runner) => {
    let program: Program;
    beforeAll(async () => {
      program = await installProgram(runner);
    });
    afterAll(() => program.remove());

    it('starts without library links in the package, and a stop leaves no process and no secret', async () => {
      const dataDir = program.newDataDir();
      const owner = program.start(dataDir);
      const { url, ms } = await owner.started();
      expect(ms).toBeLessThan(10_000);
      expect(owner.events()).toEqual(['cluster_made', 'started']);
      expect(existsSync(path.join(dataDir, 'lib/libicui18n.so.60'))).toBe(true);
      const [facts] = await query(
        url,
        `SELECT current_setting('fsync') fsync, current_setting('data_checksums') checksums, current_setting('server_encoding') encoding, datcollate collation FROM pg_database WHERE datname = current_database()`,
      );
      expect(facts).toEqual({ fsync: 'on', checksums: 'on', encoding: 'UTF8', collation: 'C' });
      for (const file of ['connection.json', 'postgres.log', 'postgres.lock', 'postgres/shouwang.password']) {
        expect(statSync(path.join(dataDir, file)).mode & 0o777, file).toBe(0o600);
      }
      expect((await owner.stop()).code).toBe(0);
      expect(serversIn(dataDir)).toEqual([]);
      expect(existsSync(path.join(dataDir, 'connection.json'))).toBe(false);
      expect(readdirSync(path.join(dataDir, 'owner'))).toEqual([]);
    });

    it('keeps every acknowledged row over kill -9 of its owner, leaves no orphan, and starts again', async () => {
      const dataDir = program.newDataDir();
      const acknowledged: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const owner = program.start(dataDir, 'write');
        const { pid, ms } = await owner.started();
        expect(ms).toBeLessThan(15_000);
        await owner.waitFor('acknowledged');
        await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 300));
        owner.kill('SIGKILL');
        await owner.ended;
        acknowledged.push(
          ...owner.lines().flatMap((line) => ('acknowledged' in line ? [Number(line.acknowledged)] : [])),
        );
        await expect.poll(() => serversIn(dataDir), { timeout: 15_000 }).not.toContain(pid);
      }
      const last = program.start(dataDir);
      const { url } = await last.started();
      const kept = new Set(
        (await query<{ n: number }>(url, 'SELECT n::int FROM acknowledged')).map((row) => row.n),
      );
      expect(acknowledged.length).toBeGreaterThan(50);
      expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
      await last.stop();
      expect(serversIn(dataDir)).toEqual([]);
    });

    it('starts at once when its owner was killed a moment before', async () => {
      const dataDir = program.newDataDir();
      const first = program.start(dataDir, 'write');
      await first.waitFor('acknowledged');
      first.kill('SIGKILL');
      const next = program.start(dataDir);
      expect((await next.started()).ms).toBeLessThan(15_000);
      expect(serversIn(dataDir)).toHaveLength(1);
      await next.stop();
    });

    it('refuses a second owner within 2 s and names the first', async () => {
      const dataDir = program.newDataDir();
      const first = program.start(dataDir);
      const { url } = await first.started();
      const second = program.start(dataDir);
      const { code, ms } = await second.ended;
      expect(code).toBe(1);
      expect(ms).toBeLessThan(2000);
      expect(second.find('refused')).toMatchObject({
        name: 'StartupError',
        refused: expect.stringContaining(`Process ${first.pid} `) as string,
      });
      expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await first.stop();
    });

    it('has one owner when three start at the same moment', async () => {
      const dataDir = program.newDataDir();
      const owners = [1, 2, 3].map(() => program.start(dataDir));
      await expect
        .poll(() => owners.filter((owner) => owner.find('refused')).length, { timeout: 10_000 })
        .toBe(2);
      const winner = owners.find((owner) => !owner.find('refused'));
      await winner?.started();
      expect(serversIn(dataDir)).toHaveLength(1);
      await winner?.stop();
    });

    it('is joined by commands while it runs, and only then', async () => {
      const dataDir = program.newDataDir();
      expect(await attachToEmbeddedPostgres(dataDir)).toBeNull();
      const owner = program.start(dataDir);
      const { url } = await owner.started();
      expect(await attachToEmbeddedPostgres(dataDir)).toEqual({ url });
      owner.kill('SIGKILL');
      await expect.poll(() => attachToEmbeddedPostgres(dataDir), { timeout: 15_000 }).toBeNull();
    });

    it('starts after an initdb that was killed half-way', async () => {
      const dataDir = await killDuringInitdb();
      const next = program.start(dataDir);
      await next.started();
      expect(next.events()).toContain('cluster_made');
      expect(draftsIn(dataDir)).toEqual([]);
      await next.stop();
    });

    const draftsIn = (dataDir: string) =>
      existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-')) : [];

    /** A data folder whose initdb was killed at work; one that was done first is tried again with another folder. */
    async function killDuringInitdb(): Promise<string> {
      for (let tries = 0; tries < 10; tries++) {
        const dataDir = program.newDataDir();
        const first = program.start(dataDir);
        while (!draftsIn(dataDir).some((name) => existsSync(path.join(dataDir, name, 'base')))) {
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
        first.kill('SIGKILL');
        await first.ended;
        if (!existsSync(path.join(dataDir, 'postgres'))) {
          return dataDir;
        }
      }
      throw new Error('initdb was always faster than the kill');
    }
  },
);

describe('our own PostgreSQL meets', () => {
  let dataDir: string;
  let cluster: string;
  let running: EmbeddedPostgres | undefined;
  let events: EmbeddedPostgresEvent[];
  beforeEach(() => {
    dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'shouwang-odds-')), 'data');
    cluster = path.join(dataDir, 'postgres');
    events = [];
  });
  afterEach(async () => {
    await running?.stop();
    expect(serversIn(dataDir)).toEqual([]);
    rmSync(path.dirname(dataDir), { recursive: true });
  });
  const start = async (options: Partial<EmbeddedPostgresOptions> = {}) =>
    (running = await startEmbeddedPostgres({ dataDir, onEvent: (event) => events.push(event), ...options }));

  it('a taken port, and takes another', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as net.AddressInfo;
    const { url } = await start({ port });
    expect(events).toContainEqual({ kind: 'port_taken', port });
    expect(new URL(url).port).not.toBe(String(port));
    taken.close();
  });

  it('the death of its server, tells of it once, and can be started again', async () => {
    const exits: unknown[] = [];
    const { pid } = await start({ onExit: (...how) => exits.push(how) });
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => exits).toEqual([[null, 'SIGKILL']]);
    expect(await attachToEmbeddedPostgres(dataDir)).toBeNull();
    await running?.stop();
    await start();
  });

  it('an orphan that no signal but SIGKILL ends, within 15 s', async () => {
    const { pid } = await start();
    process.kill(pid, 'SIGSTOP');
    rmSync(path.join(dataDir, 'owner'), { recursive: true }); // its owner is gone
    const orphan = running;
    const began = performance.now();
    await start();
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(events).toContainEqual({ kind: 'orphan_stopped', pid });
    await orphan?.stop();
  });

  it('a reused pid in what a crash left behind, and isn’t deceived by it', async () => {
    await (await start()).stop();
    writeFileSync(
      path.join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n0\n1\n\n127.0.0.1\n0 0\nready\n`,
    );
    writeFileSync(path.join(dataDir, 'owner', `${process.ppid}.0123456789abcdef01234567`), '');
    writeFileSync(
      path.join(dataDir, 'connection.json'),
      JSON.stringify({ url: 'postgresql://x', pid: process.pid }),
    );
    expect(await attachToEmbeddedPostgres(dataDir)).toBeNull();
    const { url } = await start();
    expect(await attachToEmbeddedPostgres(dataDir)).toEqual({ url });
    expect(readdirSync(path.join(dataDir, 'owner'))).toHaveLength(1);
  });

  it('a server that another container left working on the folder, and refuses', async () => {
    await start();
    // the other container's owner and pid can't be seen from here: only the kernel's lock tells
    rmSync(path.join(dataDir, 'owner'), { recursive: true });
    rmSync(path.join(cluster, 'postmaster.pid'));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/still works in/);
  });

  it('a folder that it may not use, and says so', async () => {
    writeFileSync(path.join(path.dirname(dataDir), 'file'), '');
    const within = path.join(path.dirname(dataDir), 'file', 'data');
    await expect(startEmbeddedPostgres({ dataDir: within })).rejects.toThrow(/cannot be used \(ENOTDIR\)/);
  });

  it('data of another major version, and says so', async () => {
    await (await start()).stop();
    writeFileSync(path.join(cluster, 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/data of PostgreSQL 15, this program brings PostgreSQL 18/);
  });

  it('rows in errors, and writes none of them to its log', async () => {
    const { url } = await start();
    await query(url, `CREATE TABLE story (words TEXT UNIQUE NOT NULL, other TEXT NOT NULL)`);
    const insert = `INSERT INTO story VALUES ('家暴金丝雀', 'x')`;
    await query(url, insert);
    for (const sql of [
      insert,
      `INSERT INTO story VALUES ('家暴金丝雀2', NULL)`,
      `SELECT '家暴金丝雀'::int`,
      `SELECT 家暴金丝雀`,
    ]) {
      await expect(query(url, sql)).rejects.toThrow();
    }
    const crash = query(url, `SELECT '家暴金丝雀', pg_sleep(20)`).catch((error: unknown) => error);
    const findVictim = `SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)' AND pid <> pg_backend_pid()`;
    await expect.poll(() => query(url, findVictim)).toHaveLength(1);
    const [victim] = await query<{ pid: number }>(url, findVictim);
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    expect(await crash).toBeInstanceOf(Error);
    const log = () => readFileSync(path.join(dataDir, 'postgres.log'), 'utf8');
    await expect
      .poll(log, { timeout: 10_000 })
      .toMatch(/terminated by signal 9.*ready to accept connections/s);
    expect(log()).not.toContain('金丝雀');
  });
});

describe('where user namespaces are forbidden, root', () => {
  let program: Program;
  beforeAll(async () => {
    program = await installProgram({ ...asRoot, mode: 0o755 });
  });
  const owners: OwnerProcess[] = [];
  afterAll(() => {
    owners.forEach((owner) => owner.kill('SIGKILL'));
    program.remove();
  });

  /** Runs as root of a namespace that forbids further ones; `users` is how many accounts exist in it. */
  async function startWithoutNamespaces(dataDir: string, users: number): Promise<OwnerProcess> {
    // the second sh starts as a mapped root and so has root's rights in the namespace
    const script = `read go; exec sh -c 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"' sh "$@"`;
    const command = [process.execPath, path.join(program.folder, 'owner.mjs'), dataDir];
    const owner = new OwnerProcess(['unshare', '--user', 'sh', '-c', script, 'sh', ...command], 'pipe');
    await expect
      .poll(() => readlinkSync(`/proc/${owner.pid}/ns/user`))
      .not.toBe(readlinkSync('/proc/self/ns/user'));
    if (!isRoot) {
      writeFileSync(`/proc/${owner.pid}/setgroups`, 'deny');
    }
    writeFileSync(`/proc/${owner.pid}/uid_map`, `0 ${process.getuid?.() ?? 0} ${users}\n`);
    writeFileSync(`/proc/${owner.pid}/gid_map`, `0 ${process.getgid?.() ?? 0} ${users}\n`);
    owner.child.stdin?.end('go\n');
    owners.push(owner);
    return owner;
  }

  it('is told plainly to set DATABASE_URL when no other account can be taken', async () => {
    const owner = await startWithoutNamespaces(program.newDataDir(), 1);
    const { refused, name } = await owner.waitFor('refused');
    expect(name).toBe('StartupError');
    expect(refused).toMatch(/user namespaces are forbidden.*Set DATABASE_URL/);
  });

  it.runIf(isRoot)('runs it as an unprivileged account that reaches the folders', async () => {
    const dataDir = program.newDataDir();
    chmodSync(path.dirname(dataDir), 0o755);
    const owner = await startWithoutNamespaces(dataDir, 65536);
    const { url, pid } = await owner.started();
    expect(statSync(`/proc/${pid}`).uid).toBe(statSync(path.join(dataDir, 'postgres')).uid);
    expect(statSync(path.join(dataDir, 'postgres')).uid).not.toBe(0);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await attachToEmbeddedPostgres(dataDir)).toEqual({ url });
    owner.kill('SIGKILL');
    await expect.poll(() => serversIn(dataDir), { timeout: 15_000 }).toEqual([]);

    const withNamespaces = program.start(dataDir); // the data keep their owner
    await withNamespaces.started();
    await withNamespaces.stop();
    expect(serversIn(dataDir)).toEqual([]);
  });
});
