import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type StepName, stepsOf } from '../../src/domain/cases/index.js';
import { createSay } from '../../src/infra/i18n.js';
import { submissionOn, workingOn } from '../service/console/case-work.js';
import { openStaffHouse, type StaffHouse } from '../service/console/staff-house.js';
import { goOn, keepPicture, launchBrowser, openPage, type WatchedPage } from '../support/browser.js';

const WORDS = {
  'zh-CN': {
    start: '我要登记',
    happened: '金丝雀：他昨天晚上又打我，把门也锁了。',
    place: '河门口街道',
    skip: '跳过',
    reply: '我们看到了。明天上午请到街道妇联来，带上身份证。',
  },
  en: {
    start: 'report',
    happened: 'Canary: he hit me again last night and locked the door.',
    place: 'Hemenkou town',
    skip: 'skip',
    reply: 'We have read it. Please come to the office tomorrow morning.',
  },
} as const;
type Locale = keyof typeof WORDS;

const say = createSay('locales', ['zh-CN', 'en']);
/** The steps of somebody who does not want to be contacted, in their order. */
const STEPS = stepsOf({ contact: 'no' }, 'chat').map(({ name }) => name);

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

async function visit(path: string, options: BrowserContextOptions): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  await watched.page.goto(house.app.url + path);
  return watched;
}

/** The talk as she has it before her: she writes, she presses what stands on a button, she reads the last words. */
function talkOn(page: Page, locale: Locale) {
  const latest = page.locator('#latest .words');
  const option = (name: StepName, value: string) => say(locale, `report:steps.${name}.options.${value}`);
  return {
    option,
    latest,
    /** Waits until the last words hold these. */
    hears: (text: string | RegExp) => latest.filter({ hasText: text }).waitFor(),
    asks: (name: StepName) =>
      latest.filter({ hasText: say(locale, `report:steps.${name}.question`) }).waitFor(),
    async write(text: string): Promise<void> {
      await page.fill('#text', text);
      await page.click('#composer .button');
    },
    press: (label: string) =>
      page.locator('#latest').getByRole('button', { name: label, exact: true }).click(),
    choose: (name: StepName, value: string) =>
      page
        .locator('#latest')
        .getByRole('button', { name: option(name, value), exact: true })
        .click(),
  };
}
type Talk = ReturnType<typeof talkOn>;

/** As far as the review: some answers by a button, some in words, some not at all. */
async function tell(talk: Talk, locale: Locale): Promise<void> {
  const words = WORDS[locale];
  const answers: Partial<Record<StepName, () => Promise<void>>> = {
    danger: () => talk.choose('danger', 'before'),
    happened: () => talk.write(words.happened),
    reporter: () => talk.write(talk.option('reporter', 'self')),
    minor: () => talk.write(words.skip),
    place_of_harm: () => talk.write(words.place),
    wish: async () => {
      await talk.choose('wish', 'advice');
      await talk.hears(say(locale, 'flow:steps.now') + talk.option('wish', 'advice'));
      await talk.press(say(locale, 'flow:report.done'));
    },
    contact: () => talk.choose('contact', 'no'),
  };
  await talk.write(words.start);
  for (const name of STEPS) {
    await talk.asks(name);
    await (answers[name] ?? (() => talk.press(say(locale, 'flow:steps.skip'))))();
  }
  await talk.hears(say(locale, 'flow:scale.offer'));
  await talk.press(say(locale, 'flow:scale.leave'));
  await talk.hears(say(locale, 'flow:report.review'));
}

/** Another wish; all else stays as it was told. */
async function change(talk: Talk, locale: Locale): Promise<void> {
  const words = WORDS[locale];
  await talk.press(say(locale, 'flow:steps.change') + say(locale, 'report:steps.wish.label'));
  await talk.asks('wish');
  await talk.hears(say(locale, 'flow:steps.now') + talk.option('wish', 'advice'));
  await talk.choose('wish', 'protection');
  await talk.hears(talk.option('wish', 'protection'));
  await talk.press(`✓ ${talk.option('wish', 'advice')}`);
  await talk.hears(say(locale, 'flow:steps.now') + talk.option('wish', 'protection'));
  await talk.press(say(locale, 'flow:report.done'));
  await talk.hears(say(locale, 'flow:report.review'));
  const review = (await talk.latest.textContent()) ?? '';
  for (const told of [
    talk.option('danger', 'before'),
    words.happened,
    talk.option('reporter', 'self'),
    words.place,
    talk.option('wish', 'protection'),
    talk.option('contact', 'no'),
  ]) {
    expect(review).toContain(told);
  }
  expect(review).not.toContain(talk.option('wish', 'advice'));
}

