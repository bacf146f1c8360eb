import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newVisitor, type Visitor } from '../../support/visitor.js';
import { hidden } from '../web/reporter.js';
import { workingOn, writeDown, type WrittenCase } from './case-work.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let officer: StaffBrowser;
beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());

/** She opens her case and asks for something. */
async function asks({ number, code }: WrittenCase, fields: Record<string, string>): Promise<Visitor> {
  const her = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
  const post = (path: string, body: Record<string, string>) =>
    her.request(path, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
  const { token } = hidden(await (await her.request('/r?on=1')).text());
  await post('/r', { token, number, code });
  const answer = await post('/r/ask', { ...hidden(await (await her.request('/r/open')).text()), ...fields });
  expect(answer.status).toBe(303);
  return her;
}

const CALL = { ask: 'callback', window: '周三下午三点', phone: '139 0000 0000' };

describe('an officer', () => {
  it('sees on top that she asks for a call, and when, until she has been spoken with', async () => {
    const written = await writeDown(officer, { happened: '一件事' });
    const work = workingOn(officer, written.id);
    await asks(written, CALL);
    expect((await officer.get('/console/cases')).html).toContain('请人回电');
    const { html } = await work.open();
    const [top = ''] = html.split('class="case-columns"');
    expect(top).toContain('她请人打电话给她。');
    expect(top).toMatch(/她说的时间：.*周三下午三点/);
    expect(top).not.toContain('139 0000');
    expect(html).not.toContain('139 0000 0000');
    expect((await officer.get(`${work.page}/contact`)).html).toMatch(/她说的时间：周三下午三点/);
    await work.move('contact');
    expect((await work.open()).html).not.toContain('她请人打电话给她。');
    expect((await officer.get('/console/cases')).html).not.toContain('请人回电');
  });

  it('is told to hear from herself that she wants to stop, before it can be withdrawn', async () => {
    const written = await writeDown(officer, { happened: '一件事' });
    const work = workingOn(officer, written.id);
    await work.move('contact');
    expect((await work.open()).html).toContain('value="withdraw"');
    await asks(written, { ask: 'withdrawal', words: '我想通了' });
    const { html } = await work.open();
    expect(html).toContain('她说不想继续办了。');
    expect(html).toContain('我想通了');
    expect(html).not.toContain('value="withdraw"');
    await work.move('contact');
    const heard = (await work.open()).html;
    expect(heard).not.toContain('她说不想继续办了。');
    expect(heard).toContain('value="withdraw"');
  });

  it('reads in the timeline what she asked for, and no longer how she was reached', async () => {
    const written = await writeDown(officer, { happened: '一件事' });
    await asks(written, CALL);
    await asks(written, { ask: 'removal' });
    const { html } = await workingOn(officer, written.id).open();
    expect(html).toContain('删掉了联系方式');
    expect(html).not.toContain('周三下午三点');
    expect(html).not.toContain('139 0000');
    expect(html).toContain('不要联系她');
  });
});
