import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaffHouse, PASSWORD, type StaffHouse } from '../service/console/staff-house.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';

let house: StaffHouse;
let browser: Browser;
beforeAll(async () => {
  house = await openStaffHouse();
  browser = await launchBrowser();
  await house.hire(['administrator']);
  await house.hire(['auditor']);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** A browser in which somebody is signed in. */
async function signedIn(login: string, options: Parameters<typeof openPage>[1]): Promise<BrowserContext> {
  const { page } = await openPage(browser, options);
  await page.goto(`${house.app.url}/console/sign-in`);
  await page.fill('#field-login', login);
  await page.fill('#field-password', PASSWORD);
  await page.click('main button');
  await page.waitForURL('**/console');
  await page.close();
  return page.context();
}

const LOOKS = [
  ['zh-CN', 320],
  ['en', 320],
  ['zh-CN', 1280],
  ['en', 1280],
] as const;

describe.each(LOOKS)('the hours of duty in %s at %i px', (locale, width) => {
  let context: BrowserContext;
  beforeAll(async () => {
    const viewport = { width, height: width === 320 ? 640 : 900 };
    // without a script on the phone
    context = await signedIn('administrator', { locale, viewport, javaScriptEnabled: width === 1280 });
    await house.app.database.prisma.dutyShift.deleteMany();
  });
  afterAll(() => context.close());

  /** It fits, and its title is neutral. */
  async function look(page: Page, name: string): Promise<void> {
    await keepPicture(page, `duty-${name}-${locale}-${width}`);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await page.title()).toBe(locale === 'en' ? 'Duty hours · Workbench' : '值班时间 · 工作台');
    const size = await page.locator('html').boundingBox();
    expect([name, size?.width]).toEqual([name, width]);
  }
  const fillShift = async (page: Page, day: string, at: number, [from, to]: readonly [string, string]) => {
    await page.locator(`[name="from_${day}"]`).nth(at).fill(from);
    await page.locator(`[name="to_${day}"]`).nth(at).fill(to);
  };

  it('are entered, refused with the times kept, given a holiday, and set back', async () => {
    const page = await context.newPage();
    await page.goto(`${house.app.url}/console/duty`);
    await look(page, 'unknown');
    await fillShift(page, 'monday', 0, ['08:30', '12:00']);
    await fillShift(page, 'monday', 1, ['11:00', '18:00']);
    await page.click('form[action="/console/duty"] button');
    await page.waitForSelector('#problem-monday');
    expect(await page.locator('[name="to_monday"]').nth(1).inputValue()).toBe('18:00');
    await look(page, 'refused');
    await fillShift(page, 'monday', 1, ['14:30', '18:00']);
    await page.check('[name="like_monday"]');
    await page.click('form[action="/console/duty"] button');
    await page.waitForURL('**?done=saved');
    const words = locale === 'en' ? 'Mon–Fri 8:30–12:00, 14:30–18:00' : '周一至周五8:30–12:00、14:30–18:00';
    expect(await page.textContent('main')).toContain(words);
    await page.fill('#field-first', '2026-12-31');
    await page.fill('#field-last', '2027-01-03');
    await page.click('form[action="/console/duty/days"] button');
    await page.waitForURL('**?done=saved');
    expect(await page.textContent('main')).toContain('2027-01-03');
    await look(page, 'saved');
    await page.locator('form[action="/console/duty/days/remove"] button').first().click();
    await page.waitForURL('**?done=saved');
    expect(await page.textContent('main')).not.toContain('2026-12-31');
    await page.close();
  });
});

describe.each([320, 1280])('axe finds nothing at %i px', (width) => {
  it.each(['administrator', 'auditor'])('for an %s', async (login) => {
    const context = await signedIn(login, { viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${house.app.url}/console/duty`);
    expect(await page.locator('[name="from_monday"]').count()).toBe(login === 'administrator' ? 4 : 0);
    if (login === 'administrator') {
      await page.click('form[action="/console/duty"] fieldset.day summary');
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await context.close();
  });
});
