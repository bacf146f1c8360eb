import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type WrittenCase, writeDown } from '../service/console/case-work.js';
import { openStaffHouse, type StaffHouse } from '../service/console/staff-house.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';

let house: StaffHouse;
let browser: Browser;
const opened: Page[] = [];

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  browser = await launchBrowser();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** A case in danger that is told of in a chat, and whose page was left in a hurry. */
async function left(): Promise<WrittenCase> {
  const { app } = house;
  const officer = await house.signedIn('case_officer');
  const written = await writeDown(officer, { channel: 'phone', happened: '他拿刀要砍我', danger: 'now' });
  const { id } = await app.make.contact();
  await app.database.prisma.caseLink.create({ data: { case_id: written.id, contact_id: id } });
  const her = app.visitor();
  const post = (path: string, fields: Record<string, string>) =>
    her.request(path, {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
  await post('/r', { number: written.number, code: written.code });
  await post('/leave', {});
  return written;
}

async function visit(path: string, width: number, locale: string): Promise<Page> {
  const { visitor } = await house.signedIn('case_officer');
  const { page } = await openPage(browser, { viewport: { width, height: 900 }, locale });
  opened.push(page);
  const [name, value] = [...visitor.cookies].find(([cookie]) => cookie === 'console') ?? ['', ''];
  await page.context().addCookies([{ name, value, url: house.app.url, sameSite: 'Strict' }]);
  await page.goto(house.app.url + path);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()?.width);
}

it.each([
  ['zh-CN', 320, '匆忙离开过', '可以再发提醒'],
  ['en', 1280, 'Left in a hurry', 'Notices may go out again'],
] as const)('an officer sees it and lifts it, in %s at %i px', async (locale, width, badge, lift) => {
  const { id } = await left();
  const page = await visit('/console/cases', width, locale);
  expect(await page.textContent('table')).toContain(badge);
  await look(page, `console-left-list-${locale}-${width}`);
  await page.goto(`${house.app.url}/console/cases/${id}`);
  const notices = await page.locator('.notice').allTextContents();
  const flag = notices.findIndex((text) => text.includes(lift));
  expect(notices.slice(0, flag).join()).toMatch(/110|danger/i); // danger to life alone comes first
  await look(page, `console-left-${locale}-${width}`);
  await page.getByRole('button', { name: lift, exact: true }).click();
  await page.waitForURL(/done=notices/);
  expect(await page.getByRole('button', { name: lift, exact: true }).count()).toBe(0);
  await look(page, `console-left-lifted-${locale}-${width}`);
});
