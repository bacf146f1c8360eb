import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dangerScale } from '../../support/danger-scale.js';
import { submissionOn, writeDown } from './case-work.js';
import type { Fields, StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let officer: StaffBrowser;

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  await house.hire(['administrator', 'editor', 'broadcaster', 'auditor'], 'everybody-else');
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());

const counting = dangerScale.questions.filter(({ special }) => !special).map(({ id }) => id);
const all = dangerScale.questions.map(({ id }) => id);
const answers = (value: string, ids: readonly string[]): Fields =>
  Object.fromEntries(ids.map((id) => [`answer_${id}`, value]));
const withYes = (yes: number): Fields => ({
  ...answers('no', all),
  ...answers('yes', counting.slice(0, yes)),
});

const BEATEN = { happened: '他又打我，手上有伤', reporter: 'self' };

/** A case of its own and its page of danger. */
async function beginning(told: Fields = BEATEN) {
  const { id } = await writeDown(officer, told);
  const page = `/console/cases/${id}/danger`;
  return {
    id,
    page,
    casePage: async () => (await officer.get(`/console/cases/${id}`)).html,
    open: async () => (await officer.get(page)).html,
    assess: async (fields: Fields, more: Fields = {}) =>
      officer.submit(page, { submission: await submissionOn(officer, page), ...fields, ...more }),
    rows: () => house.app.database.prisma.dangerAssessment.count({ where: { case_id: id } }),
  };
}
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const FORBIDDEN = '高危：不劝和，不调解。';

describe('the page of danger', () => {
  it('asks eleven questions, of which each is unknown until somebody says otherwise', async () => {
    const { id, open, casePage } = await beginning();
    expect(await casePage()).toContain(`href="/console/cases/${id}/danger"`);
    const html = await open();
    for (const { id: question, ask } of dangerScale.questions) {
      expect(html).toContain(ask['zh-CN']);
      const radios = [...html.matchAll(new RegExp(`<input[^>]*name="answer_${question}"[^>]*>`, 'g'))].map(
        String,
      );
      expect(radios.map((radio) => /value="(\w+)"/.exec(radio)?.[1])).toEqual(['yes', 'no', 'unknown']);
      expect(radios.map((radio) => /\bchecked\b/.test(radio))).toEqual([false, false, true]);
    }
    expect(html).not.toContain('id="result"');
    expect(html).not.toContain(BEATEN.happened);
    const english = (await officer.get(`/console/cases/${id}/danger?lang=en`)).html;
    expect(english).toContain(dangerScale.questions[0]?.ask.en);
    await officer.get('/console?lang=zh-CN');
  });

  it.each([
    ['low', withYes(3), '低危', '她自己愿意才可以调解'],
    ['medium', withYes(4), '中危', '现在不调解'],
    ['high', withYes(6), '高危', '报上级妇联'],
    ['unclear', {}, '还不清楚', '不能当成低危'],
  ] as const)('says after a %s result what follows', async (level, fields, name, follows) => {
    const { page, assess, open, casePage } = await beginning();
    const sent = await assess(fields);
    expect([sent.status, sent.location]).toEqual([303, `${page}?done=kept`]);
    const shown = plain((await officer.get(`${page}?done=kept`)).html);
    expect(shown).toContain('评估已经保存');
    const latest = /最近一次评估(.*?)每题怎么答的/.exec(shown)?.[1] ?? '';
    expect(latest).toContain(name);
    expect(latest).toContain('case_officer同事');
    expect(latest).toContain(follows);
    expect(latest).toContain('不能自己做主的大人');
    expect(shown.includes(FORBIDDEN)).toBe(level === 'high');
    expect(plain(await casePage()).includes(FORBIDDEN)).toBe(level === 'high');
    expect(plain(await casePage())).toContain(name);
    const english = plain((await officer.get(`${page}?lang=en`)).html);
    expect(english).toContain('Latest assessment');
    await officer.get('/console?lang=zh-CN');
    expect(plain(await open())).toContain('再评估一次');
  });

  it('says of a medium result with open answers that it is the least, and what it may become', async () => {
    const { assess, open } = await beginning();
    await assess(answers('yes', counting.slice(0, 4)));
    const open4 = plain(await open());
    expect(open4).toContain('计分的题里，答“是”的：4题 · 还不知道的：7题');
    expect(open4).toContain('这是至少的结果');
    expect(open4).toContain('可能到：高危');
    await assess(withYes(4));
    expect(plain(await open())).not.toContain('可能到');
  });

  it('takes what is no answer of ours for unknown', async () => {
    const { assess, open } = await beginning();
    await assess({ ...answers('maybe', all), [`answer_${counting[0]}`]: ['no', 'yes'], other: 'yes' });
    expect(plain(await open())).toContain('答“是”的：0题 · 还不知道的：10题');
  });

  it('lists earlier results with day and officer, and what was answered in each', async () => {
    await house.hire(['case_officer'], 'second');
    const { id, page, assess, open } = await beginning();
    await assess(withYes(6));
    const second = await house.signedIn('second');
    await second.submit(page, { submission: await submissionOn(second, page), ...withYes(0) });
    const html = await open();
    const earlier = plain(html.slice(html.indexOf('id="earlier"')));
    expect(earlier).toMatch(/高危 \d{4}-\d\d-\d\d \d\d:\d\d · case_officer同事/);
    expect(earlier).toContain('答“是”的：6题');
    expect(earlier.match(/威胁要杀她 是/)).not.toBeNull();
    const timeline = plain((await officer.get(`/console/cases/${id}`)).html);
    expect(timeline).toMatch(
      /危险评估 · case_officer同事 · \S+ \S+ 高危.*危险评估 · second同事 · \S+ \S+ 低危/,
    );
  });
});

