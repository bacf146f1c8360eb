import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerCountStore } from '../../../src/domain/knowledge/index.js';
import { DAY } from '../../support/test-clock.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

const SWIM = ['西区哪里有教娃儿游泳的', '娃娃学游泳去哪点学', '附近有没得教小孩子游泳的地方'] as const;
const OTHER = '校服太贵了可以不买吗';
const ENTRY = 'sleep_hours_primary';
const ANSWER = '区体育中心暑假有少儿游泳班，可以打12345问报名时间。';
let house: StaffHouse;
let editor: StaffBrowser;
let officer: StaffBrowser;

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['editor']);
  await house.hire(['case_officer']);
  editor = await house.signedIn('editor');
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());
beforeEach(async () => {
  await prisma().knowledgeGap.deleteMany();
  await prisma().chatMessage.deleteMany();
});

const prisma = () => house.app.database.prisma;

/** Three who ask for the same and one who does not, the last with an answer that did not help. Returns the three askers’ ids. */
async function leaveSome(): Promise<string[]> {
  const askers: string[] = [];
  for (const question of SWIM) {
    askers.push((await house.app.make.gap({ question })).id);
    house.app.clock.advance(1000);
  }
  await house.app.make.gap({ question: OTHER, reason: 'unhelpful', entry: ENTRY });
  return askers;
}

const rowsOf = (html: string): string[] => html.split('<tr>').slice(2);
/** The page of the first group of the list. */
async function firstGroup(who = editor): Promise<{ page: string; ids: string[] }> {
  const page = /href="(\/console\/questions\/[0-9a-f-]{36})"/.exec(
    (await who.get('/console/questions')).html,
  )?.[1];
  const { html } = await who.get(page ?? '');
  return {
    page: page ?? '',
    ids: [...html.matchAll(/name="ids" value="([^"]+)"/g)].map((found) => found[1] ?? ''),
  };
}
/** How many lines of chat somebody has been brought. */
const lines = (contactId: string) => prisma().chatMessage.count({ where: { contact_id: contactId } });

describe('the list', () => {
  it('shows those alike together, the biggest group first, with what staff need to know', async () => {
    await leaveSome();
    const [swim = '', uniform = '', ...more] = rowsOf((await editor.get('/console/questions')).html);
    expect(more).toEqual([]);
    expect(swim).toContain(SWIM[0]);
    expect(swim).toContain('<span>3</span>');
    expect(swim).toContain('没有答案');
    expect(swim).toContain('3人中3人收得到');
    expect(swim.match(/<time/g)).toHaveLength(2);
    expect(uniform).toContain(OTHER);
    expect(uniform).toContain('答案没帮上');
    expect(uniform).toContain(`href="/console/knowledge/entries/zh-CN/${ENTRY}"`);
    expect((await officer.get('/console/questions')).html).toContain(
      `href="/console/knowledge/entries/zh-CN/${ENTRY}"`,
    );
  });

  it('is filtered by reason; a reason that does not exist shows all', async () => {
    await leaveSome();
    const shown = async (reason: string) =>
      rowsOf((await editor.get(`/console/questions?reason=${reason}`)).html).length;
    expect(await shown('unhelpful')).toBe(1);
    expect(await shown('person')).toBe(0);
    expect(await shown('unanswered')).toBe(1);
    expect(await shown('nonsense')).toBe(2);
  });

  it('has pages', async () => {
    const letters = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月'];
    for (const letter of letters) {
      await house.app.make.gap({ question: letter.repeat(6) });
    }
    expect(rowsOf((await editor.get('/console/questions')).html)).toHaveLength(30);
    const second = await editor.get('/console/questions?page=2');
    expect(rowsOf(second.html)).toHaveLength(letters.length - 30);
    expect(second.html).toContain('rel="prev"');
  });
});

