import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newVisitor } from '../../support/visitor.js';
import { hidden } from '../web/reporter.js';
import { submissionOn, workingOn, writeDown, type WrittenCase } from './case-work.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let officer: StaffBrowser;

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  await house.hire(['administrator']);
  await house.hire(['editor', 'broadcaster', 'auditor'], 'everybody-else');
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());

/** What she writes under `/r` into her own case. */
async function writeLater({ number, code }: WrittenCase, text: string): Promise<void> {
  const reporter = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
  const post = async (path: string, fields: Record<string, string>) =>
    reporter.request(path, {
      ...{ method: 'POST', body: new URLSearchParams(fields) },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
  const { token } = hidden(await (await reporter.request('/r?on=1')).text());
  await post('/r', { token, number, code });
  await post('/r/open', { ...hidden(await (await reporter.request('/r/open')).text()), text });
}

const panelOf = (html: string) =>
  /<section class="panel" id="judgements">.*?<\/section>/s.exec(html)?.[0] ?? '';
const caseOf = (id: string) => house.app.database.prisma.case.findUniqueOrThrow({ where: { id } });
const judgementsOf = (id: string) =>
  house.app.database.prisma.caseJudgement.findMany({
    where: { case_id: id },
    orderBy: { entry_id: { sort: 'asc', nulls: 'first' } },
  });

describe('the page of a case', () => {
  it('says what is suggested and why, and takes a decision that differs', async () => {
    const { id } = await writeDown(officer, { happened: '他拿刀追我，孩子也在，救命', minor: 'yes' });
    const work = workingOn(officer, id);
    const before = panelOf((await work.open()).html);
    expect(before).toMatch(/程序建议：.*家庭暴力.*紧急/s);
    expect(before).toContain('程序为什么这样建议');
    expect(before).toContain('正在动手'); // a rule
    expect(before).toContain('动手、威胁、凶器'); // a group of signs
    expect(before).toMatch(/<q lang="zh-CN">[^<]+<\/q>/); // her own words
    expect(before).not.toMatch(/@vio|rule:|vio\./);

    const refused = await work.judge({ category: 'minor_harm', urgency: 'urgent' });
    expect(refused.status).toBe(400);
    const kept = panelOf(refused.html);
    expect(kept).toMatch(/<option value="minor_harm" selected/);
    expect(kept).toMatch(/<option value="urgent" selected/);
    expect(kept).toContain('请写明理由');
    expect(await caseOf(id)).toMatchObject({ urgency: 'emergency' });

    const done = await work.judge({
      category: 'minor_harm',
      urgency: 'urgent',
      text: '刀是玩具，人已经走了',
    });
    expect(done.location).toBe(`${work.page}?done=judged`);
    const after = (await officer.get(`${work.page}?done=judged`)).html;
    expect(after).toContain('已经定下来了');
    expect(panelOf(after)).toMatch(/已经定为：.*侵害未成年人.*较急.*刀是玩具，人已经走了/s);
    expect(panelOf(after)).toContain('case_officer同事');
    expect(/<section class="panel" id="timeline">.*?<\/section>/s.exec(after)?.[0]).toContain(
      '定下类别和轻重',
    );
    expect(await caseOf(id)).toMatchObject({ category: 'minor_harm', urgency: 'urgent', minor: true });
  });

  it('has one press for what is suggested, and says that it comes before the assessment', async () => {
    const { id } = await writeDown(officer, { happened: '离婚了他不给抚养费' });
    const work = workingOn(officer, id);
    const submission = await submissionOn(officer, work.page);
    const early = await officer.submit(work.page, { submission, transition: 'assess' }, `${work.page}/move`);
    expect(early.status).toBe(409);
    expect(early.html).toContain('请先在这一页定下来');
    expect((await work.judge()).status).toBe(303);
    const [row] = await judgementsOf(id);
    expect(row).toMatchObject({ decided_category: row?.category, decided_urgency: row?.urgency });
    expect((await work.move('assess')).location).toBe(`${work.page}?done=moved`);
  });

  it('shows a later message with its own suggestion; the case is as urgent as the gravest', async () => {
    const written = await writeDown(officer, { happened: '想问一下离婚财产怎么分' });
    await workingOn(officer, written.id).judge();
    await writeLater(written, '他现在拿刀砍门，救命');
    const panel = panelOf((await officer.get(`/console/cases/${written.id}`)).html);
    expect(panel).toContain('后来写的');
    expect(panel).toContain('他现在拿刀砍门，救命');
    expect(panel).toContain('照这样定');
    expect(await judgementsOf(written.id)).toMatchObject([
      { urgency: 'normal', entry_id: null },
      { urgency: 'emergency', decided_at: null },
    ]);
    expect(await caseOf(written.id)).toMatchObject({ urgency: 'emergency' });
  });

  it('takes no nonsense, and nothing of whoever may not', async () => {
    const { id } = await writeDown(officer, { happened: '邻居老是骂我' });
    const work = workingOn(officer, id);
    const nonsense: Array<Record<string, string>> = [
      { category: 'nothing' },
      { urgency: 'x' },
      { minor: '' },
      { suicide: 'maybe' },
    ];
    for (const wrong of nonsense) {
      expect((await work.judge(wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
    const [row] = await judgementsOf(id);
    const address = `${work.page}/judgements/${row?.id ?? ''}`;
    for (const login of ['administrator', 'everybody-else']) {
      const other = await house.signedIn(login);
      expect((await other.submit('/console', {}, address)).status).toBe(404);
    }
    expect(await judgementsOf(id)).toMatchObject([{ decided_at: null }]);
  });
});

describe('the list of what waits', () => {
  it('names the cases oldest first and leaves out what is decided; nothing of what they tell', async () => {
    const calm = await writeDown(officer, { happened: '想问土地证怎么办' });
    house.app.clock.advance(1000);
    const urgent = await writeDown(officer, { happened: '他正拿刀砍门，救命', danger: 'now' });
    const page = async (who = officer, query = '') => who.get(`/console/triage${query}`);
    const { html } = await page();
    expect(html.indexOf(calm.number)).toBeGreaterThan(0);
    expect(html.indexOf(calm.number)).toBeLessThan(html.indexOf(urgent.number));
    expect(html).toMatch(new RegExp(`href="/console/cases/${urgent.id}#judgement-`));
    expect(html).not.toMatch(/土地证|砍门/);
    expect(html).toContain('aria-current="page"');
    await workingOn(officer, calm.id).judge();
    expect((await page()).html).not.toContain(calm.number);

    const administrator = await house.signedIn('administrator');
    const figures = await page(administrator);
    expect(figures.status).toBe(200);
    expect(figures.html).not.toContain(urgent.number);
    expect(figures.html).toContain('建议和决定一样吗');
    expect((await page(await house.signedIn('everybody-else'))).status).toBe(404);
    expect((await page(officer, '?month=2026-99&page=x')).status).toBe(200);
  });
});

describe('the figures of a month', () => {
  it('are a table that adds up, of the month that is chosen', async () => {
    const own = await openStaffHouse();
    await own.hire(['case_officer']);
    const staff = await own.signedIn('case_officer');
    const decided = async (happened: string, choice: Record<string, string>) =>
      workingOn(staff, (await writeDown(staff, { happened })).id).judge(choice);
    const [calm, grave] = ['想问一下离婚财产怎么分', '他正拿刀砍门，救命'];
    const answers = [
      await decided(calm, {}),
      await decided(calm, { category: 'domestic_violence' }),
      await decided(calm, { urgency: 'emergency', minor: 'yes' }),
      await decided(grave, { urgency: 'urgent', text: '是去年的事' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    const rowsOf = (html: string) =>
      [...html.matchAll(/<tr>(.*?)<\/tr>/gs)]
        .map(([, row = '']) => [...row.matchAll(/<\/span><span>([^<]*)<\/span>/g)].map(([, text]) => text))
        .filter((row) => row.length === 9);
    const month = own.app.clock.now().toISOString().slice(0, 7);
    const { html } = await staff.get(`/console/triage?month=${month}`);
    expect(rowsOf(html)).toEqual([
      ['家庭暴力', '1', '2', '1', '100%', '0', '1', '0', '0'],
      ['婚姻家庭', '3', '2', '2', '67%', '1', '0', '1', '0'],
      ['合计', '4', '4', '3', '75%', '1', '1', '1', '0'],
    ]);
    expect(html).toContain('4段话里，类别、轻重、未成年人都照建议定的有1段，占25%。');
    const empty = (await staff.get('/console/triage?month=2025-01')).html;
    expect(empty).toContain('这个月还没有定过');
    expect(empty).toMatch(/<option value="2025-01" selected/);
    await own.close();
  });
});

it('nothing of what she wrote, or of why, stands in a log, an audit row or in clear', async () => {
  const canary = `金丝雀${randomUUID()}`;
  const written = await writeDown(officer, { happened: `${canary} 他打我` });
  await writeLater(written, `${canary} 他又来了`);
  const work = workingOn(officer, written.id);
  await work.judge({ urgency: 'normal', text: `${canary} 看过了` });
  await work.judge({ urgency: 'x', text: `${canary} 没有收下` });
  await officer.get('/console/triage');
  expect((await work.open()).html).toContain(`${canary} 看过了`);
  const { rows } = await house.app.database.pool.query<{ text: string }>(`
    SELECT t::text AS text FROM case_judgement t UNION ALL SELECT t::text FROM audit_event t
    UNION ALL SELECT t::text FROM case_entry t UNION ALL SELECT t::text FROM case_file t`);
  const all = rows.map(({ text }) => text).join('\n');
  expect(all).toContain('case_judged');
  for (const secret of ['金丝雀', Buffer.from('金丝雀').toString('hex')]) {
    expect(all.includes(secret)).toBe(false);
  }
  expect(all).not.toMatch(/@vio|domestic_violence:/); // no reason in clear
  expect(house.app.logged.filter((line) => /金丝雀|他又来了|看过了/.test(line))).toEqual([]);
});
