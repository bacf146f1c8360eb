import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BroadcastHouse, openBroadcastHouse } from '../service/console/broadcast-house.js';
import { PASSWORD } from '../service/console/staff-house.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';
import { eventually } from '../support/telegram.js';

const PEOPLE = [9001, 9002, 9003];
const WORDS = {
  'zh-CN': {
    next: '下一步：先看看',
    people: '现在会发给3人',
    keep: '保存草稿',
    submit: '提交审批',
    approve: '批准发送',
    cancel: '取消推送',
    done: '已处理3人，共3人',
    calendar: '今后30天的提示',
  },
  en: {
    next: 'Next: have a look',
    people: 'It would go to 3 people now',
    keep: 'Keep as a draft',
    submit: 'Submit for approval',
    approve: 'Approve',
    cancel: 'Cancel it',
    done: '3 of 3 people done',
    calendar: 'Tips of the next 30 days',
  },
} as const;

let house: BroadcastHouse;
let browser: Browser;
beforeAll(async () => {
  house = await openBroadcastHouse();
  await house.hire(['broadcaster'], 'writer');
  await house.hire(['broadcaster', 'editor'], 'second');
  await house.people.add(PEOPLE);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

type Look = readonly [locale: keyof typeof WORDS, width: number, script: boolean];

async function signIn(login: string, [locale, width, javaScriptEnabled]: Look) {
  const watched = await openPage(browser, {
    locale,
    viewport: { width, height: width === 320 ? 640 : 900 },
    javaScriptEnabled,
  });
  await watched.page.goto(`${house.app.url}/console/sign-in`);
  await watched.page.fill('[name=login]', login);
  await watched.page.fill('[name=password]', PASSWORD);
  await watched.page.click('main button');
  await watched.page.waitForURL(`${house.app.url}/console`);
  return watched;
}

/** It fits, and whoever can't see or point can use it. */
async function check(page: Page, name: string, [locale, width, script]: Look): Promise<void> {
  await keepPicture(page, `broadcast-${name}-${locale}-${width}`);
  if (!script) {
    return; // axe is a script itself
  }
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [name, id, nodes.map((node) => node.target)])).toEqual([]);
}

const press = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) =>
  page.locator('main').getByRole('link', { name, exact: true }).click();

describe.each<Look>([
  ['zh-CN', 320, true],
  ['zh-CN', 1280, false],
  ['en', 320, false],
  ['en', 1280, true],
])('in %s at %i px, with JavaScript: %s', { timeout: 120_000 }, (...look) => {
  const words = WORDS[look[0]];

  it('a broadcast is written, approved by another and followed to its result', async () => {
    const writer = await signIn('writer', look);
    const { page } = writer;
    await page.goto(`${house.app.url}/console/broadcasts/new`);
    await press(page, words.next); // with nothing in it
    await check(page, 'problems', look);
    expect(await page.locator('[aria-invalid=true]').count()).toBe(2);
    await page.fill('[name=title_zh]', '明天停水');
    await page.fill('[name=text_zh]', '今晚先把水存好。\n明天上午九点到十二点停水。');
    await page.fill('[name=title_en]', 'No water tomorrow');
    await page.fill('[name=text_en]', 'Store some water tonight.');
    await check(page, 'form', look);
    await press(page, words.next);
    await page.getByText(words.people).waitFor();
    await check(page, 'preview', look);
    await press(page, words.keep);
    await page.waitForURL(/broadcasts\/[\da-f-]{36}$/);
    const address = page.url();
    expect(await page.locator('.once').textContent()).toMatch(/^\/test \d{6}$/);
    await check(page, 'draft', look);
    await press(page, words.submit);
    expect(await page.locator('main').getByRole('link', { name: words.approve }).count()).toBe(0);
    await check(page, 'submitted', look);

    const second = await signIn('second', look);
    await second.page.goto(address);
    await follow(second.page, words.approve);
    await check(second.page, 'approve', look);
    const before = house.api.delivered().length;
    await press(second.page, words.approve);
    await second.page.waitForURL(address);

    house.api.latencyMs = 400; // long enough to be seen on its way
    await house.tick();
    await page.goto(address);
    await check(page, 'sending', look);
    expect(await page.locator('progress').count()).toBe(1);
    await page.getByRole('paragraph').getByText(words.done).waitFor({ timeout: 30_000 }); // the page renews itself, with or without script
    house.api.latencyMs = 0;
    await eventually(async () => {
      await house.tick();
      return (await house.people.broadcasts.get(address.split('/').at(-1) ?? ''))?.state;
    }).toBe('done');
    expect(house.api.delivered().length - before).toBe(PEOPLE.length);
    await page.reload();
    await check(page, 'done', look);
    await page.goto(`${house.app.url}/console/broadcasts`);
    await check(page, 'list', look);
    expect([...writer.complaints, ...second.complaints].filter((text) => !text.includes('400'))).toEqual([]);
    expect(writer.asked.filter((url) => !url.startsWith(`${house.app.url}/`))).toEqual([]);
    await page.context().close();
    await second.page.context().close();
  });

  it('one is cancelled after a question, and the calendar can be read', async () => {
    const { page } = await signIn('second', look);
    const id = await house.people.approve('会取消的', new Date('2026-12-24T10:00:00+08:00'));
    await page.goto(`${house.app.url}/console/broadcasts/${id}`);
    await follow(page, words.cancel);
    await check(page, 'cancel', look);
    await press(page, words.cancel);
    await page.waitForURL(`${house.app.url}/console/broadcasts/${id}`);
    expect((await house.people.broadcasts.get(id))?.state).toBe('cancelled');
    await check(page, 'cancelled', look);
    await page.goto(`${house.app.url}/console/tips`);
    await page.getByRole('heading', { name: words.calendar }).waitFor();
    await page.locator('summary').first().click();
    await check(page, 'calendar', look);
    await page.context().close();
  });
});
