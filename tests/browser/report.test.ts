import { randomUUID } from 'node:crypto';
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

const NEUTRAL = 'https://www.weather.com.cn/';
const officer = { id: 'a0000000-0000-4000-8000-000000000003', roles: ['case_officer'] };

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

/** Opens a page; the neutral site is one of ours, nobody outside is asked. */
async function visit(path: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  await watched.page.context().route(`${NEUTRAL}**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: '<!doctype html><title>天气</title><h1>晴</h1>',
    }),
  );
  await goThrough(watched.page, door.url + path);
  return watched;
}

const cases = () => door.database.prisma.case.count();

async function file(page: Page, happened: string): Promise<{ number: string; code: string }> {
  await goThrough(page, `${door.url}/help`);
  await page.fill('#happened', happened);
  await page.click('#intake button');
  await page.waitForSelector('.digits');
  return {
    number: (await page.textContent('.receipt-number')) ?? '',
    code: (await page.locator('.digits li').allTextContents()).join(' '),
  };
}

/** Opens the folded questions, and those groups of them. */
async function unfold(page: Page, ...groups: readonly string[]): Promise<void> {
  for (const fold of ['.fold-all', ...groups.map((group) => `#group-${group}`)]) {
    if (!(await page.locator(fold).evaluate((element) => element.hasAttribute('open')))) {
      await page.click(`${fold} > summary`);
    }
  }
}

async function enter(page: Page, { number, code }: { number: string; code: string }): Promise<void> {
  await goThrough(page, `${door.url}/r`);
  await page.fill('#number', number);
  await page.fill('#code', code);
  await page.click('.intake button');
  await page.waitForSelector('#case');
}

async function reply(number: string, text: string): Promise<void> {
  const { rows } = await door.cases.desk.list(officer, { number, page: 1 });
  await door.cases.desk.write(officer, rows[0]?.id ?? '', text, randomUUID());
}

async function fits(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  expect(await page.title()).toMatch(/^(社区服务 · (办事|我的事)|Community service · (Services|My matter))$/);
  expect(new URL(page.url()).pathname).toMatch(/^\/(help(\/done)?|r(\/open)?)$/);
  const way = await page.locator('.exit-link').boundingBox();
  expect(way?.height).toBeGreaterThanOrEqual(44);
  expect(way?.width).toBeLessThanOrEqual(width);
  expect(way?.y).toBe(0);
  expect(height).toBeGreaterThan(0);
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  const low = await page.evaluate(() =>
    [...document.querySelectorAll('a, button, textarea, input[type=text], .option')]
      .filter((element) => !element.classList.contains('skip') && element.getClientRects().length > 0)
      .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
      .filter(([, height]) => height < 44),
  );
  expect(low).toEqual([]);
}

const LOOKS = [
  [true, 'zh-CN', 320],
  [true, 'en', 320],
  [true, 'zh-CN', 1280],
  [true, 'en', 1280],
  [false, 'zh-CN', 320],
  [false, 'en', 1280],
] as const;

