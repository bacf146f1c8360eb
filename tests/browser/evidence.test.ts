import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../service/web/client.js';
import { createHouse, type Door, type House } from '../service/web/door.js';
import { goThrough, keepPicture, launchBrowser, openPage, type WatchedPage } from '../support/browser.js';
import { photoWith, RECORDINGS, REFUSED } from '../support/samples.js';

let house: House;
let door: Door;
let browser: Browser;
let folder: string;
const opened: Page[] = [];

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
  browser = await launchBrowser();
  folder = mkdtempSync(path.join(tmpdir(), 'files-'));
  writeFileSync(path.join(folder, 'photo.jpg'), await photoWith('x'));
  writeFileSync(path.join(folder, 'second.jpg'), await photoWith('y'));
  writeFileSync(path.join(folder, 'program.jpg'), REFUSED.program);
  writeFileSync(
    path.join(folder, 'long.wav'),
    Buffer.concat([RECORDINGS.wav, Buffer.alloc(19 * 1024 * 1024, 3)]),
  );
  writeFileSync(
    path.join(folder, 'huge.wav'),
    Buffer.concat([RECORDINGS.wav, Buffer.alloc(21 * 1024 * 1024)]),
  );
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
  await door.database.pool.query('DELETE FROM evidence');
});
afterAll(async () => {
  await browser.close();
  await house.drop();
  rmSync(folder, { recursive: true });
});

const file = (name: string) => path.join(folder, name);
const stored = () => door.database.prisma.evidence.count();

/** A browser at the page of its case. */
async function atCase(options: BrowserContextOptions = {}, at = door): Promise<WatchedPage> {
  const { fileCase, tracking } = at.cases;
  const origin = { channel: 'web', locale: 'zh-CN', submission: randomUUID(), now: new Date() } as const;
  const { slipToken } = await at.database.prisma.$transaction((tx) =>
    fileCase(tx, { happened: '他打我' }, origin),
  );
  const slip = await tracking.reveal(slipToken, 'hers');
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  const { page } = watched;
  await goThrough(page, `${at.url}/r`);
  await page.fill('#number', slip?.number ?? '');
  await page.fill('#code', slip?.code ?? '');
  await page.click('.intake button');
  await page.waitForSelector('#files');
  return watched;
}

const kept = (page: Page) => page.locator('.files-list > li');
const send = (page: Page) => page.click('#files-add button[type=submit]');

async function looksRight(page: Page, name: string, width: number): Promise<void> {
  await keepPicture(page, name);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  const low = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '#files a, #files button, #files summary, #files .option, #files input[type=file]',
      ),
    ]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => element.getBoundingClientRect().height)
      .filter((height) => height < 44),
  );
  expect(low).toEqual([]);
}

describe.each([
  ['zh-CN', 320],
  ['en', 1280],
] as const)('without JavaScript, in %s at %i px', (locale, width) => {
  it('a file is added, refused and taken back', async () => {
    const viewport = { width, height: 700 };
    const { page, asked } = await atCase({ javaScriptEnabled: false, locale, viewport });
    await looksRight(page, `files-none-${locale}-${width}`, width);
    await page.setInputFiles('#file', file('program.jpg'));
    await send(page);
    await page.waitForSelector('.notice-alarm');
    await page.setInputFiles('#file', file('photo.jpg'));
    await send(page);
    await page.waitForSelector('.files-list');
    expect(await kept(page).count()).toBe(1);
    await looksRight(page, `files-one-${locale}-${width}`, width);
    await page.click('.files-list summary');
    await page.click('.files-list form button');
    await eventually(stored).toBe(0);
    expect(await kept(page).count()).toBe(0);
    expect(asked.filter((url) => !url.startsWith(`${door.url}/`))).toEqual([]);
  });
});

describe.each([
  ['zh-CN', 320],
  ['en', 1280],
] as const)('with JavaScript, in %s at %i px', (locale, width) => {
  it('several files come one by one, each with its outcome, and what she was writing stays', async () => {
    const { page, complaints } = await atCase({ locale, viewport: { width, height: 700 } });
    await page.fill('#text', '还没写完的话');
    await page.setInputFiles('#file', ['photo.jpg', 'program.jpg', 'second.jpg'].map(file));
    await send(page);
    await eventually(() => kept(page).count()).toBe(2);
    const outcomes = await page.locator('.files-going li').allTextContents();
    expect(outcomes.map((text) => /\d/.exec(text)?.[0])).toEqual(['1', '2', '3']);
    expect(await page.locator('.files-going .problem').count()).toBe(1);
    expect(outcomes.join()).not.toMatch(/\.jpg/);
    expect(await page.inputValue('#text')).toBe('还没写完的话');
    expect(new URL(page.url()).search).toBe('');
    await looksRight(page, `files-several-${locale}-${width}`, width);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    expect(complaints.filter((text) => !text.includes('status of 415'))).toEqual([]);
  });
});

describe('with JavaScript', () => {
  it('an upload shows how far it is, and stopped it leaves nothing', async () => {
    const { page } = await atCase();
    const slow = await page.context().newCDPSession(page);
    await slow.send('Network.enable');
    await slow.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 400_000 },
    });
    await page.setInputFiles('#file', [file('long.wav'), file('photo.jpg')]);
    await send(page);
    const value = () => page.locator('.files-going progress').first().getAttribute('value');
    await eventually(async () => Number(await value())).toBeGreaterThan(0.02);
    await eventually(stored).toBe(1);
    await keepPicture(page, 'files-going-zh-CN-320');
    await page.locator('.files-going li:first-child button').click();
    await slow.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
    });
    expect(await page.locator('.files-going li').first().textContent()).toContain('什么也没有留下');
    await eventually(() => kept(page).count()).toBe(1); // the next one went on
    await eventually(stored).toBe(1);
  });

  it('stopped when all of it was here already, it says that it may have been kept, and the list tells', async () => {
    let commit = (): void => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    const { evidence } = door;
    const late = await house.open({
      deps: {
        evidence: {
          ...evidence,
          async keep(received) {
            await committed;
            await evidence.keep(received, new AbortController().signal); // too late to be stopped
          },
        },
      },
    });
    const { page } = await atCase({}, late);
    await page.setInputFiles('#file', file('photo.jpg'));
    await send(page);
    await eventually(() => page.locator('.files-going li').first().textContent()).toContain('正在检查');
    await page.locator('.files-going li:first-child button').click();
    expect(await page.locator('.files-going li').first().textContent()).toContain('可能收好了');
    expect(await kept(page).count()).toBe(0);
    commit();
    await eventually(() => kept(page).count()).toBe(1);
  });

  it('a file that is too large is told so before it is sent', async () => {
    const { page, asked } = await atCase();
    await page.setInputFiles('#file', file('huge.wav'));
    await send(page);
    await page.waitForSelector('.files-going .problem');
    expect(await page.locator('.files-going .problem').textContent()).toContain('20 MB');
    expect(asked.filter((url) => url.endsWith('/r/files'))).toEqual([]);
  });

  it('nothing of it stays in the browser', async () => {
    const { page } = await atCase();
    await page.setInputFiles('#file', file('photo.jpg'));
    await send(page);
    await eventually(() => kept(page).count()).toBe(1);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    await page.reload();
    expect(await page.inputValue('#file')).toBe('');
  });
});
