import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House } from '../service/web/door.js';
import { goThrough, launchBrowser, openPage, type WatchedPage } from '../support/browser.js';
import { reportPages } from '../support/report-pages.js';

const WORDS = '他打我，我怕';

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

async function begin(options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  return watched;
}

/** Every page that nobody else should see. */
const PAGES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  before: async (page) => void (await page.goto(`${door.url}/help`)),
  empty: (page) => goThrough(page, `${door.url}/help`),
  code: (page) => goThrough(page, `${door.url}/help/draft`),
  enter: (page) => goThrough(page, `${door.url}/r`),
  ...reportPages(() => door, WORDS),
};
const NAMES = Object.keys(PAGES);

/** What must stand in nothing that a browser keeps or shows beside the page. */
const TELLING = /家暴|暴力|打人|投诉|举报|维权|受害|violence|abuse|complain|victim|report|help-?line/i;
/** A small phone, and a desktop window of 1,280 px at 200 %. */
const LOOKS = [
  ['a small phone', { viewport: { width: 320, height: 640 } }],
  ['200 % zoom', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
] as const;

describe.each(LOOKS)('on %s', (_name, options) => {
  it.each(NAMES)('nothing keeps anybody from using the page (%s)', async (name) => {
    const { page } = await begin(options);
    await PAGES[name]?.(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.viewport.width);
  });
});

describe.each([[true], [false]])('with JavaScript: %s', (javaScriptEnabled) => {
  it.each(NAMES)(
    'the page has the way out first, the numbers on top, and tells nothing (%s)',
    async (name) => {
      const { page, asked } = await begin({ javaScriptEnabled });
      await PAGES[name]?.(page);
      await hasWayOutFirst(page);
      await hasNumbersOnTop(page);
      await tellsNothing(page, asked);
      if (javaScriptEnabled) {
        await keepsNothing(page);
      }
    },
  );
});

async function hasWayOutFirst(page: Page): Promise<void> {
  const way = await page.locator('#exit').boundingBox();
  expect(way?.y).toBeGreaterThanOrEqual(0);
  expect((way?.y ?? 640) + (way?.height ?? 0)).toBeLessThanOrEqual(640);
  expect(way?.height).toBeGreaterThanOrEqual(44);
  expect((way?.x ?? 320) + (way?.width ?? 0)).toBeLessThanOrEqual(320);
  expect(await page.getAttribute('#exit', 'href')).toBe('/leave');
  const stops = page.locator('a[href], button, input:not([type=hidden]), textarea, select, summary');
  expect(await stops.first().getAttribute('id')).toBe('exit');
  expect(await page.locator('[tabindex]:not([tabindex="-1"])').count()).toBe(0);
}

async function hasNumbersOnTop(page: Page): Promise<void> {
  expect((await page.locator('.urgent').boundingBox())?.y).toBeLessThan(640);
  for (const [nth, number] of ['110', '120', '12338'].entries()) {
    expect(await page.locator('.urgent a').nth(nth).getAttribute('href')).toBe(`tel:${number}`);
  }
}

/** Neither what the browser shows and keeps beside the page, nor what somebody on the way sees. */
async function tellsNothing(page: Page, asked: readonly string[]): Promise<void> {
  expect(await page.title()).toMatch(/^社区服务 · (办事|我的事|聊天|提问)$/);
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  const shown = [
    await page.title(),
    ...asked.map((url) => decodeURIComponent(url)),
    ...cookies.map((cookie) => cookie.name),
  ];
  expect(shown.filter((text) => TELLING.test(text.replace(door.url, '')))).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(`${door.url}/`))).toEqual([]);
}

/** Nothing on the device but cookies that end with the browser, and no field that the browser fills in or remembers. */
async function keepsNothing(page: Page): Promise<void> {
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
  }));
  expect(stored).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookies: '' });
  const offered = await page
    .locator('form:has(input:not([type=hidden]), textarea)')
    .evaluateAll((forms) => forms.map((form) => form.getAttribute('autocomplete')));
  expect(offered.filter((value) => value !== 'off')).toEqual([]);
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ httpOnly, expires }) => !httpOnly || expires !== -1)).toEqual([]);
}
