import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.js';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Said of a page that would sound before anybody has touched it: it sounds when somebody does. */
const SOUND_WAITS = /^The AudioContext was not allowed to start\./;

/** The browser of the browser tests; it asks nobody outside by itself. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error('no Chromium found: set CHROMIUM_PATH');
  }
  return chromium.launch({ executablePath, args: ARGS });
}

/** A page of its own context, and every address that it asked for. */
export interface WatchedPage {
  readonly page: Page;
  readonly asked: string[];
  /** What the page complained of: errors of scripts, refusals of the content policy. */
  readonly complaints: string[];
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 320, height: 640 },
    ...options,
  });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if ((message.type() === 'error' || message.type() === 'warning') && !SOUND_WAITS.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return { page, asked, complaints };
}

/** Opens an address as its reader does: past the page that says first how to leave. */
export async function goThrough(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await goOn(page);
}

/** Goes on from the page that says first how to leave, if it stands there. */
export async function goOn(page: Page): Promise<void> {
  if ((await page.locator('#onwards').count()) > 0) {
    await page.click('#onwards');
    await page.waitForSelector('#onwards', { state: 'detached' });
  }
}

/** Keeps a picture when `SCREENSHOTS` names a folder, for people to look at. */
export async function keepPicture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage });
  }
}