describe.each(LOOKS)('with JavaScript: %s, in %s at %i px', (javaScriptEnabled, locale, width) => {
  const name = (page: string) => `${page}-${locale}-${width}-${javaScriptEnabled ? 'js' : 'plain'}`;

  async function look(page: Page, what: string): Promise<void> {
    await fits(page);
    await keepPicture(page, name(what));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }

  it('a report is told, its digits are noted, the answer is read and answered', async () => {
    const viewport = { width, height: width === 320 ? 640 : 900 };
    const { page, asked, complaints } = await visit('/', { javaScriptEnabled, locale, viewport });
    await keepPicture(page, name('home'));
    await page.click('.nav a[href="/help"]');
    await look(page, 'before');
    await goOn(page);
    await look(page, 'help');

    await page.click('#intake button');
    await page.waitForSelector('.problem');
    expect(await page.evaluate(() => document.activeElement?.id).catch(() => 'happened')).toBe('happened');
    await look(page, 'help-errors');

    await page.fill('#happened', `他又打我 <b>"&\n第二行`);
    await page.check('input[name=danger][value=before]');
    await unfold(page, 'other', 'help', 'contact');
    await page.check('input[name=relation][value=partner]');
    await page.check('input[name=needs][value=shelter]');
    await page.check('input[name=needs][value=legal]');
    await page.check('input[name=contact][value=phone]');
    await page.fill('#phone', '139 0000 0000');
    await look(page, 'help-filled');
    await page.click('button[value=check]');
    await page.waitForSelector('.check');
    await look(page, 'check');
    await page.click('button[value=edit-relation]');
    await page.waitForSelector('#intake');
    expect(await page.isVisible('input[name=relation][value=ex]')).toBe(true);
    await look(page, 'help-edit');
    await page.check('input[name=relation][value=ex]');
    await page.click('button[value=check]');
    await page.click('#assessment > summary');
    await page.check('input[name=answer_could_not_breathe][value=yes]');
    await look(page, 'check-danger');
    const told = await page.locator('.check .told').first().textContent();
    expect(told).toContain('139 0000 0000');
    await page.click('.check button[value=send]');
    await page.waitForSelector('.digits');
    await look(page, 'done');
    const code = (await page.locator('.digits li').allTextContents()).join('');
    const number = (await page.textContent('.receipt-number')) ?? '';
    expect(code).toMatch(/^\d{16}$/);

    await page.click('main a[href="/r"]');
    await look(page, 'r');
    await page.fill('#number', number);
    await page.fill('#code', '0000');
    await page.click('.intake button');
    await page.waitForSelector('.notice-alarm');
    await look(page, 'r-wrong');
    await page.fill('#code', code);
    await page.click('.intake button');
    await page.waitForSelector('#case');
    await look(page, 'open-new');

    await reply(number, '我们看到了，明天联系您说的街道。');
    await page.fill('#text', '谢谢，<i>还有一件事</i>');
    await page.click('.write button');
    await page.waitForSelector('.notice');
    expect(await page.locator('.words').allTextContents()).toEqual([
      '我们看到了，明天联系您说的街道。',
      '谢谢，<i>还有一件事</i>',
    ]);
    await look(page, 'open');
    expect(asked.filter((url) => !url.startsWith(`${door.url}/`))).toEqual([]);
    expect(asked.filter((url) => url.includes(code) || url.includes(number))).toEqual([]);
    expect(complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
  });

  it('one click leads away, and the way back shows nothing', async () => {
    const viewport = { width, height: width === 320 ? 640 : 900 };
    const { page } = await visit('/', { javaScriptEnabled, locale, viewport });
    const slip = await file(page, '不能让人看到的话');
    await enter(page, slip);
    await page.fill('#text', '还没写完的话');
    await page.click('#exit');
    await page.waitForURL(NEUTRAL);
    expect(await page.textContent('h1')).toBe('晴');
    await eventually(async () => (await page.context().cookies()).map((cookie) => cookie.name)).toEqual([]);
    await page.goBack();
    const back = await page.content();
    for (const told of ['不能让人看到的话', '还没写完的话', slip.number, slip.code.slice(0, 4)]) {
      expect(back).not.toContain(told);
    }
    await page.goto(`${door.url}/r/open`);
    expect(new URL(page.url()).pathname).toBe('/r');
  });
});

describe('the way out, with JavaScript', () => {
  it('blanks the page at once, before anything is answered', async () => {
    const { page } = await visit('/help');
    await page.context().unroute(`${NEUTRAL}**`);
    await page.context().route(`${NEUTRAL}**`, () => undefined); // never answers
    await page.fill('#happened', '不能让人看到的话');
    const left = await page.evaluate(() => {
      document.getElementById('exit')?.click();
      return { body: document.body === null, title: document.title.trim() };
    });
    expect(left).toEqual({ body: true, title: '\u200b' });
  });

  it('replaces the page: it does not stand in the history', async () => {
    const { page } = await visit('/');
    await goThrough(page, `${door.url}/help`);
    await page.fill('#happened', '不能让人看到的话');
    const before = await page.evaluate('history.length');
    await page.click('#exit');
    await page.waitForURL(NEUTRAL);
    expect(await page.evaluate('history.length')).toBe(before);
    await eventually(async () => (await page.context().cookies()).length).toBe(0);
    await page.goBack();
    await page.waitForSelector('#onwards'); // how to leave, and nothing of hers
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('also opens by pressing Shift three times, and says how often is left', async () => {
    const { page } = await visit('/help');
    await page.focus('#happened');
    await page.keyboard.press('Shift+A');
    expect(await page.textContent('#exit-status')).toBe('');
    await page.keyboard.press('Shift');
    expect(await page.textContent('#exit-status')).toContain('再按2次');
    await page.keyboard.press('Shift');
    expect(await page.textContent('#exit-status')).toContain('再按1次');
    await page.keyboard.press('Shift');
    await page.waitForURL(NEUTRAL);
  });

  it('is taken by itself after ten minutes on her page, unless she says that she is there', async () => {
    const { page } = await visit('/');
    const others = await door.database.prisma.caseVisit.count();
    await page.clock.install();
    await enter(page, await file(page, '一件事'));
    await page.clock.fastForward('09:05');
    await page.waitForSelector('.idle');
    await keepPicture(page, 'idle-zh-CN-320', false);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('我还在看');
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('.idle').count()).toBe(0);
    await page.clock.fastForward('09:05');
    await page.waitForSelector('.idle');
    await page.clock.fastForward('01:05');
    await page.waitForURL(NEUTRAL);
    await eventually(() => door.database.prisma.caseVisit.count()).toBe(others);
  });
});

describe('the form', () => {
  it('asks for a phone number only where one may be called, and always without a script', async () => {
    const { page } = await visit('/help');
    await unfold(page, 'contact');
    expect(await page.isVisible('#phone')).toBe(false);
    await page.check('input[name=contact][value=phone]');
    expect(await page.isVisible('#phone')).toBe(true);
    expect(await page.isVisible('#neutral_words')).toBe(false);
    await page.check('input[name=neutral][value=own]');
    expect(await page.isVisible('#neutral_words')).toBe(true);
    await page.check('input[name=contact][value=sms]');
    expect(await page.isVisible('#phone')).toBe(true);
    expect(await page.isVisible('input[name=voicemail]')).toBe(false);
    await page.check('input[name=contact][value=page]');
    expect(await page.isVisible('#safe_time')).toBe(false);
    expect(await page.isVisible('#neutral_words')).toBe(false);
    const plain = await visit('/help', { javaScriptEnabled: false });
    await unfold(plain.page, 'contact');
    expect(await plain.page.isVisible('#phone')).toBe(true);
  });

  it('is three presses long for who is in a hurry, and short before anything is opened', async () => {
    const { page } = await visit('/help', { javaScriptEnabled: false });
    const before = await cases();
    await page.check('input[name=danger][value=before]');
    await page.check('input[name=ready][value=hurt]');
    await keepPicture(page, 'help-quick-zh-CN-320');
    await page.click('#intake button');
    await page.waitForSelector('.digits');
    expect(await cases()).toBe(before + 1);
    await page.goto(`${door.url}/help`);
    const form = (await page.locator('#intake').boundingBox())?.height ?? 0;
    expect(form).toBeLessThan(3 * 640);
    expect(await page.isVisible('input[name=relation]')).toBe(false);
  });

  it('asks somebody under 18 little', async () => {
    const { page } = await visit('/help');
    expect(await page.textContent('#intake')).toContain('没满18岁的你');
    await unfold(page, 'who', 'contact');
    await page.check('input[name=reporter][value=minor]');
    await keepPicture(page, 'help-minor-zh-CN-320');
    expect(await page.isVisible('#with_whom')).toBe(true);
    for (const name of ['#group-other', '#group-consent', '#group-help', '#assessment']) {
      expect(await page.isVisible(name), name).toBe(false);
    }
    await page.check('input[name=reporter][value=self]');
    expect(await page.isVisible('#group-other')).toBe(true);
  });

  it('shows the answers without a script, under the same token, and a reload of them files nothing', async () => {
    const { page } = await visit('/help', { javaScriptEnabled: false });
    const before = await cases();
    const token = await page.inputValue('input[name=submission]');
    await page.fill('#happened', '第一行\n第二行');
    await unfold(page, 'place');
    await page.fill('#place_of_harm', '玉泉');
    await page.click('button[value=check]');
    await page.reload();
    expect(await page.inputValue('input[name=submission]')).toBe(token);
    expect(await page.locator('.told .words').allTextContents()).toContain('第一行\n第二行');
    expect(await cases()).toBe(before);
    await page.click('button[value=edit-happened]');
    expect(await page.inputValue('#happened')).toBe('第一行\n第二行');
    expect(await page.inputValue('#place_of_harm')).toBe('玉泉');
    await page.click('#exit');
    await page.waitForURL(NEUTRAL);
    for (let back = 0; back < 3; back += 1) {
      await page.goBack(); // the browser sends each form once more
      expect(await page.content()).not.toMatch(/第二行|玉泉/);
    }
    expect(await cases()).toBe(before);
  });

  it('can be filled in and sent by keyboard alone, the way out first', async () => {
    const { page } = await visit('/help', { viewport: { width: 1280, height: 900 } });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('exit');
    const here = () =>
      page.evaluate(() => {
        const at = document.activeElement;
        const field = at?.getAttribute('name') ?? at?.getAttribute('href') ?? at?.id ?? '';
        const { outlineWidth } = getComputedStyle(at?.closest('.option') ?? at ?? document.body);
        const top = at?.getBoundingClientRect().top ?? 0;
        return { field, isSeen: outlineWidth === '3px' && top >= 40 };
      });
    const stops: string[] = [];
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const { field, isSeen } = await here();
      stops.push(field);
      expect([field, isSeen || field === '#main']).toEqual([field, true]);
      if (field === 'danger') {
        await page.keyboard.press('ArrowLeft');
      } else if (field === 'happened') {
        await page.keyboard.type('只用键盘写的');
      } else if (await page.evaluate(() => document.activeElement?.matches('#intake button'))) {
        break;
      }
    }
    expect(stops).toEqual(expect.arrayContaining(['danger', 'happened', 'ready', 'step']));
    expect(await page.isChecked('input[name=danger][value=no]')).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.digits');
  });

  it('pressed twice is one case, and a reload shows the digits again', async () => {
    const { page } = await visit('/help');
    const before = await cases();
    await page.fill('#happened', '按了两下');
    await page.dblclick('#intake button');
    await page.waitForSelector('.digits');
    const digits = await page.textContent('.digits');
    await page.reload();
    expect(await page.textContent('.digits')).toBe(digits);
    expect(await cases()).toBe(before + 1);
  });

  it('leaves nothing in the browser but three cookies that no script can read, and forgets what was typed', async () => {
    const { page } = await visit('/help');
    await page.fill('#happened', '没有发出去的话');
    await page.reload();
    expect(await page.inputValue('#happened')).toBe('');
    await file(page, '一件事');
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
    }));
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, workers: 0, cookies: '' });
    expect((await page.context().cookies()).map(({ name }) => name).sort()).toEqual([
      'ref',
      'ref',
      'seen',
      'sid',
    ]);
  });

  it('stays on the page with its words while the database is away', async () => {
    const away = await house.open({
      config: { answerWithinMs: 1000 },
      deps: {
        reports: {
          ...door.cases,
          file: () => Promise.reject(new Error('gone')),
          drafts: { save: () => Promise.reject(new Error('gone')), open: async () => null },
        },
      },
    });
    const { page } = await visit('/help');
    await goThrough(page, `${away.url}/help`);
    await page.fill('#happened', '请不要弄丢这句话');
    await page.click('#intake button');
    await page.waitForSelector('.notice-alarm');
    expect(await page.inputValue('#happened')).toBe('请不要弄丢这句话');
    await keepPicture(page, 'help-away-zh-CN-320', false);
  });
});

