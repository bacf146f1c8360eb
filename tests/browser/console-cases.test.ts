import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { workingOn, writeDown } from '../service/console/case-work.js';
import { openStaffHouse, type StaffHouse } from '../service/console/staff-house.js';
import { readCase } from '../support/reporter.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';

let house: StaffHouse;
let browser: Browser;
const opened: Page[] = [];

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  browser = await launchBrowser();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** An officer's browser, signed in. */
async function visit(path: string, width: number, locale: string): Promise<Page> {
  const { visitor } = await house.signedIn('case_officer');
  const viewport = { width, height: width === 320 ? 640 : 900 };
  const { page } = await openPage(browser, { viewport, locale });
  opened.push(page);
  const [name, value] = [...visitor.cookies].find(([cookie]) => cookie === 'console') ?? ['', ''];
  await page.context().addCookies([{ name, value, url: house.app.url, sameSite: 'Strict' }]);
  await page.goto(house.app.url + path);
  return page;
}

/** Walks by the tab key until what has the focus is named so; everything on the way has to be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (found) {
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
      );
      expect(outline).not.toBe('none');
      return;
    }
  }
  throw new Error(`the tab key does not reach ${selector}`);
}

async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
}

async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()?.width);
  const low = await page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary, select, textarea, .choice, input:not([type=hidden])')]
      .filter(
        (element) =>
          !element.matches('.skip, p a, th a, .choice input') && element.getClientRects().length > 0,
      )
      .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
      .filter(([, height]) => height < 44),
  );
  expect(low).toEqual([]);
}

const LOOKS = [
  ['zh-CN', 320],
  ['zh-CN', 1280],
  ['en', 320],
  ['en', 1280],
] as const;

describe.each(LOOKS)('in %s at %i px', (locale, width) => {
  const name = (what: string) => `console-${what}-${locale}-${width}`;

  it('an officer works on a case by the keyboard alone', { timeout: 120_000 }, async () => {
    const officer = await house.signedIn('case_officer');
    const { id, number, code } = await writeDown(officer, {
      happened: '他又打我，孩子也看见了。\n昨天晚上用皮带打的，手上有伤。',
      danger: 'now',
      minor: 'yes',
      place_of_harm: '河门口',
      contact: 'phone',
      phone: '139 0000 0000',
      safe_time: '上午十点，说是社区的',
    });
    const page = await visit('/console/cases', width, locale);
    await look(page, name('list'));
    await press(page, `a[href="/console/cases/${id}"]`);
    await page.waitForSelector('.case');
    await look(page, name('case'));

    expect(await page.content()).not.toContain('139 0000 0000');

    await tabTo(page, '#field-text_police');
    await page.keyboard.type('110-2026-0001');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice-good');

    await press(page, '.judgement > form button');
    await page.waitForSelector('.notice-good');
    await press(page, 'details.move summary');
    await press(page, 'button[value="assess"]');
    await page.waitForSelector('.notice-good');
    await tabTo(page, '#field-text_message');
    await page.keyboard.type('请先离开那里，打110。');
    await press(page, '#message button');
    await page.waitForSelector('.entry-to_reporter');
    await look(page, name('case-after'));
    const { state } = await house.app.database.prisma.case.findUniqueOrThrow({ where: { id } });
    expect(state).toBe('assessed');

    await readCase(house.app.url, { number, code }); // she has read it: only now may the case end
    await page.reload();
    await workingOn(officer, id).move('accept');
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
    await page.fill('#field-text_move-not_accept', '写好的话');
    await page.click('button[value="not_accept"]');
    await page.waitForSelector('.notice-alarm >> text=写好的话');
    await look(page, name('case-conflict'));
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
    await look(page, name('case-open'));
  });

  it('an officer reads her rules, one by one, before she sees the number', { timeout: 60_000 }, async () => {
    const officer = await house.signedIn('case_officer');
    const { id } = await writeDown(officer, {
      happened: '一件事',
      ...{ contact: 'phone', phone: '139 0000 0000', safe_time: '工作日上午十点到十一点' },
      ...{ code_word: '桂花开了', neutral: 'own', neutral_words: '您好，您问的那门课有位子了。' },
    });
    const page = await visit(`/console/cases/${id}`, width, locale);
    await press(page, `a[href="/console/cases/${id}/contact"]`);
    await page.waitForSelector('#rules');
    await look(page, name('contact'));
    const boxes = await page.locator('input[name="rules"]').count();
    expect(boxes).toBe(7);
    for (let nth = 0; nth < boxes; nth += 1) {
      await tabTo(page, 'input[name="rules"]');
      await page.keyboard.press('Space');
    }
    await press(page, '#rules button');
    await page.waitForSelector('.notice-alarm:not(#alarm-waits)');
    await look(page, name('contact-refused'));
    expect(await page.locator('input[name="rules"]:checked').count()).toBe(boxes);
    await tabTo(page, '#field-reason');
    await page.keyboard.type('她在网页上写：请现在就打给我');
    await press(page, '#rules button');
    await page.waitForSelector('#number');
    expect(await page.isVisible('text=139 0000 0000')).toBe(true);
    expect(page.url()).not.toMatch(/139|0000/);
    await look(page, name('contact-number'));

    await page.check('input[name="outcome"][value="unsafe"]');
    await press(page, '#call button');
    await page.waitForSelector('.notice-good');
    expect(await page.content()).not.toContain('139 0000 0000');
    await page.goBack().catch(() => null); // the browser has nothing of it: ERR_CACHE_MISS
    await page.waitForLoadState();
    await expect.poll(() => page.content().catch(() => null)).not.toBeNull();
    expect(await page.content()).not.toContain('139 0000 0000');
    await page.goto(`${house.app.url}/console/cases/${id}`);
    await look(page, name('contact-unsafe'));
    await page.click('.notice-alarm a[href$="#lift"]');
    await page.waitForSelector('#lift');
    await look(page, name('contact-lift'));
  });

  it('an officer looks for an earlier case, with a reason', async () => {
    const officer = await house.signedIn('case_officer');
    const phone = `138${String(width).padStart(4, '0')}${locale === 'en' ? '0001' : '0002'}`;
    await writeDown(officer, { happened: '一件事', contact: 'phone', phone });
    const page = await visit('/console/cases', width, locale);
    await press(page, 'a[href="/console/cases/find"]');
    await page.waitForSelector('#field-asked');
    await look(page, name('find'));
    await page.fill('#field-asked', phone);
    await page.fill('#field-words', '她说了登记的日期和暗号');
    await press(page, 'form.panel button');
    await page.waitForSelector('.notice-alarm:not(#alarm-waits)');
    await page.selectOption('#field-kind', 'she_calls');
    await press(page, 'form.panel button');
    await page.waitForSelector('#found li');
    expect(page.url()).toBe(`${house.app.url}/console/cases/find`);
    await look(page, name('found'));
  });

  it('an officer sees what waits and how often the program was right', async () => {
    const officer = await house.signedIn('case_officer');
    const written = await writeDown(officer, { happened: '他又打我', danger: 'now' });
    await workingOn(officer, written.id).judge();
    const page = await visit('/console/triage', width, locale);
    await look(page, name('triage'));
  });

  it('an officer writes a call down', async () => {
    const page = await visit('/console/intake', width, locale);
    await look(page, name('intake'));
    await page.fill('#field-happened', '电话里说，被赶出家门');
    await press(page, '.panel button');
    await page.waitForSelector('.aloud');
    await look(page, name('filed'));
  });

  it('a question is answered', async () => {
    await house.app.make.gap({ question: '孩子两岁还不会说话，什么时候要去医院看？' });
    const page = await visit('/console/questions', width, locale);
    await look(page, name('questions'));
    await press(page, 'th a');
    await page.waitForSelector('#field-answer');
    await look(page, name('question'));
    await page.fill('#field-answer', '两岁还不会说话，请先去妇幼保健院做一次检查。');
    await press(page, '.panel button');
    await page.waitForSelector('.panel h2');
    await look(page, name('question-answered'));
  });
});
