import type { Page } from 'playwright-core';
import type { Door } from '../service/web/door.js';
import { goThrough } from './browser.js';

type Way = (page: Page) => Promise<void>;

/** The ways to the pages of a report, each with what she wrote, a number or digits on it. */
export function reportPages(door: () => Door, words: string): Readonly<Record<string, Way>> {
  const pages: Readonly<Record<string, Way>> = {
    async form(page) {
      await goThrough(page, `${door().url}/help`);
      await page.fill('#happened', words);
    },
    async check(page) {
      await pages.form?.(page);
      if (!(await page.isVisible('button[value=check]'))) {
        await page.click('.fold-all > summary');
      }
      await page.click('button[value=check]');
      await page.waitForSelector('.check');
    },
    async sentence(page) {
      await page.goto(`${door().url}/help`);
      await page.click('.quick button[value=hurt]');
      await page.waitForSelector('.check');
    },
    async digits(page) {
      await pages.form?.(page);
      await page.click('#intake button[value=send]');
      await page.waitForSelector('.digits');
    },
    async draft(page) {
      await pages.form?.(page);
      await page.locator('button[formaction="/help/draft/save"]').last().click();
      await page.waitForSelector('.digits');
    },
    async opened(page) {
      await pages.draft?.(page);
      await page.click('main form button'); // goes on with it at once
      await page.waitForSelector('#happened');
    },
    async refused(page) {
      await pages.case?.(page);
      await page.fill('#text', ' ');
      await page.click('.write button');
      await page.waitForSelector('#text-problem');
      await page.fill('#text', words);
    },
    async ended(page) {
      await pages.case?.(page);
      await door().database.prisma.caseVisit.deleteMany();
      await page.click('.write button');
      await page.waitForSelector('#kept');
    },
    async case(page) {
      await pages.digits?.(page);
      const number = (await page.textContent('.receipt-number')) ?? '';
      const code = (await page.locator('.digits li').allTextContents()).join(' ');
      await goThrough(page, `${door().url}/r`);
      await page.fill('#number', number);
      await page.fill('#code', code);
      await page.click('.intake button');
      await page.waitForSelector('#case');
      await page.fill('#text', words);
    },
    async chat(page) {
      await page.goto(`${door().url}/chat`);
      await page.fill('#text', `我要投诉，${words}`);
      await page.click('.composer .button');
      await page.waitForSelector('.line-in');
    },
  };
  return pages;
}
