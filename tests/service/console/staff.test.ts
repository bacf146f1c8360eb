import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditStore } from '../../../src/domain/audit/index.js';
import { createStaff, type Staff } from '../../../src/domain/staff/index.js';
import { type Database, openDatabase } from '../../../src/infra/database/client.js';
import { createSealer } from '../../../src/infra/keyring.js';
import { createPasswords } from '../../../src/infra/passwords.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createTestClock, DAY } from '../../support/test-clock.js';
import { openStaffHouse, PASSWORD, type StaffHouse } from './staff-house.js';

const PATH = /\/console\/(?:first|link)\/[\w-]{43}/;
const pathIn = (text: string) => PATH.exec(text)?.[0] ?? '';

describe('the first administrator', () => {
  let house: StaffHouse;
  beforeAll(async () => {
    house = await openStaffHouse();
  });
  afterAll(() => house.close());

  const account = { login: 'boss', name: '主任', password: PASSWORD, again: PASSWORD };
  const start = () => pathIn(house.app.running().firstLink ?? '');

  it('is created by the link of the start, which a look does not use up, and only once by however many at once', async () => {
    const link = start();
    expect((await house.browser().get(link)).status).toBe(200);
    await house.app.restart();
    const second = start();
    expect(second).not.toBe(link);

    const refused = await house.browser().submit(link, { ...account, password: 'short', again: 'short' });
    expect([refused.status, refused.html.includes('至少用12个字符')]).toEqual([400, true]);
    const badLogin = await house.browser().submit(link, { ...account, login: '主任' });
    expect([badLogin.status, badLogin.html.includes('登录名要3到32位')]).toEqual([400, true]);

    const links = [link, second, link, second, link];
    const answers = await Promise.all(links.map((each) => house.browser().submit(each, account)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404, 404, 404]);
    expect(await house.app.database.prisma.staff.count()).toBe(1);

    expect((await house.browser().get(link)).status).toBe(404);
    expect((await house.browser().get(second)).status).toBe(404);
    await house.app.restart();
    expect(house.app.running().firstLink).toBeNull();
    const boss = await house.signedIn('boss');
    expect((await boss.get('/console/staff')).html).toContain('主任');
    expect(await house.audited()).toEqual(
      expect.arrayContaining(['staff_link_made first_administrator', 'staff_created first_administrator']),
    );
  }, 60_000);
});

