import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House } from '../service/web/door.js';
import { goThrough, keepPicture, launchBrowser, openPage, type WatchedPage } from '../support/browser.js';
import { readPdf } from '../support/pdf-text.js';

const officer = { id: 'a0000000-0000-4000-8000-000000000004', roles: ['case_officer'] };
const told = '不能写在纸上的话';

let house: House;
let door: Door;
let browser: Browser;
const opened: Page[] = [];

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
  browser = await launchBrowser();
  await door.database.pool.query(
    `INSERT INTO staff (id, login, name, roles, created_at) VALUES ($1, 'officer', '\\x00', '{case_officer}', now())`,
    [officer.id],
  );
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
});
afterAll(async () => {
  await browser.close();
  await house.drop();
});

async function visit(options: BrowserContextOptions): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  return watched;
}

interface Slip {
  readonly number: string;
  readonly code: string;
}

/** Files a report and stays where number and digits are shown. */
async function file(page: Page): Promise<Slip> {
  await goThrough(page, `${door.url}/help`);
  await page.fill('#happened', told);
  await page.click('#intake button[value=send]');
  await page.waitForSelector('.digits');
  return {
    number: (await page.textContent('.receipt-number')) ?? '',
    code: (await page.locator('.digits li').allTextContents()).join(''),
  };
}

async function enter(page: Page, { number, code }: Slip): Promise<void> {
  await goThrough(page, `${door.url}/r`);
  await page.fill('#number', number);
  await page.fill('#code', code);
  await page.click('.intake button');
  await page.waitForSelector('#case');
}

async function close({ number }: Slip): Promise<void> {
  const { rows } = await door.cases.desk.list(officer, { number, page: 1 });
  const id = rows[0]?.id ?? '';
  const file = await door.cases.desk.open(officer, id);
  const decision = { category: 'other', urgency: 'normal', minor: false, suicide: false } as const;
  await door.cases.desk.judge(
    ...([
      officer,
      id,
      file?.judgements[0]?.id ?? '',
      { ...decision, why: '', seen: '' },
      randomUUID(),
    ] as const),
  );
  for (const move of ['assess', 'accept', 'start', 'contact', 'reply', 'follow_up', 'close']) {
    await door.cases.desk.move(officer, id, move, move === 'reply' ? { message: '办好了' } : {});
  }
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  const low = await page.evaluate(() =>
    [...document.querySelectorAll('main a, main button, main summary, main textarea, main input[type=text]')]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
      .filter(([, height]) => height < 44),
  );
  expect(low).toEqual([]);
}

const LOOKS = [
  [true, 'zh-CN', 320],
  [true, 'en', 1280],
  [false, 'en', 320],
  [false, 'zh-CN', 1280],
] as const;

describe.each(LOOKS)('with JavaScript: %s, in %s at %i px', (javaScriptEnabled, locale, width) => {
  const options = { javaScriptEnabled, locale, viewport: { width, height: width === 320 ? 640 : 900 } };
  const name = (what: string) => `${what}-${locale}-${width}-${javaScriptEnabled ? 'js' : 'plain'}`;

  async function look(page: Page, what: string): Promise<void> {
    await page.waitForLoadState('load');
    expect(await page.title()).toMatch(
      /^(社区服务 · (办事|我的事)|Community service · (Services|My matter))$/,
    );
    await keepPicture(page, name(what));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    if (javaScriptEnabled) {
      await isAccessible(page);
    }
  }

  /** Opens a line without a script as with one. */
  const unfold = (page: Page, id: string) => page.click(`#${id} > summary`);

  it('the digits are written down and checked, and may be seen again after a mistake', async () => {
    const { page, asked } = await visit(options);
    const slip = await file(page);
    await look(page, 'receipt');
    await page.click('form[action="/help/done"] button');
    await page.waitForSelector('#last');
    expect(await page.textContent('main')).not.toContain(slip.code.slice(-4));
    await look(page, 'check');
    await page.fill('#last', slip.code.slice(-4) === '0000' ? '1111' : '0000');
    await page.click('.intake button');
    await page.waitForSelector('.notice');
    expect((await page.locator('.digits li').allTextContents()).join('')).toBe(slip.code);
    await look(page, 'check-wrong');
    await page.click('form[action="/help/done"] button');
    await page.fill('#last', slip.code.slice(-4));
    await page.click('.intake button');
    await page.waitForURL(/kept=1$/);
    expect(await page.locator('.digits').count()).toBe(0);
    await look(page, 'kept');
    expect(asked.filter((url) => url.includes(slip.code.slice(-4)))).toEqual([]);
  });

  it('the file is saved only when she says that it is safe', async () => {
    const { page } = await visit({ ...options, acceptDownloads: true });
    const slip = await file(page);
    expect(await page.isVisible('#proof form')).toBe(false);
    await unfold(page, 'proof');
    await look(page, 'proof');
    await page.click('#proof a');
    await page.waitForSelector('.notice');
    await unfold(page, 'proof');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#proof button')]);
    expect(download.suggestedFilename()).toBe('document.pdf');
    const { text } = readPdf(readFileSync(await download.path()));
    expect(text).toContain(slip.number);
    expect(text).not.toContain(told);
    expect(new URL(page.url()).pathname).toBe('/help/done');
  });

  it('a call, to withdraw, to rate, another look and to delete are asked for on the page of the case', async () => {
    const { page, complaints } = await visit(options);
    const slip = await file(page);
    await enter(page, slip);
    await look(page, 'asks');
    await unfold(page, 'ask-callback');
    await page.fill('#ask-window', '周三下午三点');
    await page.click('#ask-callback button');
    await page.waitForSelector('#ask-callback .problem');
    expect(await page.inputValue('#ask-window')).toBe('周三下午三点');
    await look(page, 'asks-missing');
    await page.fill('#ask-phone', '139 0000 0000');
    await page.click('#ask-callback button');
    await page.waitForSelector('.notice');
    await unfold(page, 'ask-withdrawal');
    await look(page, 'asks-withdrawal');
    await page.click('#ask-withdrawal button');
    await page.waitForURL(/done=2$/);
    expect(await page.locator('#ask-withdrawal').count()).toBe(0);
    await unfold(page, 'ask-removal');
    await look(page, 'asks-removal');
    await page.click('#ask-removal button');
    await page.waitForURL(/done=4$/);
    await look(page, 'asks-waiting');

    await close(slip);
    await page.goto(`${door.url}/r/open`);
    await unfold(page, 'ask-rating');
    await page.check('input[name=rating][value=good]');
    await look(page, 'asks-rating');
    await page.click('#ask-rating button');
    await page.waitForURL(/done=3$/);
    await unfold(page, 'ask-object');
    await page.fill('#ask-object-words', '又发生了');
    await page.click('#ask-object button');
    await page.waitForURL(/done=1$/);
    await look(page, 'asks-reopened');
    expect(complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
  });
});
