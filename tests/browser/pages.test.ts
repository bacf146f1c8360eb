import { AxeBuilder } from '@axe-core/playwright';
import { type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House } from '../service/web/door.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';

let house: House;
let door: Door;
let browser: Browser;

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.drop();
});

const PATHS = ['/', '/chat', '/learn', '/learn/vision', '/privacy', '/nothing-here'];
const WIDTHS = [320, 1280];
const cases = PATHS.flatMap((path) => WIDTHS.map((width) => [path, width] as const));

describe.each(['zh-CN', 'en'])('in %s', (locale) => {
  it.each(cases)('%s at %i px fits, is accessible and asks nobody else', async (path, width) => {
    const { page, asked, complaints } = await openPage(browser, {
      locale,
      viewport: { width, height: width === 320 ? 640 : 900 },
    });
    await page.goto(door.url + path);
    await keepPicture(page, `${path.slice(1).replace('/', '-') || 'home'}-${locale}-${width}`);

    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await page.title()).toMatch(locale === 'en' ? /^Community service · / : /^社区服务 · /);
    const widest = await page.evaluate('document.documentElement.scrollWidth');
    expect(widest).toBe(width);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, impact, nodes }) => [id, impact, nodes.map((node) => node.target)])).toEqual(
      [],
    );
    expect(asked.filter((url) => !url.startsWith(`${door.url}/`))).toEqual([]);
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
    await page.context().close();
  });
});
