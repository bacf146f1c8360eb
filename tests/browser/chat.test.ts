import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../service/web/client.js';
import { createHouse, type Door, type House } from '../service/web/door.js';
import { keepPicture, launchBrowser, openPage, type WatchedPage } from '../support/browser.js';

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

async function openChat(options: BrowserContextOptions = {}, at = door): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  await watched.page.goto(`${at.url}/chat`);
  return watched;
}

const texts = (page: Page) => page.locator('.words').allTextContents();
const starts = async (page: Page) => (await texts(page)).map((text) => text.slice(0, 4));

async function ask(page: Page, text: string): Promise<void> {
  await page.fill('#text', text);
  await page.click('#composer .button');
}

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  it('a question is asked and answered, a choice is made, the page can be opened again', async () => {
    const { page, asked, complaints } = await openChat({ javaScriptEnabled });
    await ask(page, '二年级娃娃怎么防近视？');
    await eventually(() => starts(page)).toEqual(['您好，我', '二年级娃', '每天白天']);
    await page.click('.choice >> text=睡多久才够');
    await eventually(() => starts(page)).toEqual([
      '您好，我',
      '二年级娃',
      '每天白天',
      '睡多久才',
      '每天白天',
    ]);
    expect(await page.inputValue('#text')).toBe('');
    expect(await page.locator('.choices').count()).toBe(1);
    await page.reload();
    expect(await starts(page)).toEqual(['您好，我', '二年级娃', '每天白天', '睡多久才', '每天白天']);
    expect(asked.filter((url) => !url.startsWith(`${door.url}/`))).toEqual([]);
    expect(asked.filter((url) => /娃|%E5%A8%83|text=/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('the language is switched from the page and from the talk', async () => {
    const { page } = await openChat({ javaScriptEnabled });
    await page.click('.switch');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await ask(page, 'How long outdoors?');
    await eventually(() => starts(page)).toContain('At l');
    await page.click('.switch');
    await ask(page, '再问一句');
    await eventually(() => starts(page)).toContain('每天白天');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
  });

  it('the talk changes the language of the page', async () => {
    const { page } = await openChat({ javaScriptEnabled });
    await page.click('.choice >> text=English');
    await eventually(() => page.getAttribute('html', 'lang')).toBe('en');
    await eventually(() => page.textContent('h1')).toBe('What would you like to know?');
  });

  it('everything is forgotten on demand', async () => {
    const { page } = await openChat({ javaScriptEnabled });
    await ask(page, '删除我的数据');
    await page.click('.choice >> text=删除');
    await eventually(() => page.textContent('.notice')).toBe('您的谈话、设置和留下的问题已经删除。');
    expect(await starts(page)).toEqual(['您好，我']);
  });

  it('words written while the database is down stay in the box', async () => {
    const away = await house.open({ chat: { db: brokenDatabase() } });
    const { page } = await openChat({ javaScriptEnabled }, away);
    await ask(page, '请不要弄丢这句话');
    await eventually(() => page.textContent('.notice-alarm, .composer-alarm')).toContain('110');
    expect(await page.inputValue('#text')).toBe('请不要弄丢这句话');
  });
});

/** A client whose every use fails, as with a server that is gone. */
function brokenDatabase(): Door['database']['prisma'] {
  const fail = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }));
  const table = new Proxy({}, { get: () => fail });
  return new Proxy(
    {},
    { get: (_client, name) => (String(name).startsWith('$') ? fail : table) },
  ) as Door['database']['prisma'];
}

describe('with JavaScript', () => {
  it('what is written in another tab appears by itself, once and in order', async () => {
    const { page } = await openChat();
    const twin = await page.context().newPage();
    await twin.goto(`${door.url}/chat`);
    await ask(twin, '从另一页写的');
    await eventually(() => starts(page)).toEqual(['您好，我', '从另一页', '每天白天']);
    await ask(page, '从这一页写的');
    await eventually(() => starts(page)).toEqual([
      '您好，我',
      '从另一页',
      '每天白天',
      '从这一页',
      '每天白天',
    ]);
    await eventually(() => starts(twin)).toEqual(await starts(page));
  });

  it('Enter sends where there is a keyboard, Shift+Enter begins a line', async () => {
    const { page } = await openChat({ viewport: { width: 1280, height: 900 } });
    await page.fill('#text', '第一行');
    await page.press('#text', 'Shift+Enter');
    await page.type('#text', '第二行');
    await page.press('#text', 'Enter');
    await eventually(async () => (await texts(page))[1]).toBe('第一行\n第二行');
  });

  it('new words are announced, and nothing stays in the browser', async () => {
    const { page } = await openChat();
    await ask(page, '一个问题');
    await eventually(() => starts(page)).toHaveLength(3);
    expect(await page.locator('[role=log][aria-live=polite] .line-out').count()).toBe(2);
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
    }));
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, workers: 0, cookies: '' });
  });

  it('a failed sending says so, keeps the words, and the next try counts once', async () => {
    const { page } = await openChat();
    await page.route('**/api/chat', (route) => route.abort());
    await ask(page, '断网时写的');
    await eventually(() => page.textContent('.composer-alarm')).toContain('请检查网络');
    expect(await page.inputValue('#text')).toBe('断网时写的');
    await page.unroute('**/api/chat');
    await page.click('#composer .button');
    await eventually(() => starts(page)).toEqual(['您好，我', '断网时写', '每天白天']);
  });

  it('script that somebody writes is shown and not run', async () => {
    const { page, complaints } = await openChat();
    const nasty = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    await ask(page, nasty);
    await eventually(async () => (await texts(page))[1]).toBe(nasty);
    await page.reload();
    expect((await texts(page))[1]).toBe(nasty);
    expect(await page.title()).toBe('社区服务 · 提问');
    expect(complaints).toEqual([]);
  });

  it('a talk is accessible and fits a small and a large window, in both languages', async () => {
    for (const locale of ['zh-CN', 'en']) {
      for (const width of [320, 1280]) {
        const { page } = await openChat({ locale, viewport: { width, height: width === 320 ? 640 : 900 } });
        await ask(
          page,
          locale === 'en'
            ? 'How can I protect the eyes of my son?'
            : '娃娃上小学二年级，老是看手机，怎么防近视？',
        );
        await eventually(() => starts(page)).toHaveLength(3);
        await keepPicture(page, `talk-${locale}-${width}`, false);
        await keepPicture(page, `talk-full-${locale}-${width}`);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
      }
    }
  });
});

describe('words that nobody should read here later', () => {
  it('stand as dots as soon as they are taken', async () => {
    const { webchat } = door;
    const discreet = await house.open({
      deps: {
        webchat: {
          ...webchat,
          say: async (session, said) => ({ ...(await webchat.say(session, said)), unseen: true }),
        },
      },
    });
    const { page } = await openChat({}, discreet);
    await ask(page, '1234 5678 9012 3456');
    await eventually(async () => (await texts(page)).includes('••••')).toBe(true);
    expect(await page.content()).not.toContain('9012');
    expect(await page.inputValue('#text')).toBe('');
  });
});
