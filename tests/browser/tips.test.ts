import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';
import { createTestClock, HOUR } from '../support/test-clock.js';

const MINUTE = HOUR / 60;
let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  app = await startTestApp({ clock: createTestClock('2026-11-25T18:00:00+08:00') });
});
afterEach(() => app.close());
afterAll(() => browser.close());

const WORDS = {
  'zh-CN': {
    subscribe: '订阅提示',
    parent: '父母',
    topic: '妇女健康与权益',
    child: '孩子1',
    send: '订阅，打开我的网页',
    consentMissing: '请先勾选同意',
    keep: '先把这一页收藏起来',
    isNew: '新',
    change: '改我的选择',
    save: '保存',
    end: '退订，删除此页',
    ended: '已经退订',
  },
  en: {
    subscribe: 'Subscribe to tips',
    parent: 'Parent',
    topic: 'Women',
    child: 'Child 1',
    send: 'Subscribe and open my page',
    consentMissing: 'we need your consent',
    keep: 'Bookmark this page first',
    isNew: 'New',
    change: 'Change what I get',
    save: 'Save',
    end: 'Unsubscribe and delete this page',
    ended: 'You are unsubscribed',
  },
} as const;

/** Stands in a picture; where scripts run, it also fits, axe finds nothing, and what is pressed is large enough. */
async function check(page: Page, name: string, width: number, canLook: boolean): Promise<void> {
  await keepPicture(page, name);
  if (!canLook) {
    return;
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [name, id, nodes.map((node) => node.target)])).toEqual([]);
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width);
  const low = await page
    .locator(
      'main a:visible, main button:visible, main input:visible, main select:visible, main summary:visible',
    )
    .evaluateAll((elements) =>
      elements
        .map((element) => ((element as HTMLInputElement).labels?.[0] ?? element) as HTMLElement)
        .filter((element) => element.tagName !== 'LABEL' || element.classList.contains('option'))
        .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
        .filter(([, height]) => height < 44),
    );
  expect(low).toEqual([]);
}

describe.each([
  ['zh-CN', 320, true],
  ['zh-CN', 1280, false],
  ['en', 320, false],
  ['en', 1280, true],
] as const)('in %s at %i px, with JavaScript: %s', (locale, width, javaScriptEnabled) => {
  it(
    'somebody subscribes, reads her tip on the day, changes her mind and leaves',
    { timeout: 180_000 },
    async () => {
      const words = WORDS[locale];
      const name = (step: string) => `tips-${step}-${locale}-${width}`;
      const viewport = { width, height: width === 320 ? 640 : 900 };
      const { page, complaints } = await openPage(browser, { locale, viewport, javaScriptEnabled });
      await page.goto(`${app.url}/tips`);
      await check(page, name('week'), width, javaScriptEnabled);
      await page.getByRole('link', { name: words.subscribe, exact: true }).click();
      await check(page, name('new'), width, javaScriptEnabled);

      await page.getByLabel(words.parent, { exact: true }).check();
      await page.getByLabel(words.topic).check();
      await page.getByLabel(words.child, { exact: true }).fill('2019-05');
      await page.getByRole('button', { name: words.send }).click();
      await page.getByRole('alert').getByText(words.consentMissing).waitFor();
      await check(page, name('consent'), width, javaScriptEnabled);
      expect(await page.getByLabel(words.topic).isChecked()).toBe(true);
      await page.locator('#consent').check();
      await page.getByRole('button', { name: words.send }).click();
      await page.getByRole('heading', { name: words.keep }).waitFor();
      expect(await page.title()).toMatch(locale === 'en' ? /^Community service · / : /^社区服务 · /);
      await check(page, name('own-empty'), width, javaScriptEnabled);

      app.clock.advance(31 * MINUTE); // 18:31
      await app.restart();
      await expect
        .poll(
          async () => {
            await page.reload();
            return page.locator('article').count();
          },
          { timeout: 30_000 },
        )
        .toBeGreaterThan(0);
      await check(page, name('own'), width, javaScriptEnabled);

      await page.getByRole('link', { name: words.change }).click();
      expect(await page.getByLabel(words.child, { exact: true }).inputValue()).toBe('2019-05');
      await page.getByLabel(words.topic).uncheck();
      await check(page, name('wishes'), width, javaScriptEnabled);
      await page.getByRole('button', { name: words.save }).click();
      const own = page.url();
      await page.getByRole('button', { name: words.end }).click();
      await page.getByText(words.ended).waitFor();
      expect((await page.goto(own))?.status()).toBe(404);
      expect(complaints.filter((text) => !/40[04]/.test(text))).toEqual([]);
      await page.context().close();
    },
  );
});
