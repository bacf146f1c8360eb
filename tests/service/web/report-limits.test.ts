import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHouse, type Door, type DoorOptions, type House } from './door.js';
import { Reporter, zh } from './reporter.js';

let house: House;
let now = new Date('2026-11-25T02:00:00Z');
const HOUR = 3_600_000;
const ROOM = { network: 1_000_000, session: 1_000_000 };
const officer = { id: 'a0000000-0000-4000-8000-000000000003', roles: ['case_officer'] };

beforeAll(async () => {
  house = await createHouse();
  const { database } = await door({});
  await database.pool.query(
    `INSERT INTO staff (id, login, name, roles, created_at) VALUES ($1, 'officer', '\\x00', '{case_officer}', now())`,
    [officer.id],
  );
});
afterAll(() => house.drop());

const door = (limits: Partial<NonNullable<DoorOptions['limits']>>) =>
  house.open({
    config: { trustProxyHops: 1 },
    limits: { ...ROOM, ...limits },
    deps: { clock: { now: () => now } },
  });
const from = (at: Door, ip: string) => new Reporter(at, { ...zh, 'X-Forwarded-For': ip });
/** Files a report; whether it is marked. */
async function file(at: Door, ip: string, more: Record<string, string> = {}): Promise<boolean | undefined> {
  const response = await from(at, ip).file({ happened: `一件事 ${randomUUID()}`, ...more });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/help/done']);
  const row = await at.database.prisma.case.findFirst({ orderBy: { serial: 'desc' } });
  return row?.over_limit;
}
async function fileMany(at: Door, ip: string, many: number): Promise<Array<boolean | undefined>> {
  const marks = [];
  for (let n = 0; n < many; n++) {
    marks.push(await file(at, ip));
  }
  return marks;
}

describe('reports of one network', () => {
  it('beyond thirty an hour are taken like any other, and marked; another network’s are not', async () => {
    const at = await door({});
    const marks = await fileMany(at, '203.0.113.1', 32);
    expect(marks).toEqual([...Array.from({ length: 30 }, () => false), true, true]);
    expect(await file(at, '203.0.113.2')).toBe(false);
    expect(await file(at, '::ffff:203.0.113.1')).toBe(true);
  });

  it('beyond a hundred a day are marked too, however slowly they come', async () => {
    const at = await door({ report: 1000, report_day: 3 });
    expect(await fileMany(at, '203.0.113.3', 4)).toEqual([false, false, false, true]);
  });

  it('are those of a whole /56 of IPv6', async () => {
    const at = await door({ report: 1 });
    expect(await file(at, '2001:db8:0:aa00::1')).toBe(false);
    expect(await file(at, '2001:db8:0:aaff:1:2:3:4')).toBe(true);
    expect(await file(at, '2001:db8:0:ab00::1')).toBe(false);
  });

  it('leave a digest of the network that changes every day, and no address or browser', async () => {
    const at = await door({});
    const { prisma, pool } = at.database;
    const keys = async () =>
      (await prisma.rateLimit.findMany()).map(({ key }) => key).filter((key) => key.startsWith('report'));
    const before = await keys();
    await file(at, '203.0.113.88');
    now = new Date(now.getTime() + 24 * HOUR);
    await file(at, '203.0.113.88');
    const made = (await keys()).filter((key) => !before.includes(key));
    expect(made).toHaveLength(4);
    made.forEach((key) => expect(key).toMatch(/^report(_day)?:[0-9a-f]{64}$/));
    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { name } of tables) {
      const { rows } = await pool.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
      expect(
        rows.filter(({ text }) => /203\.0\.113|undici|node/i.test(text) && name !== '_prisma_migrations'),
      ).toEqual([]);
    }
  });
});

it('whoever sends reports faster than messages may come is not told to wait', async () => {
  const at = await door({ network: 1, session: 1 });
  const one = from(at, '203.0.113.20');
  for (let n = 0; n < 3; n++) {
    expect((await one.file({ happened: `第${n}件事` })).status).toBe(303);
  }
});

