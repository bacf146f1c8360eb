import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { atKnowledge, entryPage } from '../service/console/knowledge-work.js';
import { openStaffHouse, type StaffHouse } from '../service/console/staff-house.js';
import { keepPicture, launchBrowser, openPage, type WatchedPage } from '../support/browser.js';

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

/** An editor's browser, signed in. */
async function visit(path: string, width: number, locale: string): Promise<WatchedPage> {
  const { visitor } = await house.signedIn('editor');
  const viewport = { width, height: width === 320 ? 640 : 900 };
  const watched = await openPage(browser, { viewport, locale });
  opened.push(watched.page);
  const [name, value] = [...visitor.cookies].find(([cookie]) => cookie === 'console') ?? ['', ''];
  await watched.page.context().addCookies([{ name, value, url: house.app.url, sameSite: 'Strict' }]);
  await watched.page.goto(house.app.url + path);
  return watched;
}

async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()?.width);
  const low = await page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
      .filter(
        (element) =>
          !element.matches('.skip, p a, th a, .choice input') && element.getClientRects().length > 0,
      )
      .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
      .filter(([, height]) => height < 44),
  );
  expect(low).toEqual([]);
}

/** What the chat page answers. */
async function answered(question: string): Promise<string> {
  const { page } = await openPage(browser);
  opened.push(page);
  await page.goto(`${house.app.url}/chat`);
  await page.fill('textarea', question);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`text=${NEW}`);
  return page.innerText('body');
}
const NEW = '这是编辑刚刚改好的答案';

const LOOKS = [
  ['zh-CN', 320],
  ['zh-CN', 1280],
  ['en', 320],
  ['en', 1280],
] as const;
const ID = 'vision_outdoor_school';

describe.each(LOOKS)('in %s at %i px', (locale, width) => {
  const name = (what: string) => `knowledge-${what}-${locale}-${width}`;
  const words = `${NEW}${locale}${width}`;

  it(
    'an editor finds an entry, changes it and publishes, and people read it',
    { timeout: 120_000 },
    async () => {
      const { page, complaints } = await visit('/console/knowledge', width, locale);
      await look(page, name('list'));
      await page.fill('#field-words', '隔着玻璃 阴天');
      await page.click('.filter .button');
      await look(page, name('found'));
      await page.click(`a[href="${entryPage(ID)}"]`);
      await page.waitForSelector('.facts');
      await look(page, name('entry'));

      await page.click(`form[action$="/draft"] button, a[href^="/console/knowledge/drafts/"]`);
      await page.waitForSelector('#field-answer');
      await look(page, name('draft'));
      await page.fill('#field-answer', '长'.repeat(221));
      await expect.poll(() => page.innerText('[data-counts="field-answer"]')).toContain('221');
      await keepPicture(page, name('draft-long'));
      await page.fill('#field-answer', `${words}，每天白天户外至少1小时。`);
      await page.click('button[value="preview"]');
      await page.waitForSelector('blockquote');
      expect(await page.innerText('blockquote')).toContain(words);
      await page.fill('#field-sentences', '小学生一天要晒多久太阳\n娃儿发烧怎么办');
      await page.click('form[action$="#try"] button');
      await page.waitForSelector('.tried');
      await look(page, name('preview'));

      await page.click('form[action$="/publish"] button');
      await page.waitForSelector('.notice-good');
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      await look(page, name('published'));
      await expect
        .poll(
          async () => (await house.app.visitor().say('小学生每天要在户外待多久才能防近视')).messages[0]?.text,
        )
        .toContain(words);
      expect(await answered('小学生每天要在户外待多久才能防近视')).toContain(words);
      expect(complaints).toEqual([]);
    },
  );

  it('an editor writes a new entry, and sees what is missing', async () => {
    const { page } = await visit('/console/knowledge/new', width, locale);
    await look(page, name('new'));
    await page.fill('#field-title', '借婴儿车');
    await page.selectOption('#field-source1_kind', 'law');
    await page.selectOption('#field-source1_law', '未成年人保护法');
    expect(await page.isVisible('#field-source1_article')).toBe(true);
    expect(await page.isVisible('#field-source1_issuer')).toBe(false);
    await page.click('button[value="stay"]');
    await page.waitForSelector('.missing');
    await look(page, name('missing'));
    await page.click('.missing a');
    await page.click('a[href$="/discard"]');
    await look(page, name('discard'));
  });

  it('an editor sees what clashes, with somebody else and with the shipped edition', async () => {
    const editor = await house.signedIn('editor');
    const work = atKnowledge(editor);
    const id = 'vision_outdoor_preschool';
    await work.change(id, { answer: `我们改过的答案${width}${locale}，两小时以上。` });
    const { page } = await visit(`${entryPage(id)}/edition`, width, locale);
    await look(page, name('edition'));
    await page.goto(`${house.app.url}${entryPage(id)}/withdraw`);
    await look(page, name('withdraw'));

    const draft = await work.draft(id);
    await page.goto(house.app.url + draft);
    await work.write(draft, { answer: '同事先存的答案。' });
    await page.fill('#field-answer', '我后存的答案。');
    await page.click('button[value="stay"]');
    await page.waitForSelector('.notice-alarm');
    expect(await page.inputValue('#field-answer')).toBe('我后存的答案。');
    await look(page, name('clash'));
    await page.click('button[value="stay"]');
    await page.waitForSelector('.notice-good');

    await house.app.database.prisma.$executeRaw`
      UPDATE knowledge_entry SET content = jsonb_set(content, '{answer}', '"别处改过的答案。"') WHERE id = ${id} AND locale = 'zh-CN'`;
    await page.goto(`${house.app.url}${draft}/preview`);
    await page.click('form[action$="/publish"] button');
    await page.waitForSelector('.button-danger');
    await look(page, name('stale'));
  });
});
