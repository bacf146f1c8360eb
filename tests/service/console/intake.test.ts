import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiled, submissionOn } from './case-work.js';
import type { StaffBrowser } from './staff-browser.js';
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

const send = async (fields: Record<string, string>, who = officer) => who.submit(PAGE, fields);
const cases = () => house.app.database.prisma.case.count();

describe('a report that is told to staff', () => {
  it('needs only what happened, and keeps the rest when that is missing', async () => {
    const { status, html } = await send({
      submission: await submissionOn(officer, PAGE),
      place: '河门口',
      wish: 'legal',
    });
    expect(status).toBe(400);
    expect(html).toContain('请在这里写下发生了什么');
    expect(html).toContain('value="河门口"');
    expect(html).toMatch(/<option value="legal" selected>/);
    expect(await cases()).toBe(0);
  });

  it('is filed once, and its digits are shown to this session alone, for ten minutes', async () => {
    const fields = {
      submission: await submissionOn(officer, PAGE),
      happened: '电话里说被丈夫赶出家门',
      place: '清香坪',
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

  it('can be written down by nobody else', async () => {
    const editor = await house.signedIn('editor');
    expect((await editor.get(PAGE)).status).toBe(404);
    expect((await editor.submit('/console', { happened: '不该收下' }, PAGE)).status).toBe(404);
  });
});