describe('tries of digits from her own network', () => {
  const wrong = ['2026-900001', '0000 0000 0000 0000'] as const;

  it('that somebody else has used up still leave her one a minute of her number', async () => {
    const at = await door({ tries: 3, tries_late: 1 });
    const her = from(at, '203.0.113.30');
    const { number, code } = await her.fileAndNote({ happened: '一件事' });
    for (let n = 0; n < 6; n++) {
      await from(at, '203.0.113.30').enter(...wrong);
    }
    expect((await from(at, '203.0.113.30').enter(...wrong)).status).toBe(429);
    expect((await her.enter(number, code)).status).toBe(303);
    expect((await from(at, '203.0.113.30').enter(number, '0000 0000 0000 0000')).status).toBe(429);
  });

  it('don’t count when they are right', async () => {
    const at = await door({ tries: 2, tries_late: 1 });
    const her = from(at, '203.0.113.31');
    const { number, code } = await her.fileAndNote({ happened: '一件事' });
    for (let n = 0; n < 6; n++) {
      expect((await from(at, '203.0.113.31').enter(number, code)).status).toBe(303);
    }
  });
});

describe('the field that people don’t see', () => {
  it('is out of the way of eyes, keys and screen readers', async () => {
    const at = await door({});
    const html = await from(at, '203.0.113.5').page('/help');
    const field = /<p class="trap" aria-hidden="true">(.*?)<\/p>/s.exec(html)?.[1] ?? '';
    expect(field).toMatch(/<input[^>]*name="homepage"/);
    expect(field).toMatch(/tabindex="-1"/i);
    expect(field).toContain('autocomplete="off"');
    const style = /href="(\/assets\/site\.[^"]+\.css)"/.exec(html)?.[1] ?? '';
    expect(await (await fetch(at.url + style)).text()).toMatch(/\.trap\s*\{\s*display:\s*none/);
  });

  it('filled in marks the report, which is taken all the same; left empty it does not', async () => {
    const at = await door({});
    expect(await file(at, '203.0.113.6', { homepage: '' })).toBe(false);
    expect(await file(at, '203.0.113.6', { homepage: 'http://example.com' })).toBe(true);
    expect(await file(at, '203.0.113.6')).toBe(false);
  });

  it('is shown to staff as a mark, in the list and with the case', async () => {
    const at = await door({});
    await file(at, '203.0.113.7', { homepage: 'x' });
    const { rows } = await at.cases.desk.list(officer, { page: 1 });
    const newest = [...rows].sort((a, b) => (a.number < b.number ? 1 : -1));
    expect(newest[0]).toMatchObject({ overLimit: true });
    expect(await at.cases.desk.open(officer, newest[0]?.id ?? '')).toMatchObject({ overLimit: true });
  });
});

describe('reports of all networks together', () => {
  it('beyond six hundred an hour are marked until it is quieter, but never what staff write down', async () => {
    const at = await door({});
    now = new Date(now.getTime() + 2 * HOUR);
    expect(await file(at, '203.0.113.9')).toBe(false);
    await at.database.pool.query(
      `INSERT INTO case_file (id, state, category, urgency, minor, channel, locale, report, code_hash, submission_key,
         submission_digest, created_at, updated_at)
       SELECT gen_random_uuid(), 'registered', 'other', 'normal', false, 'web', 'zh-CN', '\\x00', '', sha256(n::text::bytea), '\\x00', $1, $1
       FROM generate_series(1, 599) n`,
      [now],
    );
    now = new Date(now.getTime() + HOUR - 1);
    expect(await file(at, '203.0.113.10')).toBe(true);
    const staffed = await at.cases.desk.intake(
      officer,
      { happened: '打来电话说的' },
      { channel: 'phone', locale: 'zh-CN', submission: randomUUID() },
    );
    expect(await at.cases.desk.open(officer, staffed.caseId)).toMatchObject({ overLimit: false });
    now = new Date(now.getTime() + 2);
    expect(await file(at, '203.0.113.10')).toBe(false);
  });
});
