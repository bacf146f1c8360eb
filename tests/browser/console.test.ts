import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../src/domain/staff/index.js';
import { openStaffHouse, PASSWORD, type StaffHouse } from '../service/console/staff-house.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';

let house: StaffHouse;
let browser: Browser;
let first: string;
beforeAll(async () => {
  house = await openStaffHouse();
  first = new URL(house.app.running().firstLink ?? '').pathname;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** The console's own pages that need no id. */
const PATHS = ['/console', '/console/staff', '/console/staff/new', '/console/audit', '/console/account'];
const LOOKS = [
  ['zh-CN', 320],
  ['en', 320],
  ['zh-CN', 1280],
  ['en', 1280],
] as const;

/** Goes on by Tab until the focus is on the element, and presses a key there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      return;
    }
  }
  throw new Error(`the keyboard does not lead to ${selector}`);
}

describe('by the keyboard alone', () => {
  it('the first administrator is created, signs in, hires a colleague and signs out', async () => {
    const { page, complaints } = await openPage(browser, {
      viewport: { width: 1280, height: 900 },
    });
    await page.goto(house.app.url + first);
    await keepPicture(page, 'first-zh-CN-1280');
    for (const [field, text] of [
      ['login', 'boss'],
      ['name', '王主任'],
      ['password', PASSWORD],
      ['again', PASSWORD],
    ] as const) {
      await tabTo(page, `#field-${field}`);
      await page.keyboard.insertText(text);
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/sign-in?done=first');
    await tabTo(page, '#field-login');
    await page.keyboard.type('boss');
    await tabTo(page, '#field-password');
    await page.keyboard.insertText(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console');

    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await keepPicture(page, 'home-skip-zh-CN-1280', false);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

    await page.goto(`${house.app.url}/console`);
    await tabTo(page, 'a[href="/console/staff"]');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
    );
    expect(outline).toBe('3px');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/staff');
    await tabTo(page, 'a[href="/console/staff/new"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/staff/new');
    await tabTo(page, '#field-name');
    await page.keyboard.insertText('李梅');
    await tabTo(page, '#field-login');
    await page.keyboard.type('mei.li');
    await tabTo(page, 'input[value="case_officer"]');
    await page.keyboard.press('Space');
    await tabTo(page, 'main button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.once');
    expect(await page.textContent('.once')).toMatch(/^http.*\/console\/link\/[\w-]{43}$/);
    await keepPicture(page, 'link-made-zh-CN-1280');

    await page.goto(`${house.app.url}/console`);
    await tabTo(page, '.head form button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/sign-in?done=out');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('a wrong password is told where it is heard, and what was typed as login stays', async () => {
    const { page } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(`${house.app.url}/console/sign-in`);
    await page.fill('#field-login', 'boss');
    await page.fill('#field-password', 'not the password');
    await page.click('main button');
    await page.waitForSelector('[role="alert"]');
    expect(await page.inputValue('#field-login')).toBe('boss');
    expect(await page.inputValue('#field-password')).toBe('');
    await keepPicture(page, 'sign-in-wrong-zh-CN-1280');
    await page.context().close();
  });
});

describe.each(LOOKS)('in %s at %i px', (locale, width) => {
  let context: BrowserContext;
  const login = `all${LOOKS.findIndex((look) => look[0] === locale && look[1] === width)}`;
  beforeAll(async () => {
    await house.hire(ROLES, login);
    const viewport = { width, height: width === 320 ? 640 : 900 };
    const { page } = await openPage(browser, { locale, viewport });
    context = page.context();
    await page.goto(`${house.app.url}/console/sign-in`);
    await look(page, 'sign-in');
    await page.fill('#field-login', login);
    await page.fill('#field-password', PASSWORD);
    await page.click('main button');
    await page.waitForURL('**/console');
    await page.close();
  });
  afterAll(() => context.close());

  /** A page as everybody has to find it: it fits, axe finds nothing, its title is neutral. */
  async function look(page: Page, name: string): Promise<void> {
    await keepPicture(page, `${name}-${locale}-${width}`);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await page.title()).toMatch(locale === 'en' ? / · Workbench$/ : / · 工作台$/);
    expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, impact, nodes }) => [name, id, impact, nodes.map((node) => node.target)]),
    ).toEqual([]);
    const low = await page.evaluate(() =>
      [...document.querySelectorAll('a, button, input:not([type="hidden"]), select, textarea')]
        .filter((element) => !element.classList.contains('skip') && !element.closest('td, th, p, label'))
        .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
        .filter(([, height]) => height < 44),
    );
    expect([name, low]).toEqual([name, []]);
  }

  it.each(PATHS)('%s can be used by everybody', async (path) => {
    const page = await context.newPage();
    await page.goto(house.app.url + path);
    await look(page, path === '/console' ? 'home' : path.slice('/console/'.length).replaceAll('/', '-'));
    await page.close();
  });

  it('the page of a colleague, a refused form, a link, and what was not found', async () => {
    const page = await context.newPage();
    const id = await house.staff.idOf(login);
    await page.goto(`${house.app.url}/console/staff/${id}`);
    await look(page, 'staff-member');
    await page.goto(`${house.app.url}/console/staff/new`);
    await page.fill('#field-name', 'Wang');
    await page.fill('#field-login', 'a b');
    await page.click('main button');
    await page.waitForSelector('[role="alert"]');
    await look(page, 'staff-new-refused');
    await page.goto(`${house.app.url}/console/nothing-here`);
    await look(page, 'not-found');
    const { linkToken } = await house.staff.room.makeLink(null, id ?? '');
    await page.goto(`${house.app.url}/console/link/${linkToken}`);
    await look(page, 'link');
    await page.close();
  });
});
