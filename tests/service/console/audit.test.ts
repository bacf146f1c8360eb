import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditStore } from '../../../src/domain/audit/index.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, PASSWORD, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let auditor: StaffBrowser;
beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['administrator'], 'boss');
  await house.hire(['auditor']);
  auditor = await house.signedIn('auditor');
});
afterAll(() => house.close());

/** The rows of the page: what was done and by whom, newest first. */
function rowsOf(html: string): string[] {
  const body = /<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? '';
  return body
    .split('</tr>')
    .slice(0, -1)
    .map((row) =>
      row
        .replace(/<span class="label"[^>]*>[^<]*<\/span>/g, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

describe('the audit trail', () => {
  it('shows who did what, the newest first, and that somebody looks', async () => {
    await house.browser().signIn('boss', 'not the password');
    await house.signedIn('boss');
    const rows = rowsOf((await auditor.get('/console/audit')).html);
    expect(rows[0]).toMatch(/auditor同事 查看操作记录/);
    expect(rows[1]).toMatch(/boss同事 登录 账号 boss同事/);
    expect(rows[2]).toMatch(/系统或求助人 登录失败 账号 boss同事 密码不对，或没有这个登录名/);
    expect(rows[0]).toContain('2026年11月24日 16:00');
  });

  it('is told in a foreign language as well', async () => {
    const { html } = await auditor.get('/console/audit?lang=en');
    expect(html).toContain('Looked at the activity log');
    auditor.visitor.cookies.delete('lang');
  });

  it('can be asked for one colleague, and for one subject', async () => {
    const boss = (await house.staff.idOf('boss')) ?? '';
    await house.signedIn('boss');
    const byStaff = rowsOf((await auditor.get(`/console/audit?staff=${boss}`)).html);
    expect(byStaff.length).toBeGreaterThan(0);
    expect(byStaff.filter((row) => !row.includes('boss同事'))).toEqual([]);
    const bySubject = rowsOf((await auditor.get(`/console/audit?kind=staff&subject=${boss}`)).html);
    expect(bySubject.length).toBeGreaterThan(1);
    expect(bySubject.filter((row) => !row.includes('账号 boss同事'))).toEqual([]);
    expect(rowsOf((await auditor.get('/console/audit?kind=case')).html)).toEqual([]);
  });

  it.each([
    'staff=x',
    "subject='%3B--",
    'kind=emperor',
    'before=-1',
    'before=99999999999999999999',
    'before=1e3',
  ])('takes no harm from %s', async (query) => {
    const { status, html } = await auditor.get(`/console/audit?${query}`);
    expect(status).toBe(200);
    expect(rowsOf(html).length).toBeGreaterThan(0);
  });

  it('is leafed through without a gap and without a row twice, also while more is written', async () => {
    const store = createAuditStore();
    const { prisma } = house.app.database;
    for (let i = 0; i < 120; i++) {
      const subject = { kind: 'case', id: null } as const;
      await store.record(prisma, {
        staffId: null,
        action: 'case_list_viewed',
        subject,
        detail: `n${i}`,
        now: new Date(),
      });
    }
    const seen: string[] = [];
    let next: string | undefined = '/console/audit?kind=case';
    while (next) {
      const { html } = await auditor.get(next);
      seen.push(...rowsOf(html).map((row) => /n\d+$/.exec(row)?.[0] ?? row));
      next = /<a href="([^"]+)" rel="next">/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      await store.record(prisma, {
        staffId: null,
        action: 'case_list_viewed',
        subject: { kind: 'case', id: null },
        detail: 'later',
        now: new Date(),
      });
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => `n${119 - i}`));
  });

  it('takes nothing but new rows', async () => {
    const { pool } = house.app.database;
    await expect(pool.query('UPDATE audit_event SET detail = NULL')).rejects.toThrow();
    await expect(pool.query('DELETE FROM audit_event')).rejects.toThrow();
    await expect(pool.query('TRUNCATE audit_event')).rejects.toThrow();
  });

  it('is closed to everybody else, and a look that cannot be written down shows nothing', async () => {
    const boss = await house.signedIn('boss');
    expect((await boss.get('/console/audit')).status).toBe(404);
    const { pool } = house.app.database;
    await pool.query(
      `ALTER TABLE audit_event ADD CONSTRAINT closed CHECK (action <> 'audit_viewed') NOT VALID`,
    );
    try {
      const { status, html } = await auditor.get('/console/audit');
      expect([status, html.includes('case_list') || html.includes('同事 登录')]).toEqual([500, false]);
    } finally {
      await pool.query('ALTER TABLE audit_event DROP CONSTRAINT closed');
    }
  });

  it('holds no word of a person', async () => {
    await house.browser().signIn('boss', PASSWORD);
    const { rows } = await house.app.database.pool.query<{ text: string }>(
      'SELECT a::text AS text FROM audit_event a',
    );
    expect(
      rows.filter(({ text }) => /boss|同事|password/.test(text.replace('staff_password_set', ''))),
    ).toEqual([]);
  });
});
