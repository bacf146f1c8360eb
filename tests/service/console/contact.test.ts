import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT_RULES } from '../../../src/domain/cases/index.js';
import { createTestClock, HOUR } from '../../support/test-clock.js';
import { newVisitor } from '../../support/visitor.js';
import { hidden } from '../web/reporter.js';
import { workingOn, writeDown, type WrittenCase } from './case-work.js';
import { reaching } from './contact-work.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

/** A Tuesday, 10:30 in Shanghai. */
const clock = createTestClock('2026-11-24T02:30:00Z');
const PHONE = '139-0000-1234';
const INSIDE = '工作日上午十点到十一点';
const OUTSIDE = '工作日下午三点到四点';
const REASON = '她在网页上写：请现在就打给我';

let house: StaffHouse;
let officer: StaffBrowser;
let officerId: string;
beforeAll(async () => {
  house = await openStaffHouse({ clock });
  officerId = await house.hire(['case_officer']);
  await house.hire(['administrator', 'editor', 'broadcaster', 'auditor'], 'everybody-else');
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());

const write = (answers: Record<string, string> = {}) =>
  writeDown(officer, {
    ...{ happened: '一件事', contact: 'phone', phone: PHONE, safe_time: INSIDE },
    ...answers,
  });

/** What is written down of showing and calling. */
async function audited(id: string): Promise<string[]> {
  const rows = await house.app.database.prisma.auditEvent.findMany({
    where: { subject_kind: 'case', subject_id: id, action: { in: ACTIONS } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action, detail, staff_id: by }) => {
    expect(by).toBe(officerId);
    return detail ? `${action} ${detail}` : action;
  });
}
const ACTIONS = ['case_number_shown', 'case_call_noted', 'case_channel_lifted'];

const setCase = (id: string, data: { left_at?: Date | null; urgency?: string }) =>
  house.app.database.prisma.case.update({ where: { id }, data });

/** She opens her case and asks for something. */
async function asks({ number, code }: WrittenCase, fields: Record<string, string>): Promise<void> {
  const her = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
  const post = (path: string, body: Record<string, string>) =>
    her.request(path, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
  const { token } = hidden(await (await her.request('/r?on=1')).text());
  await post('/r', { token: token ?? '', number, code });
  const answer = await post('/r/ask', { ...hidden(await (await her.request('/r/open')).text()), ...fields });
  expect(answer.status).toBe(303);
}

describe('her number', () => {
  it('is shown after every rule is ticked, in her window, once, with the rules beside it', async () => {
    const { id } = await write({ code_word: '桂花开了', neutral: 'survey', answerer: 'me' });
    const her = reaching(officer, id);
    const before = await her.open();
    expect(before.html).toContain('现在是她说的时间');
    expect(before.html).not.toContain(PHONE);
    expect(await her.rules()).toEqual([
      ...['time', 'answerer', 'voicemail', 'neutral', 'code_word', 'identify', 'line'],
    ]);
    for (const rule of await her.rules()) {
      const refused = await her.number({}, [rule]);
      expect([rule, refused.status]).toEqual([rule, 400]);
      expect(refused.html).toContain('请把每一条都看过、勾上');
      expect(refused.html).not.toContain(PHONE);
    }
    expect(await audited(id)).toEqual([]);
    const submission = randomUUID();
    const shown = await her.number({ submission });
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(shown.html.split(PHONE)).toHaveLength(2);
    expect(shown.html).not.toContain('href="tel:139');
    expect(shown.html).toContain('您好，我们在做生活满意度调查。');
    expect(shown.html).toContain('桂花开了');
    expect(await audited(id)).toEqual(['case_number_shown in_window']);
    const again = await her.number({ submission });
    expect(again.status).toBe(409);
    expect(again.html).not.toContain(PHONE);
    expect(await audited(id)).toEqual(['case_number_shown in_window']);
  });

  it('stands on no other page of the case, nor what she wrote about the call', async () => {
    const written = await write();
    const work = workingOn(officer, written.id);
    await asks(written, { ask: 'callback', window: `周三下午，打１３９ ００００ 1234`, phone: PHONE });
    await reaching(officer, written.id).number({ reason: REASON });
    for (const page of [work.page, `${work.page}/contact`, `${work.page}/danger`, '/console/cases']) {
      const { html } = await officer.get(page);
      expect([page, /139-0000|１３９|0000.?1234/.test(html)]).toEqual([page, false]);
    }
    expect((await work.open()).html).toMatch(/她说的时间：.*周三下午，打…/);
  });

  it('reads as it is dialled, whatever turns its digits around where it was written', async () => {
    const turned = `\u202e${PHONE.slice(0, 7)}\u200b${PHONE.slice(7)}\u202c`;
    const { id } = await write({ phone: turned, safe_time: `${INSIDE}，打\u202e12338\u202c` });
    const { html } = await reaching(officer, id).number({ confirmed: 'yes', reason: REASON });
    expect(html).toContain(`<bdo dir="ltr">${PHONE}</bdo>`);
    expect(html).toContain(`${INSIDE}，打12338`);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });

  it('outside her window needs a reason of ten characters, and says when the window opens', async () => {
    const { id } = await write({ safe_time: OUTSIDE });
    const her = reaching(officer, id);
    expect((await her.open()).html).toContain('请等到今天 15:00再打');
    for (const reason of ['', '  ', '九个字的原因还差一']) {
      const refused = await her.number({ reason });
      expect([reason, refused.status]).toEqual([reason, 400]);
      expect(refused.html).not.toContain(PHONE);
    }
    const shown = await her.number({ reason: REASON });
    expect(shown.html).toContain(PHONE);
    expect(await audited(id)).toEqual(['case_number_shown out_of_window']);
    expect((await workingOn(officer, id).open()).html).toContain(REASON);
  });

  it('is shown outside it without a reason in an emergency', async () => {
    const { id } = await write({ safe_time: OUTSIDE, danger: 'now' });
    const her = reaching(officer, id);
    expect((await her.open()).html).not.toContain('name="reason"');
    expect((await her.number()).html).toContain(PHONE);
    expect(await audited(id)).toEqual(['case_number_shown emergency']);
  });

  it('needs an officer who has read a time that the program can not read', async () => {
    const { id } = await write({ safe_time: '他出车的时候' });
    const her = reaching(officer, id);
    expect((await her.open()).html).toContain('程序读不懂');
    expect((await her.number()).status).toBe(400);
    expect((await her.number({ reason: '短' })).status).toBe(400);
    expect((await her.number({ confirmed: 'yes' })).html).toContain(PHONE);
    expect((await her.number({ reason: REASON })).html).toContain(PHONE);
    expect(await audited(id)).toEqual(['case_number_shown named_time', 'case_number_shown out_of_window']);
  });

  it('without a time needs the promise to begin with the neutral sentence, in an emergency as well', async () => {
    for (const danger of ['', 'now']) {
      const { id } = await write({ safe_time: '', danger });
      const her = reaching(officer, id);
      expect((await her.open()).html).toContain('她没有说什么时间');
      const refused = await her.number({ reason: REASON });
      expect(refused.status).toBe(400);
      expect(refused.html).toContain('请先在“时间”那里打上勾');
      expect((await her.number({ confirmed: 'yes' })).html).toContain(PHONE);
      expect(await audited(id)).toEqual(['case_number_shown no_time']);
    }
  });

  it('follows the time and the number that she gave last', async () => {
    const written = await write();
    await asks(written, { ask: 'callback', window: OUTSIDE, phone: '138 1111 2222' });
    const her = reaching(officer, written.id);
    expect((await her.open()).html).toContain('请等到今天 15:00再打');
    expect((await her.number()).status).toBe(400);
    const shown = await her.number({ reason: REASON });
    expect(shown.html).toContain('138 1111 2222');
    expect(shown.html).not.toContain(PHONE);
  });
});

describe('a call is stopped before it is made', () => {
  it.each([
    ['no', '她不要人联系，请在网页上给她留言'],
    ['', '她不要人联系，请在网页上给她留言'],
    ['page', '她只看网页上的留言'],
  ])('when she does not want one (%s), whatever is stored', async (contact, sentence) => {
    const { id } = await write({ contact, danger: 'now' });
    const her = reaching(officer, id);
    const page = await her.open();
    expect(page.html).toContain(sentence);
    expect(page.html).not.toMatch(/name="rules"|name="outcome"/);
    const refused = await her.number({
      ...{ rules: [...CONTACT_RULES], confirmed: 'yes', reason: REASON },
    });
    expect(refused.status).toBe(404);
    expect(refused.html).toContain(sentence);
    expect(refused.html).not.toContain(PHONE);
    expect(await audited(id)).toEqual([]);
  });

  it('when she wants to be called and left no number', async () => {
    const { id } = await write({ phone: '' });
    const her = reaching(officer, id);
    expect((await her.open()).html).toContain('她没有留号码');
    expect((await her.number({ rules: [...CONTACT_RULES] })).status).toBe(404);
  });

  it('when she has deleted how she is reached', async () => {
    const written = await write();
    await asks(written, { ask: 'removal' });
    const her = reaching(officer, written.id);
    expect((await her.open()).html).toContain('她自己删掉了联系方式');
    const refused = await her.number({ rules: [...CONTACT_RULES], reason: REASON });
    expect([refused.status, refused.html.includes(PHONE)]).toEqual([404, false]);
  });

  it('when her page was left in a hurry, until that is lifted; in an emergency a reason goes past it', async () => {
    const { id } = await write();
    await setCase(id, { left_at: clock.now() });
    const her = reaching(officer, id);
    const page = await her.open();
    expect(page.html).toContain('有人从她的页面快速离开');
    expect(page.html).not.toContain('name="rules"');
    const given = { rules: [...CONTACT_RULES], confirmed: 'yes', reason: REASON };
    expect((await her.number(given)).status).toBe(409);

    await setCase(id, { urgency: 'emergency' });
    expect((await her.open()).html).toContain('这是紧急件，非打不可');
    const hasty = await her.number();
    expect([hasty.status, hasty.html.includes(PHONE)]).toEqual([400, false]);
    expect((await her.number({ reason: REASON })).html).toContain(PHONE);
    expect(await audited(id)).toEqual(['case_number_shown emergency']);

    await setCase(id, { left_at: null, urgency: 'normal' });
    expect((await her.number()).html).toContain(PHONE);
  });

  it('when a call was not safe, even in an emergency, until somebody writes down that it is again', async () => {
    const { id } = await write({ danger: 'now' });
    const her = reaching(officer, id);
    const work = workingOn(officer, id);
    expect((await her.noteCall('unsafe', '是个男的接的，骂人')).location).toContain('done=called');
    const html = (await work.open()).html;
    expect(html).toContain('先不要打电话。');
    expect(html).toContain('打电话时不安全');
    expect((await officer.get('/console/cases')).html).toContain('不要打电话');
    const refused = await her.number({ rules: [...CONTACT_RULES], confirmed: 'yes', reason: REASON });
    expect(refused.status).toBe(409);
    expect(refused.html).not.toContain(PHONE);
    expect((await her.open()).html).not.toContain('name="rules"');
    const short = await her.lift('没事了');
    expect([short.status, short.html.includes('没事了')]).toEqual([400, true]);
    expect((await her.lift('她自己到窗口来，说换了号码')).location).toContain('done=lifted');
    expect((await her.open()).html).toContain('name="rules"');
    expect((await her.number()).html).toContain(PHONE);
    expect((await work.open()).html).toContain('她自己到窗口来，说换了号码');
    expect(await audited(id)).toEqual([
      'case_call_noted unsafe',
      'case_channel_lifted',
      'case_number_shown in_window',
    ]);
  });

  it('also when the form that lifts it was opened before a colleague found it unsafe again', async () => {
    const { id } = await write();
    const her = reaching(officer, id);
    await her.noteCall('unsafe', '第一次');
    const unsafe_at = await her.markToLift();
    await her.lift('她自己到窗口来，说换了号码');
    clock.advance(1000);
    await her.noteCall('unsafe', '第二次又是别人接的');
    const stale = await her.lift('她昨天在电话里说现在安全了', { unsafe_at });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('刚才有同事又写下打电话给她不安全');
    expect(stale.html).toContain('她昨天在电话里说现在安全了'); // what she wrote is not lost
    expect((await her.lift('她昨天在电话里说现在安全了', { unsafe_at: '' })).status).toBe(409);
    expect((await her.open()).html).not.toContain('name="rules"');
    expect((await her.lift('她今天自己到窗口来了，说现在安全')).location).toContain('done=lifted');
    expect((await her.lift('她今天自己到窗口来了，说现在安全', { unsafe_at })).location).toContain(
      'done=lifted',
    );
  });

  it('by an officer alone: nobody else reaches the pages', async () => {
    const { id } = await write();
    const other = await house.signedIn('everybody-else');
    const page = `/console/cases/${id}/contact`;
    expect((await other.get(page)).status).toBe(404);
    const csrf = await other.token('/console');
    for (const path of ['', '/call', '/lift']) {
      expect((await other.post(`${page}${path}`, { csrf, rules: [...CONTACT_RULES] })).status).toBe(404);
    }
    expect((await officer.get(`/console/cases/${randomUUID()}/contact`)).status).toBe(404);
    expect(await audited(id)).toEqual([]);
  });
});

describe('a text message', () => {
  it('has its exact words and the same gate', async () => {
    const { id } = await write({ contact: 'sms', neutral: 'own', neutral_words: '您问的那门课有位子了。' });
    const her = reaching(officer, id);
    expect(await her.rules()).toEqual(['time', 'one_text', 'no_answer', 'line']);
    expect((await her.open()).html).toContain('只发一条短信，一个字也不改：您问的那门课有位子了。');
    expect((await her.number({}, ['one_text'])).html).not.toContain(PHONE);
    const shown = await her.number();
    expect(shown.html).toContain(PHONE);
    expect(shown.html).toMatch(/value="texted"/);
    expect(shown.html).not.toMatch(/value="reached"/);
  });

  it('without a time asks for nothing that only a call has', async () => {
    const { id } = await write({ contact: 'sms', safe_time: '' });
    const her = reaching(officer, id);
    const { html } = await her.open();
    expect(html).toContain('我只发那一条短信，一个字也不改');
    expect(html).not.toMatch(/接通|挂断|一开口/);
    const shown = await her.number({ confirmed: 'yes' });
    expect(shown.html).toContain(PHONE);
    expect(shown.html).not.toMatch(/接通|挂断|一开口/);
  });

  it.each(['', 'wrong_number', 'notice'])(
    'tells whoever holds her phone of a notice and not that she asked: "%s"',
    async (neutral) => {
      const { id } = await write({ contact: 'sms', neutral });
      const { html } = await reaching(officer, id).open();
      expect(html).toContain('您好，社区有个通知，有空请看一下。');
      expect(html).not.toContain('您问的事');
    },
  );
});

describe('how a call went', () => {
  it('stops the clock of the first contact when she was reached, once', async () => {
    const { id } = await write();
    const her = reaching(officer, id);
    const clockOf = () =>
      house.app.database.prisma.caseClock.findUniqueOrThrow({
        where: { case_id_kind: { case_id: id, kind: 'first_contact' } },
      });
    await her.noteCall('nobody');
    await her.noteCall('answered_by_other');
    expect((await clockOf()).stopped_at).toBeNull();
    const submission = randomUUID();
    await her.noteCall('reached', '她说现在安全', { submission });
    expect((await clockOf()).stopped_at).toEqual(clock.now());
    await her.noteCall('reached', '她说现在安全', { submission });
    await her.noteCall('reached', '又聊了一次');
    const { html } = await workingOn(officer, id).open();
    expect(html.split('打了电话：跟她说上话了')).toHaveLength(3);
    expect(html.split('已经联系上她')).toHaveLength(2);
    expect(html).toContain('她说现在安全');
    expect(await audited(id)).toEqual([
      ...['case_call_noted nobody', 'case_call_noted answered_by_other'],
      ...['case_call_noted reached', 'case_call_noted reached'],
    ]);
  });

  it('ends her waiting for a call', async () => {
    const written = await write();
    await asks(written, { ask: 'callback', window: INSIDE, phone: '' });
    const work = workingOn(officer, written.id);
    expect((await work.open()).html).toContain('她请人打电话给她。');
    await reaching(officer, written.id).noteCall('reached');
    expect((await work.open()).html).not.toContain('她请人打电话给她。');
  });

  it('has to be said; the words stay when it was not', async () => {
    const { id } = await write();
    const refused = await reaching(officer, id).noteCall('', '写了很多字');
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('请先选打得怎么样');
    expect(refused.html).toContain('写了很多字');
  });
});

describe('what fails', () => {
  it('shows nothing: without its audit row no number leaves', async () => {
    const { id } = await write();
    const her = reaching(officer, id);
    const { pool } = house.app.database;
    await pool.query(`
      CREATE FUNCTION refuse_shown() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.action = 'case_number_shown' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_shown BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_shown();`);
    const failed = await her.number();
    await pool.query('DROP TRIGGER refuse_shown ON audit_event; DROP FUNCTION refuse_shown()');
    expect(failed.status).toBeGreaterThanOrEqual(500);
    expect(failed.html).not.toContain(PHONE);
    expect((await her.number()).html).toContain(PHONE);
  });

  it('is the window when an hour has passed', async () => {
    const { id } = await write();
    clock.advance(HOUR);
    officer = await house.signedIn('case_officer');
    const her = reaching(officer, id);
    expect((await her.open()).html).toContain('请等到周三 10:00再打');
    expect((await her.number()).status).toBe(400);
  });
});
