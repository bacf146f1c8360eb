import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';
import { writeDown } from '../service/console/case-work.js';
import { openStaffHouse, type StaffHouse } from '../service/console/staff-house.js';

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

/** An officer's browser, signed in. */
async function visit(path: string, width: number, options: BrowserContextOptions): Promise<Page> {
  const { visitor } = await house.signedIn('case_officer');
  const viewport = { width, height: width === 320 ? 640 : 900 };
  const { page } = await openPage(browser, { viewport, ...options });
  opened.push(page);
  const value = visitor.cookies.get('console') ?? '';
  await page.context().addCookies([{ name: 'console', value, url: house.app.url, sameSite: 'Strict' }]);
  await page.goto(house.app.url + path);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()?.width);
  const low = await page.evaluate(() =>
    [...document.querySelectorAll('main button, main summary, main .choice')]
      .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
      .filter(([, height]) => height < 44),
  );
  expect(low).toEqual([]);
}

const LOOKS = [
  ['zh-CN', 320],
  ['zh-CN', 1280],
  ['en', 320],
  ['en', 1280],
] as const;

describe.each(LOOKS)('in %s at %i px', (locale, width) => {
  const name = (what: string) => `console-danger-${what}-${locale}-${width}`;

  it('an officer assesses the danger and reads what follows', { timeout: 120_000 }, async () => {
    const officer = await house.signedIn('case_officer');
    const told = { happened: '他又打我，掐我脖子，说要杀我', wish: 'mediation' };
    const { id } = await writeDown(officer, told);
    const page = await visit(`/console/cases/${id}`, width, { locale });
    await page.click('#danger a');
    expect(await page.locator('input[type=radio][value=unknown]:checked').count()).toBe(11);
    await look(page, name('asked'));

    const [first] = await page.locator('input[type=radio][value=yes]').all();
    await first?.check();
    await page.click('#ask button');
    await page.waitForSelector('#result');
    await look(page, name('unclear'));

    await page.check('input[name=answer_could_not_breathe][value=yes]');
    await page.click('#ask button');
    await page.waitForSelector('.notice-alarm');
    await look(page, name('high'));
    await page.click(`main p a[href="/console/cases/${id}"]`);
    await page.waitForSelector('#danger .badge-alarm');
    await look(page, name('case'));
    const { urgency } = await house.app.database.prisma.case.findUniqueOrThrow({ where: { id } });
    expect(urgency).toBe('emergency');
  });
});

it('the questions are asked and answered without JavaScript', async () => {
  const { id } = await writeDown(await house.signedIn('case_officer'), { happened: '他不准我出门' });
  const page = await visit(`/console/cases/${id}/danger`, 320, { javaScriptEnabled: false });
  for (const no of await page.locator('input[type=radio][value=no]').all()) {
    await no.check();
  }
  await page.click('#ask button');
  expect(await page.locator('#result .badge').first().textContent()).toBe('低危');
});
