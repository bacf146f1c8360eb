import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../service/web/client.js';
import { createHouse, type Door, type House } from '../service/web/door.js';
import {
  goOn,
  goThrough,
  keepPicture,
  launchBrowser,
  openPage,
  type WatchedPage,
} from '../support/browser.js';
import { reportPages } from '../support/report-pages.js';

const NEUTRAL = 'https://www.weather.com.cn/';
const WORDS = '不能让人看到的话';

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

/** A browser whose neutral site is one of ours; nobody outside is asked. */
async function begin(options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  await watched.page.context().route(`${NEUTRAL}**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: '<!doctype html><title>天气</title><h1>晴</h1>',
    }),
  );
  return watched;
}
const newestCase = () => door.database.prisma.case.findFirstOrThrow({ orderBy: { serial: 'desc' } });

async function isSound(page: Page, width: number): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
}

const pages = reportPages(() => door, WORDS);
const NAMES = Object.keys(pages);
const SECRET = new RegExp(
  `${WORDS}|家里有人打我，请帮帮我|\\d{4}-\\d{6}|\\b\\d{4} \\d{4}\\b|<li>\\d{4}</li>`,
);

describe.each([[true], [false]])('after leaving, with JavaScript: %s', (javaScriptEnabled) => {
  it.each(NAMES)('Back shows nothing of hers (%s)', async (name) => {
    const { page } = await begin({ javaScriptEnabled });
    await page.goto(`${door.url}/`);
    await pages[name]?.(page);
    await page.click('#exit');
    await page.waitForURL(NEUTRAL);
    await eventually(async () => (await page.context().cookies()).length).toBe(0);
    for (let back = 0; back < 5; back += 1) {
      if ((await page.goBack().catch(() => null)) === null) {
        break;
      }
      const main = (await page.locator('main').count()) > 0 ? await page.innerHTML('main') : '';
      const isBefore = (await page.locator('#before').count()) > 0; // offers the sentence to everybody
      const isForm = (await page.locator('#intake').count()) > 0;
      expect(isBefore || isForm ? main.replaceAll('家里有人打我，请帮帮我', '') : main).not.toMatch(SECRET);
      if (isForm) {
        expect(await page.inputValue('#happened')).toBe('');
        expect(await page.isChecked('input[name=ready][value=hurt]')).toBe(false);
      }
    }
  });
});

const LOOKS = [
  [true, 'zh-CN', 320],
  [true, 'en', 320],
  [true, 'zh-CN', 1280],
  [false, 'zh-CN', 320],
  [false, 'en', 1280],
] as const;

describe.each(LOOKS)(
  'the page before, with JavaScript: %s, in %s at %i px',
  (javaScriptEnabled, locale, width) => {
    const options = { javaScriptEnabled, locale, viewport: { width, height: width === 320 ? 640 : 900 } };
    const name = (what: string) => `${what}-${locale}-${width}-${javaScriptEnabled ? 'js' : 'plain'}`;

    it('leaves by its first stop, speaks of keys only where they work, and comes once', async () => {
      const { page, asked, complaints } = await begin(options);
      await page.goto(`${door.url}/help`);
      await keepPicture(page, name('before-help'));
      if (javaScriptEnabled) {
        await isSound(page, width);
      }
      expect(await page.isVisible('.by-keys')).toBe(javaScriptEnabled);
      const heights = await page
        .locator('main a, main button')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
        .catch(() => [44]);
      expect(heights.filter((height) => height < 44)).toEqual([]);
      await page.keyboard.press('Tab');
      expect(await page.locator('#exit:focus').count()).toBe(1);
      await page.click('#exit');
      await page.waitForURL(NEUTRAL);
      await page.goto(`${door.url}/help`);
      await goOn(page);
      await page.waitForSelector('#intake');
      for (const path of ['/help/draft', '/r', '/help']) {
        await page.goto(door.url + path);
        expect(await page.locator('#onwards').count()).toBe(0);
      }
      await page.click('#exit');
      await page.waitForURL(NEUTRAL);
      await page.goto(`${door.url}/r`);
      await keepPicture(page, name('before-r'));
      expect(await page.locator('#onwards').count()).toBe(1);
      expect(await page.locator('.quick').count()).toBe(0);
      expect(asked.filter((url) => !url.startsWith(`${door.url}/`) && url !== NEUTRAL)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('is three presses from home to a number for who has no time', async () => {
      const { page } = await begin(options);
      await page.goto(`${door.url}/`);
      await page.click('.nav a[href="/help"]'); // 1
      await page.click('.quick button[value=threatened]'); // 2
      await page.waitForSelector('.check');
      await keepPicture(page, name('before-check'));
      await page.locator('.check button[value=send]').first().click(); // 3
      await page.waitForSelector('.receipt-number');
      await keepPicture(page, name('before-done'));
    });
  },
);

describe('when nobody is there for ten minutes', () => {
  /** The page with a clock that can be moved. */
  async function at(name: string): Promise<Page> {
    const { page } = await begin();
    await page.clock.install();
    await pages[name]?.(page);
    return page;
  }

  it.each(NAMES)('a page of hers asks, can be kept, and then closes (%s)', async (name) => {
    const page = await at(name);
    await page.clock.fastForward('08:50');
    expect(await page.locator('.idle').count()).toBe(0);
    await page.clock.fastForward('00:15');
    await page.waitForSelector('.idle[role=alertdialog]');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('我还在看');
    expect(await page.textContent('.idle')).toContain('一分钟后会自动关上');
    await keepPicture(page, `idle-${name}-zh-CN-320`, false);
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('.idle').count()).toBe(0);
    if (name === 'form') {
      expect(await page.inputValue('#happened')).toBe(WORDS);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('happened');
    }
    await page.clock.fastForward('09:05');
    await page.waitForSelector('.idle');
    await page.clock.fastForward('01:05');
    await page.waitForURL(NEUTRAL);
    await eventually(async () => (await page.context().cookies()).length).toBe(0);
    if (name === 'digits' || name === 'case') {
      expect((await newestCase()).left_at).toBeNull(); // nobody left in a hurry
    }
  });

  it('the form says what will be lost, and is left alone while nothing is written', async () => {
    const page = await at('form');
    await page.clock.fastForward('09:05');
    expect(await page.textContent('.idle')).toContain('没发送、没存的话就没有了');
    const { page: empty } = await begin();
    await empty.clock.install();
    await goThrough(empty, `${door.url}/help`);
    await empty.clock.fastForward('30:00');
    expect(await empty.locator('.idle').count()).toBe(0);
    await empty.check('input[name=danger][value=before]');
    await empty.clock.fastForward('09:05');
    await empty.waitForSelector('.idle');
  });

  it('a chat about homework stays', async () => {
    const { page } = await begin();
    await page.clock.install();
    await page.goto(`${door.url}/chat`);
    await page.fill('#text', '孩子不想写作业怎么办');
    await page.click('.composer .button');
    await page.waitForSelector('.line-in');
    await page.clock.fastForward('30:00');
    expect(await page.locator('.idle').count()).toBe(0);
    expect(page.url()).toContain('/chat');
  });

  it('a device that slept meanwhile shows nothing when it wakes', async () => {
    const page = await at('digits');
    await page.clock.fastForward('45:00');
    await page.waitForURL(NEUTRAL);
  });
});

describe('who leaves in a hurry', () => {
  it.each([
    ['digits', true],
    ['case', true],
    ['digits', false],
    ['case', false],
  ])('from the page with the %s marks the case, with JavaScript: %s', async (name, javaScriptEnabled) => {
    const { page } = await begin({ javaScriptEnabled });
    await pages[name]?.(page);
    await page.click('#exit');
    await page.waitForURL(NEUTRAL);
    await eventually(async () => (await newestCase()).left_at).not.toBeNull();
    const { id } = await newestCase();
    const lines = () =>
      door.database.prisma.caseEntry.count({ where: { case_id: id, kind: 'left_in_hurry' } });
    expect(await lines()).toBe(1);
  });

  it('while the report is still on its way marks it when it arrives', async () => {
    let arrive: (() => void) | undefined;
    const { page } = await begin();
    await page.context().route(`${door.url}/help`, async (route) => {
      if (route.request().method() === 'POST') {
        const request = route.request();
        const [headers, data] = [await request.allHeaders(), request.postData()];
        arrive = () =>
          void fetch(`${door.url}/help`, { method: 'POST', headers, body: data ?? '', redirect: 'manual' });
        return; // it is sent, and no answer comes
      }
      await route.continue();
    });
    await goThrough(page, `${door.url}/help`);
    await page.fill('#happened', WORDS);
    const submission = await page.inputValue('#intake [name=submission]');
    const told = page.waitForRequest((request) => request.url() === `${door.url}/leave`);
    await page.click('button[value=send]', { noWaitAfter: true });
    await eventually(() => arrive).toBeDefined();
    for (let n = 0; n < 3; n += 1) {
      await page.keyboard.press('Shift');
    }
    expect((await told).postData()).toBe(`submission=${submission}`);
    await page.waitForURL(NEUTRAL);
    const before = await door.database.prisma.case.count();
    arrive?.();
    await eventually(() => door.database.prisma.case.count()).toBe(before + 1);
    await eventually(async () => (await newestCase()).left_at).not.toBeNull();
  });

  it('is not who presses "finished" at the end of her page', async () => {
    const { page } = await begin();
    await pages.case?.(page);
    await page.click('a[href="/leave?why=done"]');
    await page.waitForURL(NEUTRAL);
    await eventually(async () => (await page.context().cookies()).length).toBe(0);
    expect((await newestCase()).left_at).toBeNull();
  });
});