describe('an assessment that is sent', () => {
  it('twice stays one', async () => {
    const { page, assess, rows } = await beginning();
    const submission = await submissionOn(officer, page);
    const sent = await Promise.all([assess(withYes(6), { submission }), assess(withYes(6), { submission })]);
    expect(sent.map(({ status, location }) => [status, location])).toEqual(
      Array.from({ length: 2 }, () => [303, `${page}?done=kept`]),
    );
    expect(await rows()).toBe(1);
    const changed = await assess(withYes(4), { submission });
    expect(changed.status).toBe(409);
    expect(changed.html).toContain('role="alert"');
    const chosen = [...changed.html.matchAll(/<input[^>]*value="yes"[^>]*>/g)].filter(([radio]) =>
      /\bchecked\b/.test(radio),
    );
    expect(chosen).toHaveLength(4);
    expect(await rows()).toBe(1);
  });

  it('by somebody who may not is answered as if there were no such page', async () => {
    const { page, rows } = await beginning();
    const other = await house.signedIn('everybody-else');
    expect((await other.get(page)).status).toBe(404);
    expect((await other.submit('/console', withYes(6), page)).status).toBe(404);
    const nobody = house.browser();
    expect((await nobody.get(page)).location).toContain('/console/sign-in');
    expect((await nobody.post(page, withYes(6))).status).toBe(401);
    expect((await officer.post(page, { csrf: 'x', ...withYes(6) })).status).toBe(403);
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
      expect((await officer.get(`/console/cases/${id}/danger`)).status).toBe(404);
      expect((await officer.submit('/console', {}, `/console/cases/${id}/danger`)).status).toBe(404);
    }
    expect(await rows()).toBe(0);
  });

  it('stands in no log, address or title and in no row in the clear', async () => {
    const { id, assess } = await beginning();
    await assess({ ...answers('no', all), answer_could_not_breathe: 'yes' });
    const { rows } = await house.app.database.pool.query<{ text: string }>(
      `SELECT t::text AS text FROM danger_assessment t UNION ALL SELECT t::text FROM case_entry t
       UNION ALL SELECT t::text FROM audit_event t UNION ALL SELECT t::text FROM case_file t`,
    );
    const everything = [...rows.map(({ text }) => text), ...house.app.logged].join('\n');
    expect(everything).toContain(id);
    for (const word of ['could_not_breathe', 'unclear', '"yes"', 'score']) {
      expect([word, everything.includes(word)]).toEqual([word, false]);
      expect([word, everything.includes(Buffer.from(word).toString('hex'))]).toEqual([word, false]);
    }
  });
});

describe('high danger', () => {
  it('puts the case on top of the list, where it stands out until somebody has opened it', async () => {
    const calm = await beginning({ happened: '想问一下离婚财产怎么分' });
    await calm.casePage();
    await calm.assess({ answer_deadly_act: 'yes' });
    const unread = async () => {
      const { html } = await officer.get('/console/cases?show=unread&urgency=emergency');
      return html.slice(html.indexOf('<table')); // above it stands what nobody has taken yet
    };
    expect(await unread()).toContain(calm.id);
    const html = plain(await calm.casePage());
    expect(html).toContain('紧急：可能有人正在危险中');
    expect(html.indexOf(FORBIDDEN)).toBeLessThan(html.indexOf('她说的情况'));
    expect(await unread()).not.toContain(calm.id);
  });

  it('stands over a later result that does not exclude it', async () => {
    const { assess, open, casePage } = await beginning();
    await assess(withYes(6));
    await assess({});
    for (const html of [plain(await open()), plain(await casePage())]) {
      expect(html).toContain(FORBIDDEN);
      expect(html).toContain('最近一次评估还排除不了');
    }
    await assess(withYes(0));
    expect(plain(await casePage())).not.toContain(FORBIDDEN);
  });

  it('in a case that has ended says to open it again', async () => {
    const { id, assess, open } = await beginning();
    await house.app.database.prisma.case.update({ where: { id }, data: { state: 'closed' } });
    await assess(withYes(6));
    expect(plain(await open())).toContain('先重新打开');
    expect(plain((await officer.get(`/console/cases/${id}`)).html)).toContain(FORBIDDEN);
  });
});

describe('who asks for mediation', () => {
  const warning = '她希望调解，先不要答应';
  it('of domestic violence is not promised it', async () => {
    const { id, casePage } = await beginning({ ...BEATEN, wish: 'mediation' });
    await house.app.database.prisma.case.update({ where: { id }, data: { category: 'domestic_violence' } });
    expect(plain(await casePage())).toContain(warning);
    await house.app.database.prisma.case.update({ where: { id }, data: { category: 'marriage_family' } });
    expect(plain(await casePage())).not.toContain(warning);
    const other = await beginning({ ...BEATEN, wish: 'legal' });
    expect(plain(await other.casePage())).not.toContain(warning);
  });
});
