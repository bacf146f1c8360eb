import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStaffHouse, type StaffHouse } from '../service/console/staff-house.js';
import { keepPicture, launchBrowser, openPage } from '../support/browser.js';

let house: StaffHouse;
let browser: Browser;
const opened: Page[] = [];

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['editor']);
  browser = await launchBrowser();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const eventually = (look: () => unknown) => expect.poll(look, { timeout: 15_000, interval: 50 });
const sizeOf = (width: number) => ({ width, height: width === 320 ? 640 : 900 });

/** A page as everybody has to find it: it fits, axe (itself a script) finds nothing, what is pressed is big enough. */
async function look(page: Page, name: string, withScripts = true): Promise<void> {
  await keepPicture(page, name);
  expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
    name,
    page.viewportSize()?.width,
  ]);
  if (withScripts) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [name, id, nodes.map((node) => node.target)])).toEqual([]);
  }
  const low = await page.evaluate(() =>
    [...document.querySelectorAll('main a, main button, main select, main textarea')]
      .filter((element) => !element.matches('p a, th a, td a') && element.getClientRects().length > 0)
      .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
      .filter(([, height]) => height < 44),
  );
  expect([name, low]).toEqual([name, []]);
}

const last = (page: Page) => page.locator('.line-out .words').last().textContent();
const press = (page: Page, label: string) => page.click(`.choice:text-is("${label}")`);

async function ask(page: Page, text: string): Promise<void> {
  await page.fill('#text', text);
  await page.click('#composer .button');
}

const CHATS = [
  [true, 320],
  [false, 320],
  [true, 1280],
  [false, 1280],
] as const;

describe.each(CHATS)('in the chat, with JavaScript: %s, at %i px', (javaScriptEnabled, width) => {
  const name = (what: string) => `feedback-${what}-${javaScriptEnabled ? 'script' : 'plain'}-${width}`;

  async function openChat(): Promise<Page> {
    const { page } = await openPage(browser, { javaScriptEnabled, viewport: sizeOf(width) });
    opened.push(page);
    await page.goto(`${house.app.url}/chat`);
    return page;
  }

  it('an answer is judged: it helped', async () => {
    const page = await openChat();
    await ask(page, '小学生一天要睡几个小时');
    await eventually(() => last(page)).toMatch(/解决了吗？$/);
    await look(page, name('asked'), javaScriptEnabled);
    await press(page, '解决了');
    await eventually(() => last(page)).toMatch(/^太好了/);
    await look(page, name('yes'), javaScriptEnabled);
  });

  it('an answer is judged: it did not help, and the question is left for staff', async () => {
    const page = await openChat();
    await ask(page, '小学生一天要睡几个小时');
    await eventually(() => last(page)).toMatch(/解决了吗？$/);
    await press(page, '没解决');
    await eventually(() => last(page)).toMatch(/哪里不对/);
    await look(page, name('no'), javaScriptEnabled);
    const kept = await house.app.database.prisma.knowledgeGap.count();
    await press(page, '把问题交给妇联的人');
    await eventually(() => last(page)).toMatch(/^已经留下/);
    expect(await house.app.database.prisma.knowledgeGap.count()).toBe(kept + 1);
  });

  it('somebody is asked for', async () => {
    const page = await openChat();
    await ask(page, '小学生一天要睡几个小时');
    await eventually(() => last(page)).toMatch(/解决了吗？$/);
    await press(page, '找人问');
    await eventually(() => last(page)).toMatch(/12338/);
    await look(page, name('person'), javaScriptEnabled);
  });
});

const LOOKS = [
  ['zh-CN', 320],
  ['en', 320],
  ['zh-CN', 1280],
  ['en', 1280],
] as const;

describe.each(LOOKS)('in the console, in %s at %i px', (locale, width) => {
  const name = (what: string) => `questions-${what}-${locale}-${width}`;

  it('a group of questions is opened, answered in part, and becomes a draft', async () => {
    const { prisma } = house.app.database;
    await prisma.knowledgeGap.deleteMany();
    for (const question of ['西区哪里有教娃儿游泳的', '娃娃学游泳去哪点学', '附近有没得教小孩子游泳的地方']) {
      await house.app.make.gap({ question });
      house.app.clock.advance(60_000);
    }
    await house.app.make.gap({
      question: '校服太贵了可以不买吗',
      reason: 'unhelpful',
      entry: 'sleep_hours_primary',
    });
    const { page } = await openPage(browser, { viewport: sizeOf(width), locale });
    opened.push(page);
    const { visitor } = await house.signedIn('editor');
    const value = visitor.cookies.get('console') ?? '';
    await page.context().addCookies([{ name: 'console', value, url: house.app.url, sameSite: 'Strict' }]);

    await page.goto(`${house.app.url}/console/questions`);
    await look(page, name('list'));
    await page.click('tbody a >> nth=0');
    await page.waitForSelector('textarea');
    await look(page, name('group'));
    await page.uncheck('input[name=ids] >> nth=2');
    await page.fill('#field-answer', '区体育中心暑假有少儿游泳班，可以打12345问报名时间。');
    await page.click('main form .button >> nth=0');
    await page.waitForSelector('textarea', { state: 'detached' });
    await look(page, name('answered'));
    expect(await prisma.knowledgeGap.count({ where: { answered_at: null } })).toBe(2);
    const question = page.url();
    await page.click('button.button-plain');
    await page.waitForURL('**/console/knowledge/drafts/*');
    const draft = page.url();
    await page.goto(question);
    await look(page, name('drafted'));
    await page.click(`a[href="${new URL(draft).pathname}"]`);
    await page.waitForURL(draft);
  });

  it('what did not help is listed', async () => {
    await house.app.database.prisma.answerCount.upsert({
      where: {
        entry_id_locale_day: {
          entry_id: 'sleep_hours_primary',
          locale: 'zh-CN',
          day: new Date('2026-11-24'),
        },
      },
      create: { entry_id: 'sleep_hours_primary', locale: 'zh-CN', day: new Date('2026-11-24'), unhelpful: 3 },
      update: {},
    });
    const { page } = await openPage(browser, { viewport: sizeOf(width), locale });
    opened.push(page);
    const { visitor } = await house.signedIn('editor');
    const value = visitor.cookies.get('console') ?? '';
    await page.context().addCookies([{ name: 'console', value, url: house.app.url, sameSite: 'Strict' }]);
    await page.goto(`${house.app.url}/console/questions/unhelpful`);
    await look(page, name('unhelpful'));
  });
});