/** An officer finds the case by its number, reads what was told and writes to her. */
async function answer(number: string, locale: Locale): Promise<void> {
  const officer = await house.signedIn('case_officer');
  const asked = { asked: number, kind: 'she_calls', words: '她在电话里说了编号和日期' };
  const submission = await submissionOn(officer, '/console/cases/find');
  const { html: page } = await officer.submit('/console/cases/find', { submission, ...asked });
  const [, found = ''] = page.split('id="found"');
  const ids = [...found.matchAll(/href="\/console\/cases\/([\da-f-]{36})"/g)].map(([, id]) => id ?? '');
  expect(new Set(ids).size).toBe(1);
  const desk = workingOn(officer, ids[0] ?? '');
  const { html } = await desk.open();
  for (const shown of [
    number,
    WORDS[locale].happened,
    WORDS[locale].place,
    say('zh-CN', 'report:steps.wish.options.protection'),
    say('zh-CN', 'console-cases:contact.no'),
  ]) {
    expect(html).toContain(shown);
  }
  expect((await desk.message(WORDS[locale].reply)).status).toBe(303);
}

const LOOKS = [
  ['zh-CN', 320, true],
  ['en', 1280, false],
] as const;

describe.each(LOOKS)('in %s at %i px, with JavaScript: %s', (locale, width, javaScriptEnabled) => {
  const words = WORDS[locale];
  const options = { locale, javaScriptEnabled, viewport: { width, height: width === 320 ? 640 : 900 } };
  const titles: string[] = [];

  async function look(page: Page, what: string): Promise<void> {
    await page.waitForLoadState('load');
    titles.push(await page.title());
    await keepPicture(page, `report-chat-${what}-${locale}-${width}`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    if (javaScriptEnabled) {
      const { violations } = await new AxeBuilder({ page }).analyze(); // axe is a script itself
      expect(violations.map(({ id, nodes }) => [what, id, nodes.map((node) => node.target)])).toEqual([]);
    }
  }

  it('a report is told in the chat and its answer is read under /r', { timeout: 120_000 }, async () => {
    const { page, asked, complaints } = await visit('/chat', options);
    const talk = talkOn(page, locale);
    await tell(talk, locale);
    await look(page, 'review');
    await change(talk, locale);
    const before = await house.app.database.prisma.case.count();
    await talk.press(say(locale, 'flow:report.send'));
    await talk.hears(say(locale, 'report:evidence.lead'));
    await look(page, 'filed');
    expect(await house.app.database.prisma.case.count()).toBe(before + 1);
    const number = /\d{4}-\d{6}/.exec((await page.locator('#log').textContent()) ?? '')?.[0] ?? '';

    const link = page.locator('#log').getByRole('link', { name: say(locale, 'flow:report.slip_link') });
    const slip = (await link.getAttribute('href')) ?? '';
    await link.click();
    await page.waitForURL('**/help/slip/*');
    expect(await page.locator('.digits').count()).toBe(0);
    await look(page, 'slip');
    await page.getByRole('button', { name: say(locale, 'report:slip.show') }).click();
    await page.waitForSelector('.digits');
    expect(new URL(page.url()).pathname).toBe('/help/done');
    await look(page, 'digits');
    expect(await page.textContent('.receipt-number')).toBe(number);
    const code = (await page.locator('.digits li').allTextContents()).join(' ');
    expect(code).toMatch(/^\d{4}( \d{4}){3}$/);

    const stranger = await visit(slip, options); // who finds the link in the chat afterwards
    expect(await stranger.page.textContent('h1')).toBe(say(locale, 'report:done.gone_heading'));
    await page.goto(`${house.app.url}/chat`);
    expect(await page.content()).toContain(number);
    expect(await page.content()).not.toContain(code);

    await answer(number, locale);
    await page
      .locator('#log')
      .getByRole('link', { name: say(locale, 'flow:case.link') })
      .last()
      .click();
    await page.waitForURL('**/r');
    await goOn(page);
    await look(page, 'r');
    await page.fill('#number', number);
    await page.fill('#code', code);
    await page.getByRole('button', { name: say(locale, 'report:track.open'), exact: true }).click();
    await page.waitForSelector('#case');
    expect(new URL(page.url()).pathname).toBe('/r/open');
    expect(await page.locator('.words').allTextContents()).toEqual([words.reply]);
    await look(page, 'open');

    const told = [words.happened, words.place, words.reply, number, code, code.replaceAll(' ', '')];
    const marks = [...asked.map((url) => decodeURIComponent(url.replaceAll('+', ' '))), ...titles];
    expect(marks.filter((mark) => told.some((secret) => mark.includes(secret)))).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(`${house.app.url}/`) || url.includes('?text='))).toEqual([]);
    const rooms = ['chat', 'help', 'track'].map((room) => say(locale, `web:${room}.title`));
    expect(titles.filter((title) => !rooms.some((room) => title.endsWith(` · ${room}`)))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(house.app.logged.filter((line) => told.some((secret) => line.includes(secret)))).toEqual([]);
  });
});