describe('two processes that start at the same time', () => {
  let test: TestDatabase;
  let database: Database;
  const clock = createTestClock();
  const sealer = createSealer({
    version: 1,
    active: 'k',
    keys: { k: Buffer.alloc(32, 1) },
    index: Buffer.alloc(32, 2),
  });
  const open = (): Staff =>
    createStaff({
      db: database.prisma,
      sealer,
      passwords: createPasswords(),
      audit: createAuditStore(),
      clock,
    });
  beforeAll(async () => {
    test = await createTestDatabase();
    database = openDatabase(test.url);
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('have each a link that works for a day, of which one creates the account', async () => {
    const [one, two] = [open(), open()];
    const [first, second] = await Promise.all([one.ensureFirstLink(), two.ensureFirstLink()]);
    expect(await one.signIn.linkFor(second ?? '')).toBe('first_administrator');
    expect(await two.signIn.linkFor(first ?? '')).toBe('first_administrator');
    const stored = await database.prisma.staffLink.findMany();
    expect(stored.map(({ id }) => Buffer.from(id).toString('base64url'))).not.toContain(first);
    clock.advance(DAY);
    expect(await one.signIn.linkFor(first ?? '')).toBeNull();
    const account = { login: 'boss', name: '主任', password: PASSWORD };
    expect(await one.signIn.createFirst(first ?? '', account)).toBeNull();
    const third = (await one.ensureFirstLink()) ?? '';
    expect(await database.prisma.staffLink.count()).toBe(1);
    expect(await two.signIn.setPassword(third, PASSWORD)).toBeNull();
    expect(await two.signIn.createFirst(third, account)).toBe(true);
    expect(await one.ensureFirstLink()).toBeNull();
  });
});

describe('an administrator', () => {
  let house: StaffHouse;
  beforeAll(async () => {
    house = await openStaffHouse();
    await house.hire(['administrator'], 'boss');
  });
  afterAll(() => house.close());
  const idOf = async (login: string) => (await house.staff.idOf(login)) ?? '';

  it('creates an account and hands over a link that is shown once and works once', async () => {
    const boss = await house.signedIn('boss');
    const made = await boss.submit(
      '/console/staff/new',
      { login: 'Mei.Li', name: '  李 梅 ', roles: ['case_officer', 'editor'] },
      '/console/staff',
    );
    expect(made.status).toBe(200);
    const link = pathIn(made.html);
    const id = await idOf('mei.li');
    expect((await boss.get(`/console/staff/${id}`)).html).not.toContain(link);
    expect((await boss.get('/console/staff')).html).toMatch(/李 梅[\s\S]*等本人设密码/);

    const mei = house.browser();
    expect((await mei.get(link)).status).toBe(200);
    const tokens = await Promise.all([mei.token(link), mei.token(link)]);
    const answers = await Promise.all(
      tokens.map((csrf) => mei.post(link, { csrf, password: PASSWORD, again: PASSWORD })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
    expect((await mei.get(link)).status).toBe(404);
    expect((await mei.signIn('mei.li', PASSWORD)).status).toBe(303);
    expect((await boss.get('/console/staff')).html).toMatch(/李 梅[\s\S]*可用/);
  });

  it.each([
    [{ login: 'x', name: '小王', roles: ['editor'] }, '登录名要3到32位'],
    [{ login: 'boss', name: '小王', roles: ['editor'] }, '已经有人用了'],
    [{ login: 'wang', name: ' ', roles: ['editor'] }, '请填姓名'],
    [{ login: 'wang', name: '王'.repeat(41), roles: ['editor'] }, '请填姓名'],
    [{ login: 'wang', name: '小王', roles: [] }, '至少选一个角色'],
    [{ login: 'wang', name: '小王', roles: ['emperor'] }, '至少选一个角色'],
  ])('is told what is wrong with %j', async (fields, sentence) => {
    const boss = await house.signedIn('boss');
    const before = await house.app.database.prisma.staff.count();
    const answer = await boss.submit('/console/staff/new', fields, '/console/staff');
    expect(answer.status).toBe(400);
    expect(answer.html).toContain(sentence);
    expect(answer.html).toContain('role="alert"');
    expect(await house.app.database.prisma.staff.count()).toBe(before);
  });

  it('changes roles, disables and enables, and makes a new link that ends the older one', async () => {
    const boss = await house.signedIn('boss');
    const id = await house.hire(['editor'], 'changing');
    const page = `/console/staff/${id}`;
    const roles = await boss.submit(page, { roles: ['broadcaster', 'auditor'] }, `${page}/roles`);
    expect(roles).toMatchObject({ status: 303, location: `${page}?done=roles` });
    expect((await boss.get(`${page}?done=roles`)).html).toContain('角色改好了');
    const first = pathIn((await boss.submit(page, {}, `${page}/link`)).html);
    const second = pathIn((await boss.submit(page, {}, `${page}/link`)).html);
    expect((await house.browser().get(first)).status).toBe(404);
    expect((await house.browser().get(second)).status).toBe(200);
    await boss.submit(page, { change: 'disable' }, `${page}/state`);
    expect((await house.browser().get(second)).status).toBe(404);
    expect((await house.browser().signIn('changing', PASSWORD)).status).toBe(401);
    await boss.submit(page, { change: 'enable' }, `${page}/state`);
    expect((await house.browser().signIn('changing', PASSWORD)).status).toBe(303);
    const member = (await house.staff.room.list()).find((each) => each.id === id);
    expect(member?.roles).toEqual(['broadcaster', 'auditor']);
    expect(await house.audited()).toEqual(
      expect.arrayContaining([
        'staff_roles_changed broadcaster,auditor',
        'staff_link_made',
        'staff_disabled',
        'staff_enabled',
        'staff_password_set by_link',
      ]),
    );
  });

  it('can not be the last to go, also when two go at once', async () => {
    const boss = await house.signedIn('boss');
    const id = await idOf('boss');
    const page = `/console/staff/${id}`;
    for (const [path, fields] of [
      ['roles', { roles: ['auditor'] }],
      ['state', { change: 'disable' }],
    ] as const) {
      const answer = await boss.submit(page, fields, `${page}/${path}`);
      expect([answer.status, answer.html.includes('最后一位')]).toEqual([400, true]);
    }
    const other = await house.hire(['administrator'], 'deputy');
    const left = await Promise.allSettled([
      house.staff.room.setRoles(id, id, ['auditor']),
      house.staff.room.setDisabled(other, other, true),
    ]);
    expect(left.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('finds nothing under an id that is none', async () => {
    await house.hire(['administrator'], 'third');
    const third = await house.signedIn('third');
    const unknown = '/console/staff/11111111-1111-4111-8111-111111111111';
    for (const path of [unknown, '/console/staff/nonsense', "/console/staff/'%20OR%201=1"]) {
      expect((await third.get(path)).status).toBe(404);
    }
    const csrf = await third.token('/console/staff/new');
    for (const part of ['roles', 'state', 'link']) {
      const answer = await third.post(`${unknown}/${part}`, { csrf, roles: 'editor', change: 'disable' });
      expect(answer.status).toBe(404);
    }
  });

  it('has names that stand in the database as ciphertext alone', async () => {
    const { rows } = await house.app.database.pool.query<{ text: string }>(
      'SELECT s::text AS text FROM staff s',
    );
    expect(rows.length).toBeGreaterThan(1);
    const hex = Buffer.from('同事').toString('hex');
    expect(rows.filter(({ text }) => text.includes('同事') || text.includes(hex))).toEqual([]);
  });
});

describe('npm run staff', () => {
  it('prints a link for a lost password, and nothing for a login that does not exist', async () => {
    const house = await openStaffHouse();
    try {
      await house.hire(['editor'], 'forgetful');
      const run = (...args: string[]) =>
        runStaff(house.app.running().databaseUrl, house.app.keyringFile, args);
      const { code, stdout } = await run('link', 'Forgetful');
      expect(code).toBe(0);
      const next = '一句 全新的 想不到的 话';
      const browser = house.browser();
      expect((await browser.submit(pathIn(stdout), { password: next, again: next })).status).toBe(303);
      expect((await browser.signIn('forgetful', next)).status).toBe(303);
      expect(await run('link', 'nobody')).toMatchObject({ code: 1, stdout: '' });
      expect(await run()).toMatchObject({ code: 1, stdout: '' });
    } finally {
      await house.close();
    }
  }, 120_000);
});

function runStaff(
  database: string,
  keyring: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string }> {
  const env = { ...process.env, DATABASE_URL: database, KEYRING_FILE: keyring };
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', 'staff', '--', ...args], { env }, (error, stdout) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout }),
    );
  });
}
