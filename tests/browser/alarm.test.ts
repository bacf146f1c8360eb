import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStaffHouse, PASSWORD, type StaffHouse } from '../service/console/staff-house.js';
import { type BotApiEmulator, startBotApi } from '../support/bot-api.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';
import { openReport } from '../support/reporter.js';

let api: BotApiEmulator;
let house: StaffHouse;
let browser: Browser;
beforeAll(async () => {
  api = await startBotApi();
  house = await openStaffHouse({ telegram: api, overrides: { alarmEveryMs: 500 } });
  browser = await launchBrowser();
  for (const role of ['administrator', 'case_officer', 'editor'] as const) {
    await house.hire([role]);
  }
});
afterAll(async () => {
  await browser.close();
  await house.close();
  await api.close();
});
afterEach(() => house.app.database.pool.query('DELETE FROM alarm'));

const report = async () =>
  (await openReport(house.app.url, { happened: '他现在拿着刀在门外要杀我', danger: 'now' })).send();

/** Counts in the page what it sounds. */
const COUNT_TONES = `
  window.tones = 0;
  var start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) { window.tones += 1; return start.call(this, at); };`;

/** A page of somebody who is signed in, and what it complained of. */
async function signedIn(
  login: string,
  options: Parameters<typeof openPage>[1],
): Promise<{ page: Page; complaints: string[]; context: BrowserContext }> {
  const { page, complaints } = await openPage(browser, options);
  await page.goto(`${house.app.url}/console/sign-in`);
  await page.fill('#field-login', login);
  await page.fill('#field-password', PASSWORD);
  await page.click('main button');
  await page.waitForURL('**/console');
  return { page, complaints, context: page.context() };
}

const LOOKS = [
  ['zh-CN', 320],
  ['en', 320],
  ['zh-CN', 1280],
  ['en', 1280],
] as const;

