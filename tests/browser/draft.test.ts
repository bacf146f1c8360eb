import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House } from '../service/web/door.js';
import { goThrough, keepPicture, launchBrowser, openPage } from '../support/browser.js';

let house: House;
let door: Door;
let browser: Browser;
const opened: Page[] = [];

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
  browser = await launchBrowser();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
});
afterAll(async () => {
  await browser.close();
  await house.drop();
});

async function visit(path: string, options: BrowserContextOptions = {}) {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  await goThrough(watched.page, door.url + path);
  return watched;
}
const SAVE = 'button[formaction="/help/draft/save"]';

/** Writes something and saves it; the digits as they stand on the page. */
async function save(page: Page, happened: string): Promise<string> {
  await page.fill('#happened', happened);
  await page.locator(SAVE).last().click();
  await page.waitForSelector('.digits');
  return (await page.locator('.digits li').allTextContents()).join(' ');
}

async function isSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => String(target))])).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

describe('what is saved on one phone', () => {
  it.each([[true], [false]])('is gone on with on another, with scripts: %s', async (javaScriptEnabled) => {
    const one = await visit('/help', { javaScriptEnabled });
    const code = await save(one.page, '他又来了，先写到这里');
    expect(code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    expect(await one.page.title()).toBe('社区服务 · 办事');
    expect(one.page.url()).toBe(`${door.url}/help/draft/save`);

    const { page, complaints, asked } = await visit('/help', { javaScriptEnabled });
    await page.click('a[href="/help/draft"]');
    await page.fill('#code', code);
    await page.click('main form button');
    await page.waitForSelector('#happened');
    expect(await page.inputValue('#happened')).toBe('他又来了，先写到这里');
    expect(page.url()).toBe(`${door.url}/help/draft`);
    expect(await page.locator('.notice').first().textContent()).toContain('还没有发送');
    await page.locator('#happened').fill('写完了');
    await page.locator('#intake button').first().click();
    await page.waitForSelector('.receipt-number');
    expect(complaints).toEqual([]);
    expect(asked.filter((address) => !address.startsWith(door.url))).toEqual([]);
    await page.goto(`${door.url}/help/draft`);
    await page.fill('#code', code);
    await page.click('main form button');
    expect(await page.locator('.notice-alarm').textContent()).toContain('没有找到');
  });

  it('is kept nowhere in the browser', async () => {
    const { page } = await visit('/help');
    await save(page, '不要留在手机里');
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      cookies: document.cookie,
    }));
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, cookies: '' });
    expect((await page.context().cookies()).map(({ name }) => name).sort()).toEqual(['seen', 'sid']);
  });

  it('goes on at once from the page with the digits', async () => {
    const { page } = await visit('/help');
    await save(page, '还想接着写');
    await page.click('main form button');
    await page.waitForSelector('#happened');
    expect(await page.inputValue('#happened')).toBe('还想接着写');
  });
});

describe('the pages of a draft', () => {
  it.each([
    ['zh-CN', 320],
    ['en', 320],
    ['zh-CN', 1280],
  ])('are easy to use and fit, in %s at %d px', async (locale, width) => {
    const { page } = await visit('/help/draft', { locale, viewport: { width, height: 800 } });
    await isSound(page);
    await keepPicture(page, `draft-open-${locale}-${width}`);
    await page.goto(`${door.url}/help`);
    await save(page, 'something');
    await isSound(page);
    await keepPicture(page, `draft-saved-${locale}-${width}`);
  });

  it('of the form has a field that nobody sees or reaches by the keyboard', async () => {
    const { page } = await visit('/help');
    expect(await page.locator('[name="homepage"]').isVisible()).toBe(false);
    await page.focus('#happened');
    for (let pressed = 0; pressed < 80; pressed++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).not.toBe('homepage');
    }
    await keepPicture(page, 'draft-help-zh-CN-320');
  });
});
