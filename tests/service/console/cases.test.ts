import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../support/test-clock.js';
import { newVisitor } from '../../support/visitor.js';
import { hidden } from '../web/reporter.js';
import { submissionOn, workingOn, writeDown, type WrittenCase } from './case-work.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let officer: StaffBrowser;
let colleague: StaffBrowser;
let colleagueId: string;

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  colleagueId = await house.hire(['case_officer'], 'colleague');
  await house.hire(['administrator', 'editor', 'broadcaster', 'auditor'], 'everybody-else');
  officer = await house.signedIn('case_officer');
  colleague = await house.signedIn('colleague');
});
afterAll(() => house.close());

/** The audit rows of a case so far: actions with their details. */
async function audited(id: string): Promise<string[]> {
  const rows = await house.app.database.prisma.auditEvent.findMany({
    where: { subject_kind: 'case', subject_id: id },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action, detail }) => (detail ? `${action} ${detail}` : action));
}

/** What the reporter reads under `/r` with number and digits. */
async function reads({ number, code }: WrittenCase): Promise<string> {
  const reporter = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
  const { token } = hidden(await (await reporter.request('/r?on=1')).text());
  await reporter.request('/r', {
    method: 'POST',
    body: new URLSearchParams({ token, number, code }),
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  return (await reporter.request('/r/open')).text();
}

const state = async (id: string) =>
  (await house.app.database.prisma.case.findUniqueOrThrow({ where: { id } })).state;

describe('a case', () => {
  it(
    'goes its whole way from registered to archived, and she reads the reply',
    { timeout: 120_000 },
    async () => {
      const written = await writeDown(officer, {
        happened: '邻居家的孩子被爸爸打，身上有伤',
        minor: 'yes',
        danger: 'before',
        reporter: 'other',
      });
      const work = workingOn(officer, written.id);
      const first = await work.open();
      expect(first.html).toContain('还没有报告公安');
      expect(first.html).toContain('未成年人保护法');
      expect(await audited(written.id)).toEqual(['case_filed phone', 'case_digits_shown', 'case_viewed']);

      const moved: string[] = [];
      const move = async (name: string, fields = {}) => {
        expect((await work.move(name, fields)).location).toBe(`${work.page}?done=moved`);
        moved.push(await state(written.id));
      };
      await move('assess');
      await move('accept');
      await move('assign', { assign_to: colleagueId });
      expect((await work.open()).html).toContain('已交办 · 来电 · colleague同事');
      await move('return', { 'text_move-return': '不归我管' });
      await move('assign', { assign_to: colleagueId });
      await move('start');
      await move('extend', { 'text_move-extend': '等学校的材料' });
      expect((await work.police('110回执 2026-1')).status).toBe(303);
      expect((await work.message('请先带孩子去医院。')).status).toBe(303);
      await move('reply', { 'text_move-reply': '派出所已经立案。' });
      await move('follow_up');
      await move('close');
      await move('archive');
      expect(moved).toEqual([
        ...['assessed', 'accepted', 'assigned', 'returned', 'assigned', 'in_progress', 'extended'],
        ...['replied', 'follow_up', 'closed', 'archived'],
      ]);

      const last = await work.open();
      expect(last.html).not.toContain('还没有报告公安');
      expect(last.html).toContain('110回执 2026-1');
      const seen = await reads(written);
      expect(seen).toContain('请先带孩子去医院。');
      expect(seen).toContain('派出所已经立案。');
      expect(seen).not.toMatch(/不归我管|等学校的材料|110回执/);
      const actions = new Set((await audited(written.id)).map((row) => row.split(' ')[0]));
      expect(actions).toEqual(
        new Set([
          'case_filed',
          'case_digits_shown',
          'case_viewed',
          'case_judged',
          'case_moved',
          'case_reported',
          'case_written',
          'case_entered',
        ]),
      );
    },
  );

  it('is not shown when the view can not be written down', async () => {
    const { id } = await writeDown(officer, { happened: '一件不能看的事' });
    const { pool } = house.app.database;
    await pool.query('ALTER TABLE audit_event RENAME TO audit_away');
    try {
      const refused = await officer.get(`/console/cases/${id}`);
      expect(refused.status).toBeGreaterThanOrEqual(500);
      expect(refused.html).not.toContain('一件不能看的事');
    } finally {
      await pool.query('ALTER TABLE audit_away RENAME TO audit_event');
    }
  });

  it('takes a form that is sent twice once', async () => {
    const { id } = await writeDown(officer, { happened: '两次点击' });
    const work = workingOn(officer, id);
    const twice = async (send: (fields: { submission: string }) => Promise<{ location: string | null }>) => {
      const submission = await submissionOn(officer, work.page);
      const answers = await Promise.all([send({ submission }), send({ submission })]);
      expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
      expect(answers[0]?.location).toMatch(/done=/);
    };
    await twice((fields) => work.note('同一条记录', fields));
    await twice((fields) => work.move('contact', fields));
    await twice((fields) => work.message('同一条留言', fields));
    const kinds = (await house.app.database.prisma.caseEntry.findMany({ where: { case_id: id } })).map(
      ({ kind }) => kind,
    );
    expect(kinds.sort()).toEqual(['note', 'to_reporter', 'transition']);
  });

  it('that somebody else has moved meanwhile keeps the words that were typed', async () => {
    const { id } = await writeDown(officer, { happened: '两位同事同时办' });
    const work = workingOn(officer, id);
    await workingOn(colleague, id).move('assess');
    await workingOn(colleague, id).move('accept');
    const late = await work.move('not_accept', { 'text_move-not_accept': '这是我写了很久的话' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('role="alert"');
    expect(late.html).toContain('已受理');
    expect(late.html).toContain('这是我写了很久的话');
    expect(await state(id)).toBe('accepted');

    const empty = await work.move('return', {});
    expect([400, 409]).toContain(empty.status);
    const long = await work.message('长'.repeat(4001));
    expect(long.status).toBe(400);
    expect(long.html).toContain('长'.repeat(4001));
    expect(long.html).toContain('aria-invalid="true"');
  });
});

describe('how she is reached', () => {
  const phone = '139-0000-1234';

  it('is not shown at all when she does not want to be', async () => {
    const { id } = await writeDown(officer, { happened: '不要联系', contact: 'no', phone });
    for (const page of ['', '/contact']) {
      const { html } = await officer.get(`/console/cases/${id}${page}`);
      expect(html).toMatch(/不要联系她|不要打电话/);
      expect(html).not.toContain(phone);
    }
  });

  it('is not on the page of the case: only the way to it is', async () => {
    const { id } = await writeDown(officer, {
      happened: '可以打电话',
      contact: 'phone',
      phone,
      safe_time: '上午十点以后',
      code_word: '桂花开了',
    });
    const { html } = await officer.get(`/console/cases/${id}`);
    expect(html).toContain(`href="/console/cases/${id}/contact"`);
    for (const guarded of [phone, '上午十点以后', '桂花开了']) {
      expect(html).not.toContain(guarded);
    }
  });
});

describe('the list', () => {
  it('puts emergencies first, marks what is overdue and finds by what is chosen', async () => {
    const calm = await writeDown(officer, { happened: '想问一下离婚财产怎么分' });
    const urgent = await writeDown(officer, { happened: '他正拿刀砍门，救命', danger: 'now' });
    const page = async (query = '') => (await officer.get(`/console/cases${query}`)).html;
    const all = await page();
    expect(all.indexOf(urgent.number)).toBeLessThan(all.indexOf(calm.number));
    expect(all).not.toMatch(/拿刀|离婚财产/);
    expect(await page('?urgency=emergency')).not.toContain(calm.number);
    expect(await page('?state=closed')).not.toContain(calm.number);
    expect(await page('?show=overdue')).not.toContain(urgent.number);

    house.app.clock.advance(2 * HOUR);
    officer = await house.signedIn('case_officer');
    colleague = await house.signedIn('colleague');
    expect(await page('?show=overdue')).toMatch(new RegExp(`${urgent.number}[\\s\\S]*已过期限`));
    expect((await officer.get('/console')).html).toContain('件过了期限');
    expect(await house.audited()).toContain('case_list_viewed');
  });

  it('looks for no number, which needs a reason', async () => {
    const one = await writeDown(officer, { happened: '一件事' });
    const other = await writeDown(officer, { happened: '另一件事' });
    const page = async (query: string) => {
      const { html } = await officer.get(`/console/cases?${query}number=${one.number}`);
      return html.slice(html.indexOf('id="main"')); // the way to the other language keeps the address
    };
    const all = await page('');
    expect([all.includes(one.number), all.includes(other.number)]).toEqual([true, true]);
    expect(all).not.toMatch(/name="number"|number=/);
    expect(all).toContain('href="/console/cases/find"');
    expect(await page('show=overdue&')).not.toContain(one.number);
  });

  it('says that she wrote until somebody has opened it', async () => {
    const written = await writeDown(officer, { happened: '等着回信' });
    const reporter = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
    const post = async (path: string, fields: Record<string, string>) =>
      reporter.request(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      });
    const { token } = hidden(await (await reporter.request('/r?on=1')).text());
    await post('/r', { token, number: written.number, code: written.code });
    await post('/r/open', {
      ...hidden(await (await reporter.request('/r/open')).text()),
      text: '我又想起来一件事',
    });
    expect((await officer.get('/console/cases?show=unread')).html).toContain(written.number);
    expect((await officer.get(`/console/cases/${written.id}`)).html).toContain('我又想起来一件事');
    expect((await officer.get('/console/cases?show=unread')).html).not.toContain(written.number);
  });
});

describe('what was told', () => {
  it('stands on no page of another role, in no log, address or row', { timeout: 120_000 }, async () => {
    const canary = `金丝雀-${randomUUID()}`;
    const planted = (field: string) => `${canary} ${field}`;
    const written = await writeDown(officer, {
      happened: planted('happened'),
      place_of_harm: planted('place'),
      contact: 'phone',
      phone: canary.slice(0, 40),
      safe_time: planted('safe_time'),
    });
    const work = workingOn(officer, written.id);
    await work.note(planted('note'));
    await work.message(planted('message'));
    await work.judge({ text: planted('why') });
    await work.move('assess');
    await work.move('contact');
    await work.move('not_accept', { 'text_move-not_accept': planted('refusal') });
    const failed = await work.move('nothing', { 'text_move-nothing': planted('failed') });
    expect(failed.status).toBe(409);
    await work.note(planted('long').repeat(400));
    expect((await work.open()).html).toContain(planted('happened'));

    const other = await house.signedIn('everybody-else');
    for (const { method, path } of house.app.running().consoleRoutes) {
      const address = `/console${path === '/' ? '' : path.replace(/:\w+/g, written.id)}`;
      if (method === 'GET') {
        const { html, status } = await other.get(address);
        expect([address, html.includes('金丝雀')]).toEqual([address, false]);
        if (/^\/(cases|intake)/.test(path)) {
          expect([address, status]).toEqual([address, 404]);
        }
      }
    }
    for (const path of ['note', 'message', 'police', 'move', `judgements/${written.id}`]) {
      expect((await other.submit('/console', { [`text_${path}`]: 'x' }, `${work.page}/${path}`)).status).toBe(
        404,
      );
    }
    expect(house.app.logged.filter((line) => line.includes('金丝雀'))).toEqual([]);
    const everything = await dump();
    expect(everything).not.toContain('金丝雀');
    expect(everything).not.toContain(Buffer.from('金丝雀').toString('hex')); // as a bytea is written
  });
});

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const { pool } = house.app.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'knowledge_entry'`,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`);
      return rows.map(({ text }) => text).join('\n');
    }),
  );
  return texts.join('\n');
}