describe.each(LOOKS)('an open page of an officer in %s at %i px', (locale, width) => {
  const viewport = { width, height: width === 320 ? 640 : 900 };
  const title = locale === 'en' ? 'Workbench' : '工作台';

  it('shows an emergency without being loaded again, wherever she has scrolled to, and is calm once it is taken', async () => {
    const { page, complaints, context } = await signedIn('case_officer', { locale, viewport });
    await page.goto(`${house.app.url}/console/account`);
    const before = await page.title();
    await page.evaluate('window.stillHere = true; window.scrollTo(0, document.body.scrollHeight)');
    expect(await page.isVisible('#alarm-waits')).toBe(false);
    await report();
    await page.waitForSelector('#alarm-waits', { state: 'visible', timeout: 10_000 });
    expect(await page.getAttribute('#alarm', 'aria-live')).toBe('assertive');
    expect(await page.title()).toBe(`(1) ${title}`);
    expect(await page.evaluate('window.stillHere')).toBe(true);
    const box = await page.locator('#alarm-waits').boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= viewport.height).toBe(true); // also far down the page
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await keepPicture(page, `alarm-banner-${locale}-${width}`, false);

    await page.click('#alarm-waits a');
    await page.waitForURL('**/console/cases');
    await keepPicture(page, `alarm-list-${locale}-${width}`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.goto(`${house.app.url}/console`);
    await keepPicture(page, `alarm-home-${locale}-${width}`);

    const other = await context.newPage();
    await other.goto(`${house.app.url}/console`);
    await other.click('#alarms .take-alarm button');
    await other.waitForURL('**?done=taken');
    await keepPicture(other, `alarm-taken-${locale}-${width}`, false);
    await page.waitForSelector('#alarm-waits', { state: 'hidden', timeout: 10_000 });
    expect(await page.title()).not.toContain('(1)');
    expect(before).not.toContain('(1)');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('without a script shows it with the next page, and takes it', async () => {
    const { page, context } = await signedIn('case_officer', { locale, viewport, javaScriptEnabled: false });
    await report();
    await page.goto(`${house.app.url}/console/cases`);
    expect(await page.isVisible('#alarm-waits')).toBe(true);
    await page.click('#alarms a');
    await page.waitForURL('**/console/cases/*');
    await keepPicture(page, `alarm-case-${locale}-${width}`, false);
    await page.click('.take-alarm button');
    await page.waitForURL('**?done=taken');
    expect(await page.isVisible('#alarm-waits')).toBe(false);
    await context.close();
  });
});

describe('an open page', () => {
  it('says so when it is told nothing any more, because she is signed out', async () => {
    const { page, context } = await signedIn('case_officer', { viewport: { width: 320, height: 640 } });
    await house.app.database.prisma.staffSession.deleteMany();
    await page.waitForSelector('#alarm-deaf', { state: 'visible', timeout: 10_000 });
    await keepPicture(page, 'alarm-deaf', false);
    await context.close();
  });

  it('says so when the service can not be reached, and takes it back when it can', async () => {
    const { page, context } = await signedIn('case_officer', { viewport: { width: 1280, height: 800 } });
    await context.setOffline(true);
    await page.waitForSelector('#alarm-deaf', { state: 'visible', timeout: 10_000 });
    await context.setOffline(false);
    await page.waitForSelector('#alarm-deaf', { state: 'hidden', timeout: 10_000 });
    await context.close();
  });

  it('sounds when it has been touched, once for each rise', async () => {
    const { page, context, complaints } = await signedIn('case_officer', {});
    await page.evaluate(COUNT_TONES);
    await page.click('h1');
    await report();
    await page.waitForSelector('#alarm-waits', { state: 'visible', timeout: 10_000 });
    await expect.poll(() => page.evaluate('window.tones'), { timeout: 5000 }).toBe(2);
    await page.waitForTimeout(1500);
    expect(await page.evaluate('window.tones')).toBe(2);
    const { pool } = house.app.database;
    await pool.query('UPDATE alarm SET level = 2, calls = 2');
    await expect.poll(() => page.evaluate('window.tones'), { timeout: 5000 }).toBe(4);
    await pool.query('UPDATE alarm SET calls = 3'); // a call that repeats the one before
    await expect.poll(() => page.evaluate('window.tones'), { timeout: 5000 }).toBe(6);
    await pool.query('UPDATE alarm SET acknowledged_at = now(), level = 2');
    await report(); // one is taken and another raised: as many as before, and no higher
    await expect.poll(() => page.evaluate('window.tones'), { timeout: 5000 }).toBe(8);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('sounds once for an emergency that waited already when it was loaded', async () => {
    const { page, context, complaints } = await signedIn('case_officer', {});
    await page.addInitScript(COUNT_TONES);
    await report();
    await page.goto(`${house.app.url}/console/account`);
    await page.click('h1'); // a browser may let no page sound before
    await expect.poll(() => page.evaluate('window.tones'), { timeout: 5000 }).toBe(2);
    await page.click('h1');
    await page.waitForTimeout(1500);
    expect(await page.evaluate('window.tones')).toBe(2);
    await page.click('.rooms a >> nth=0'); // went there by hand: it needs no touch
    await page.waitForURL('**/console**');
    await expect.poll(() => page.evaluate('window.tones'), { timeout: 5000 }).toBe(2);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('of an administrator sends her to an officer, and of an editor stays as it is', async () => {
    const boss = await signedIn('administrator', { viewport: { width: 320, height: 640 } });
    const editor = await signedIn('editor', { viewport: { width: 320, height: 640 } });
    await report();
    await boss.page.waitForSelector('#alarm-waits', { state: 'visible', timeout: 10_000 });
    expect(await boss.page.textContent('#alarm-waits')).toContain('请马上找一位个案专员');
    await keepPicture(boss.page, 'alarm-administrator', false);
    expect(await editor.page.locator('#alarm').count()).toBe(0);
    await Promise.all([boss.context.close(), editor.context.close()]);
  });
});

describe.each([320, 1280])('axe finds nothing at %i px', (width) => {
  it('on the pages on which an emergency stands', async () => {
    await report();
    const { page, context } = await signedIn('case_officer', { viewport: { width, height: 800 } });
    const id = (await house.app.database.prisma.alarm.findFirst())?.case_id ?? '';
    for (const path of ['/console', '/console/cases', `/console/cases/${id}`, '/console/account']) {
      await page.goto(house.app.url + path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect([
        path,
        violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.target)]),
      ]).toEqual([path, []]);
    }
    await context.close();
  });

  it('on the page that shows the digits for linking a chat', async () => {
    const { page, context } = await signedIn('case_officer', { viewport: { width, height: 800 } });
    await page.goto(`${house.app.url}/console/account`);
    await page.click('#chat button');
    await page.waitForSelector('#chat .once');
    expect(await page.textContent('#chat .once')).toMatch(/^\/staff \d{8}$/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
    await keepPicture(page, `alarm-chat-${width}`);
    await context.close();
  });
});
