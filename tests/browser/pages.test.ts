import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../service/web/client.js';
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

const PATHS = ['/', '/chat', '/help', '/r', '/learn', '/learn/vision', '/tips', '/privacy', '/nothing-here'];
const LOOKS = [
  ['zh-CN', 320],
  ['en', 320],
  ['zh-CN', 1280],
  ['en', 1280],
] as const;
const MOST_BYTES = 100 * 1024;

describe.each(LOOKS)('in %s at %i px', (locale, width) => {
  it.each(PATHS)('%s fits, asks nobody else, complains of nothing and is light', async (path) => {
    const viewport = { width, height: width === 320 ? 640 : 900 };
    const { page, asked, complaints } = await openPage(browser, { locale, viewport });
    let bytes = 0;
    page.on('requestfinished', (request) => {
      void request.sizes().then(
        ({ responseBodySize }) => (bytes += responseBodySize),
        () => undefined,
      );
    });
    await page.goto(door.url + path, { waitUntil: 'load' });
    await keepPicture(page, `${path.slice(1).replace('/', '-') || 'home'}-${locale}-${width}`);

    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await page.title()).toMatch(locale === 'en' ? /^Community service · / : /^社区服务 · /);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(asked.filter((url) => !url.startsWith(`${door.url}/`))).toEqual([]);
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
    await eventually(() => bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(MOST_BYTES);
    await page.context().close();
  });
});

describe('everybody can use', () => {
  it.each(PATHS)('%s: axe finds nothing', async (path) => {
    const { page } = await openPage(browser);
    await page.goto(door.url + path);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, impact, nodes }) => [id, impact, nodes.map((node) => node.target)])).toEqual(
      [],
    );
    await page.context().close();
  });

  it.each(PATHS)('%s: type is at least 18 px, and what is pressed at least 44 px high', async (path) => {
    const { page } = await openPage(browser);
    await page.goto(door.url + path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('main *, header *, footer *, aside *')]
        .filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
        )
        .map((element) => [element.textContent, parseFloat(getComputedStyle(element).fontSize)] as const)
        .filter(([, size]) => size < 18),
    );
    expect(small).toEqual([]);
    const low = await page.evaluate(() =>
      [...document.querySelectorAll('a, button, textarea')]
        .filter((element) => !element.classList.contains('skip'))
        .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
        .filter(([, height]) => height < 44),
    );
    expect(low).toEqual([]);
    await page.context().close();
  });

  it('the keyboard: the first tab leads past the head, each stop is visible', async () => {
    const { page } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(`${door.url}/learn`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
    );
    expect(outline).toBe('3px');
    await page.context().close();
  });

  it('200 % zoom of a small desktop window, without scrolling sideways', async () => {
    const { page } = await openPage(browser, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    for (const path of PATHS) {
      await page.goto(door.url + path);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(640);
    }
    await page.context().close();
  });

  it('a reader of Chinese: 守望 is drawn, not a box', async () => {
    const { page } = await openPage(browser);
    await page.goto(door.url);
    const drawn = await page.evaluate(() => {
      const { fontFamily } = getComputedStyle(document.body);
      const draw = (text: string) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [60, 60];
        const pen = canvas.getContext('2d');
        if (!pen) {
          throw new Error('no canvas');
        }
        pen.font = `40px ${fontFamily}`;
        pen.fillText(text, 5, 45);
        return canvas.toDataURL();
      };
      return {
        shou: draw('守'),
        wang: draw('望'),
        missing: draw('\u{10FFFD}'),
        other: draw('\uFFFF'),
        empty: draw(''),
      };
    });
    expect(
      new Set(Object.values(drawn)).size,
      'a font for Chinese is missing: install fonts-noto-cjk',
    ).toBeGreaterThanOrEqual(4);
    expect([drawn.missing, drawn.other, drawn.empty]).not.toContain(drawn.shou);
    expect([drawn.missing, drawn.other, drawn.empty]).not.toContain(drawn.wang);
    expect(drawn.shou).not.toBe(drawn.wang);
    await page.context().close();
  });
});
