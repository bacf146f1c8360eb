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
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const LOOKS = [
  ['zh-CN', 320],
  ['en', 320],
  ['zh-CN', 1280],
  ['en', 1280],
] as const;

describe.each(LOOKS)('the figures in %s at %i px', (locale, width) => {
  let context: BrowserContext;
  const login = `${locale.toLowerCase()}${width}`;
  const day = locale === 'en' ? '2026-11-01' : '2026-11-02';
  beforeAll(async () => {
    await house.hire(['editor', 'administrator'], login);
    const viewport = { width, height: width === 320 ? 640 : 900 };
    const { page } = await openPage(browser, { locale, viewport, javaScriptEnabled: width === 1280 });
    context = page.context();
    await page.goto(`${house.app.url}/console/sign-in`);
    await page.fill('#field-login', login);
    await page.fill('#field-password', PASSWORD);
    await page.click('main button');
    await page.waitForURL('**/console');
    await page.close();
  });
  afterAll(() => context.close());

  /** It fits, its title is neutral, and with a script of axe's own nothing is found. */
  async function look(page: Page, name: string): Promise<void> {
    await keepPicture(page, `figures-${name}-${locale}-${width}`);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await page.title()).toBe(locale === 'en' ? 'Figures · Workbench' : '数字和时间 · 工作台');
    const size = await page.locator('html').boundingBox();
    expect([name, size?.width]).toEqual([name, width]);
  }

  it('are listed, opened, refused with their words kept, changed, and changed back', async () => {
    const page = await context.newPage();
    await page.goto(`${house.app.url}/console/figures`);
    await look(page, 'list');
    await page.click('main a[href="/console/figures/hours_12338"]');
    await look(page, 'one');
    await page.fill('#field-zh', '[9点]');
    await page.fill('#field-en', '9 to 17:30 on working days');
    await page.fill('#field-as_of', day);
    await page.click('main form.panel button');
    await page.waitForSelector('[role="alert"]');
    expect(await page.inputValue('#field-en')).toBe('9 to 17:30 on working days');
    await look(page, 'refused');
    await page.fill('#field-zh', '工作日9:00到17:30');
    await page.click('main form.panel button');
    await page.waitForURL('**?done=saved');
    expect(await page.textContent('dl.facts')).toContain(day);
    await look(page, 'saved');
    await page.click('main form[action$="/shipped"] button');
    await page.waitForURL('**?done=saved');
    expect(await page.textContent('dl.facts')).not.toContain('17:30');
    await page.close();
  });
});

describe.each([320, 1280])('axe finds nothing at %i px', (width) => {
  it.each(['list', 'one', 'refused'])('on the page %s', async (which) => {
    const viewport = { width, height: 800 };
    const { page } = await openPage(browser, { viewport });
    await page.goto(`${house.app.url}/console/sign-in`);
    await page.fill('#field-login', 'zh-cn320');
    await page.fill('#field-password', PASSWORD);
    await page.click('main button');
    await page.waitForURL('**/console');
    await page.goto(`${house.app.url}/console/figures${which === 'list' ? '' : '/police_sms'}`);
    if (which === 'refused') {
      await page.fill('#field-zh', '{}');
      await page.click('main form.panel button');
      await page.waitForSelector('[role="alert"]');
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });
});