const freshSlip = async () => {
  const { slipToken } = await door.database.prisma.$transaction((tx) =>
    door.cases.fileCase(
      tx,
      { happened: '在聊天里说的' },
      { channel: 'telegram', locale: 'zh-CN', submission: randomUUID(), now: new Date() },
    ),
  );
  return `/help/slip/${slipToken}`;
};

describe('everybody can use', () => {
  it('the form, empty', async () => {
    await isAccessible((await visit('/help', { viewport: { width: 1280, height: 900 } })).page);
  });

  it('the form with what is missing, and every field shown', async () => {
    const { page } = await visit('/help');
    await unfold(page, 'contact');
    await page.check('input[name=contact][value=phone]');
    await page.click('#intake button');
    await page.waitForSelector('.problem');
    await unfold(page, 'who', 'place', 'other', 'help', 'contact', 'consent');
    await page.click('#assessment > summary');
    await isAccessible(page);
  });

  it('the answers before they are sent, and the folded questions by keyboard', async () => {
    const { page } = await visit('/help');
    await page.fill('#happened', '他又打我');
    await page.focus('.fold-all > summary');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineWidth)).toBe(
      '3px',
    );
    await page.keyboard.press('Enter');
    await page.focus('#group-help > summary');
    await page.keyboard.press('Enter');
    await page.focus('input[name=wish][value=legal]');
    await page.keyboard.press('Space');
    await page.focus('button[value=check]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.check');
    await page.click('#assessment > summary');
    await isAccessible(page);
    expect(await page.textContent('.told')).toContain('帮我找法律援助');
  });

  it('the digits', async () => {
    const { page } = await visit('/help', { locale: 'en' });
    await file(page, 'it happened again');
    await isAccessible(page);
  });

  it('a one-time link', async () => {
    await isAccessible((await visit(await freshSlip())).page);
  });

  it('the way to a case, with what was wrong', async () => {
    const { page } = await visit('/r');
    await page.click('.intake button');
    await page.waitForSelector('.notice-alarm');
    await isAccessible(page);
  });

  it('her case with messages of both sides', async () => {
    const { page } = await visit('/help');
    const slip = await file(page, '一件事');
    await enter(page, slip);
    await reply(slip.number, '我们看到了。');
    await page.fill('#text', '谢谢');
    await page.click('.write button');
    await page.waitForSelector('.notice');
    await isAccessible(page);
  });
});

describe('a one-time link', () => {
  it('shows a button, then the digits, and after that nothing any more', async () => {
    const path = await freshSlip();
    const { page } = await visit(path);
    await keepPicture(page, 'slip-zh-CN-320', false);
    await page.click('main .button');
    await page.waitForSelector('.digits');
    expect(new URL(page.url()).pathname).toBe('/help/done');
    const other = await visit(path, { locale: 'en' });
    expect(await other.page.textContent('h1')).toBe('The code is no longer here');
    await keepPicture(other.page, 'gone-en-320', false);
  });
});
