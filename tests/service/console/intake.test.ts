import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiled, submissionOn } from './case-work.js';
import type { Fields, StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

const MINUTE = 60_000;
const PAGE = '/console/intake';
let house: StaffHouse;
let officer: StaffBrowser;

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  await house.hire(['case_officer'], 'colleague');
  await house.hire(['editor']);
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());

const send = async (fields: Fields, who = officer) => who.submit(PAGE, fields);
const cases = () => house.app.database.prisma.case.count();

describe('a report that is told to staff', () => {
  it('needs only what happened, and keeps the rest when that is missing', async () => {
    const { status, html } = await send({
      submission: await submissionOn(officer, PAGE),
      place_of_harm: '河门口',
      relation: 'partner',
      wish: ['legal', 'advice'],
    });
    expect(status).toBe(400);
    expect(html).toContain('请在这里写下发生了什么');
    expect(html).toContain('value="河门口"');
    expect(html).toMatch(/<option value="partner" selected>/);
    expect(html).toMatch(/name="wish" value="legal" checked/);
    expect(html).toMatch(/name="wish" value="advice" checked/);
    expect(await cases()).toBe(0);
  });

  it('is filed once, and its digits are shown to this session alone, for ten minutes', async () => {
    const fields = {
      submission: await submissionOn(officer, PAGE),
      happened: '电话里说被丈夫赶出家门',
      place_of_harm: '清香坪',
    };
    const filed = readFiled((await send(fields)).html);
    expect(filed.number).toMatch(/^2026-\d{6}$/);
    expect(filed.code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    expect(readFiled((await send(fields)).html)).toEqual(filed);
    expect(await cases()).toBe(1);
    const row = await house.app.database.prisma.case.findUniqueOrThrow({ where: { id: filed.id } });
    expect([row.channel, row.township]).toEqual(['phone', 'qingxiangping']);
    expect(house.app.logged.join()).not.toContain(filed.code);

    const colleague = await house.signedIn('colleague');
    const elsewhere = await send(fields, colleague);
    expect(elsewhere.html).toContain('查询码已经显示过了');
    expect(elsewhere.html).not.toContain(filed.code);

    house.app.clock.advance(11 * MINUTE);
    expect((await send(fields)).html).not.toContain(filed.code);
    expect(await cases()).toBe(1);
    expect((await house.audited()).filter((row) => /case_(filed|digits)/.test(row))).toEqual([
      'case_filed phone',
      'case_digits_shown',
      'case_digits_shown',
    ]);
  });

  it('that comes changed under the same form is refused, and its words stay', async () => {
    const submission = await submissionOn(officer, PAGE);
    await send({ submission, happened: '第一次说的' });
    const before = await cases();
    const changed = await send({ submission, happened: '改过以后说的' });
    expect(changed.status).toBe(409);
    expect(changed.html).toContain('改过以后说的');
    const fresh = /name="submission" value="([^"]+)"/.exec(changed.html)?.[1] ?? '';
    expect(fresh).not.toBe(submission);
    expect((await send({ submission: fresh, happened: '改过以后说的' })).status).toBe(200);
    expect(await cases()).toBe(before + 1);
  });

  it('has its real way and time, where it was told, and counts from then', async () => {
    const local = (minutesAgo: number) =>
      new Date(house.app.clock.now().getTime() - minutesAgo * MINUTE + 8 * 60 * MINUTE)
        .toISOString()
        .slice(0, 16);
    const at = local(3 * 24 * 60);
    const { html } = await send({
      submission: await submissionOn(officer, PAGE),
      ...{ happened: '来信说单位拖欠工资', channel: 'letter', told_at: at, report_place: '区妇联' },
      ...{ needs: ['legal', 'economic'], earlier: 'none', share: ['police'], statistics: 'yes' },
    });
    const filed = readFiled(html);
    const row = await house.app.database.prisma.case.findUniqueOrThrow({ where: { id: filed.id } });
    expect([row.channel, row.created_at.toISOString()]).toEqual([
      'letter',
      new Date(`${at}+08:00`).toISOString(),
    ]);
    const page = (await officer.get(`/console/cases/${filed.id}`)).html;
    for (const shown of [
      '来信',
      '区妇联',
      '找律师、法律援助 · 钱和生活上的困难',
      '都没找过',
      '公安、派出所',
      '第2版',
    ]) {
      expect(page).toContain(shown);
    }
    expect(page).toMatch(/没有说<\/b>[^<]*谁在说/);
    expect((await house.audited()).at(-2)).toBe('case_digits_shown');
  });

  it('is kept on the page when the time cannot be, and nothing is filed', async () => {
    const before = await cases();
    for (const told_at of ['2031-01-01T10:00', '2020-01-01T10:00', 'yesterday']) {
      const { status, html } = await send({
        submission: await submissionOn(officer, PAGE),
        ...{ happened: '写下的话', channel: 'visit', told_at },
      });
      expect(status).toBe(400);
      expect(html).toContain('请核对说的时间');
      expect(html).toContain('写下的话');
      expect(html).toMatch(/<option value="visit" selected>/);
      expect(html).toContain(`value="${told_at}"`);
    }
    expect(await cases()).toBe(before);
  });

  it('says how she may be reached on a page of its own, and shows no number by itself', async () => {
    const filed = readFiled(
      (
        await send({
          submission: await submissionOn(officer, PAGE),
          ...{ happened: '来访说被打', channel: 'visit', contact: 'sms', phone: '139 0000 0000' },
          ...{ code_word: '桂花开了', neutral: 'own', neutral_words: '您的课有位子了', voicemail: 'yes' },
        })
      ).html,
    );
    const page = (await officer.get(`/console/cases/${filed.id}`)).html;
    const contact = (await officer.get(`/console/cases/${filed.id}/contact`)).html;
    for (const hers of ['桂花开了', '您的课有位子了']) {
      expect(page).not.toContain(hers);
      expect(contact).toContain(hers);
    }
    expect(page + contact).not.toContain('139 0000 0000');
    expect(page + contact).not.toContain('可以留言');
  });

  it('can be written down by nobody else', async () => {
    const editor = await house.signedIn('editor');
    expect((await editor.get(PAGE)).status).toBe(404);
    expect((await editor.submit('/console', { happened: '不该收下' }, PAGE)).status).toBe(404);
  });
});