describe('an opened group', () => {
  it('shows each question and how many can be reached, and writes down that each was read', async () => {
    await leaveSome();
    await prisma().auditEvent.count();
    const { page, ids } = await firstGroup();
    const { html } = await editor.get(page);
    expect(ids).toHaveLength(3);
    SWIM.forEach((question) => expect(html).toContain(question));
    expect(html).not.toContain(OTHER);
    expect(html).toContain('共3个，3个收得到');
    const contacts = await prisma().contact.findMany();
    expect(contacts.filter(({ id }) => html.includes(id))).toEqual([]);
    for (const id of ids) {
      const where = { action: 'question_viewed', subject_id: id };
      expect(await prisma().auditEvent.count({ where })).toBeGreaterThanOrEqual(1);
    }
  });

  it('is answered for those that stay ticked, each asker once, all in one', async () => {
    const askers = await leaveSome();
    const { page, ids } = await firstGroup();
    const [first = '', second = '', third = ''] = ids;
    const send = () => editor.submit(page, { ids: [first, third], answer: ANSWER });
    const sent = await Promise.all([send(), send()]);
    expect(sent.map(({ status, location }) => [status, location])).toEqual([
      [303, page],
      [303, page],
    ]);
    expect(await Promise.all(askers.map(lines))).toEqual([1, 0, 1]);
    const rows = await prisma().knowledgeGap.findMany({ where: { id: { in: ids } } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get(first)).toMatchObject({ delivered: true, answered_with: null });
    expect(byId.get(third)).toMatchObject({ delivered: true, answered_with: first });
    expect(byId.get(second)).toMatchObject({ answered_at: null });
    const answered = { action: 'question_answered', subject_id: { in: ids } };
    expect(await prisma().auditEvent.count({ where: answered })).toBe(2);

    expect((await editor.get(page)).html).toContain('另外1个相近的问题');
    expect((await editor.get(`/console/questions/${third}`)).html).toContain(`href="${page}"`);
    const [still = ''] = rowsOf((await editor.get('/console/questions')).html).filter((row) =>
      row.includes(SWIM[1]),
    );
    expect(still).toContain('<span>1</span>');
  });

  it('reaches somebody who asked twice only once', async () => {
    const contact = await house.app.make.gap({ question: SWIM[0] });
    await house.app.make.gap({ contact, question: SWIM[1] });
    const { page, ids } = await firstGroup();
    await editor.submit(page, { ids, answer: ANSWER });
    expect(await lines(contact.id)).toBe(1);
    expect(await prisma().knowledgeGap.count({ where: { delivered: true } })).toBe(2);
  });

  it('answered by two colleagues at once gets one answer; the other keeps her words', async () => {
    const askers = await leaveSome();
    const { page, ids } = await firstGroup();
    const [one, two] = await Promise.all([
      editor.submit(page, { ids, answer: ANSWER }),
      officer.submit(page, { ids: [...ids].reverse(), answer: `${ANSWER}也可以问社区。` }),
    ]);
    expect([one.status, two.status].sort()).toEqual([303, 409]);
    const refused = one.status === 409 ? one : two;
    expect(refused.html).toContain('没有发出');
    expect(refused.html).toContain(refused === one ? ANSWER : `${ANSWER}也可以问社区。`);
    expect(await Promise.all(askers.map(lines))).toEqual([1, 1, 1]);
  });

  it('of which one has been answered otherwise is not answered by halves', async () => {
    const askers = await leaveSome();
    const { page, ids } = await firstGroup();
    await officer.submit(`/console/questions/${ids[1]}`, { ids: ids[1] ?? '', answer: '先问社区。' });
    const late = await editor.submit(page, { ids, answer: ANSWER });
    expect(late.status).toBe(409);
    expect(late.html).toContain(ANSWER);
    expect(late.html.match(/name="ids"/g)).toHaveLength(2);
    expect(await Promise.all(askers.map(lines))).toEqual([0, 1, 0]);
  });

  it('without a tick, or an answer that is too long, is not answered; words and ticks stay', async () => {
    await leaveSome();
    const { page, ids } = await firstGroup();
    const none = await editor.submit(page, { answer: ANSWER });
    expect(none.status).toBe(400);
    expect(none.html).toContain('打上勾');
    expect(none.html).toContain(ANSWER);
    const long = await editor.submit(page, { ids: ids[0] ?? '', answer: '长'.repeat(601) });
    expect(long.status).toBe(400);
    expect(long.html.match(/<input[^>]*name="ids"[^>]*checked/g)).toHaveLength(1);
    expect((await editor.submit(page, { ids: randomUUID(), answer: ANSWER })).status).toBe(404);
  });

  it('goes on without those whose askers have had everything deleted', async () => {
    const askers = await leaveSome();
    const { page, ids } = await firstGroup();
    await prisma().knowledgeGap.delete({ where: { id: ids[0] ?? '' } });
    const sent = await editor.submit(`/console/questions/${ids[1]}`, { ids, answer: ANSWER }, page);
    expect(sent.location).toBe(`/console/questions/${ids[1]}`);
    expect(await Promise.all(askers.map(lines))).toEqual([0, 1, 1]);
  });
});

describe('a question', () => {
  it('becomes a draft of an entry with one click, once, with what is written of an answer', async () => {
    await leaveSome();
    const { page, ids } = await firstGroup();
    const made = await editor.submit(page, { ids, answer: ANSWER }, `${page}/draft`);
    expect(made.status).toBe(303);
    const draft = await prisma().knowledgeDraft.findFirstOrThrow({ where: { gap_id: ids[0] ?? '' } });
    expect(made.location).toBe(`/console/knowledge/drafts/${draft.id}`);
    expect(Buffer.from(draft.content).includes(ANSWER)).toBe(false);
    expect(await prisma().knowledgeGap.count({ where: { answered_at: null } })).toBe(4);
    expect((await editor.submit(page, { answer: '' }, `${page}/draft`)).location).toBe(made.location);
    expect((await officer.submit(page, { answer: '' }, `${page}/draft`)).location).toBe(made.location);
    const { html } = await officer.get(page);
    expect(html).toContain(`href="${made.location}"`);
    expect(html).not.toContain(`${page}/draft`);
    const opened = await editor.get(made.location ?? '');
    expect(opened.html).toContain(SWIM[0]);
    expect(opened.html).toContain(ANSWER);
  });

  it('that was answered becomes one with its answer, and shows it', async () => {
    await leaveSome();
    const { page, ids } = await firstGroup();
    await editor.submit(page, { ids, answer: ANSWER });
    const made = await editor.submit(page, {}, `${page}/draft`);
    expect((await editor.get(made.location ?? '')).html).toContain(ANSWER);
    expect((await editor.get(page)).html).toContain(`href="${made.location}"`);
    const nothing = `/console/questions/${randomUUID()}`;
    expect((await editor.submit(page, {}, `${nothing}/draft`)).status).toBe(404);
  });
});

describe('what did not help', () => {
  it('lists entries by their share of "no" in the last 90 days, where few votes count for less', async () => {
    const store = createAnswerCountStore();
    const judge = async (entry: string, yes: number, no: number, daysAgo = 0) => {
      const now = new Date(house.app.clock.now().getTime() - daysAgo * DAY);
      for (const helpful of [...Array<boolean>(yes).fill(true), ...Array<boolean>(no).fill(false)]) {
        await store.add(prisma(), { entry, locale: 'zh-CN', helpful, now });
      }
    };
    await judge(ENTRY, 3, 1);
    await judge('sleep_hours_junior', 1, 9);
    await judge('sleep_hours_senior', 0, 1);
    await judge('of_long_ago', 0, 5, 91);
    await judge('helped_everybody', 5, 0);
    const { html, status } = await officer.get('/console/questions/unhelpful');
    expect(status).toBe(200);
    const rows = rowsOf(html).map((row) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('90 %');
    expect(rows[1]).toContain('100 %');
    expect(rows[2]).toContain('25 %');
    expect((await editor.get('/console/questions/unhelpful')).html).toContain(
      `href="/console/knowledge/entries/zh-CN/${ENTRY}"`,
    );
  });
});
