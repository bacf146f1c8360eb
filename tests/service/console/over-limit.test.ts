import { afterAll, beforeAll, expect, it } from 'vitest';
import { newVisitor } from '../../support/visitor.js';
import { hidden } from '../web/reporter.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let officer: StaffBrowser;
beforeAll(async () => {
  house = await openStaffHouse({ limits: { network: 1_000_000, session: 1_000_000, report: 1 } });
  await house.hire(['case_officer']);
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());

async function file(happened: string): Promise<string> {
  const reporter = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
  const form = hidden(await (await reporter.request('/help')).text());
  const body = new URLSearchParams({ ...form, happened });
  const { status } = await reporter.request('/help', {
    method: 'POST',
    body,
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(status).toBe(303);
  const { id } = await house.app.database.prisma.case.findFirstOrThrow({ orderBy: { serial: 'desc' } });
  return id;
}
const rowOf = (html: string, id: string) =>
  html.split('<tr').find((row) => row.includes(`/console/cases/${id}"`)) ?? '';

it('a report over the limit bears a mark in the list and on its page, which says to deal with it as usual; others bear none', async () => {
  const [usual, over] = [await file('第一件事'), await file('第二件事')];
  const list = (await officer.get('/console/cases')).html;
  expect(rowOf(list, over)).toContain('来得太密');
  expect(rowOf(list, usual)).not.toContain('来得太密');
  expect((await officer.get(`/console/cases/${over}`)).html).toMatch(/来得太密[\s\S]*请照常先看、先办/);
  expect((await officer.get(`/console/cases/${usual}`)).html).not.toMatch(/来得太密|请照常先看/);
});
