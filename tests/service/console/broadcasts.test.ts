import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../support/test-clock.js';
import { eventually } from '../../support/telegram.js';
import { type BroadcastHouse, fieldsOf, openBroadcastHouse, WRITTEN } from './broadcast-house.js';
import type { Fields, StaffBrowser } from './staff-browser.js';

let house: BroadcastHouse;
let writer: StaffBrowser;
let second: StaffBrowser;
async function open(): Promise<void> {
  house = await openBroadcastHouse();
  await house.hire(['broadcaster'], 'writer');
  await house.hire(['administrator'], 'second');
  writer = await house.signedIn('writer');
  second = await house.signedIn('second');
}
const close = () => house.close();

const LIST = '/console/broadcasts';
const preview = (fields: Fields) => writer.submit(`${LIST}/new`, fields, `${LIST}/preview`);
const asFields = (pairs: ReadonlyArray<readonly [string, string]>): Fields => {
  const names = [...new Set(pairs.map(([name]) => name))];
  return Object.fromEntries(
    names.map((name) => [name, pairs.filter((pair) => pair[0] === name).map(([, value]) => value)]),
  );
};
/** From the form by the preview to a draft; returns its address. */
async function draft(more: Fields = {}): Promise<string> {
  const { html } = await preview({ ...WRITTEN, ...more });
  return (await writer.post(LIST, asFields(fieldsOf(html, LIST)))).location ?? '';
}
const step = (browser: StaffBrowser, page: string, name: string) =>
  browser.submit(page, {}, `${page}/${name}`);
async function approved(more: Fields = {}): Promise<string> {
  const page = await draft(more);
  await step(writer, page, 'submit');
  await step(second, page, 'approve');
  return page;
}
const arrived = (chat: number) =>
  house.api.delivered().flatMap((message) => (message.chat === String(chat) ? [message.text] : []));
const kept = () => house.app.database.prisma.campaign.count();
const state = async (page: string) =>
  (await house.people.broadcasts.get(page.split('/').at(-1) ?? ''))?.state;

describe('a broadcast', { timeout: 60_000 }, () => {
  beforeEach(open);
  afterEach(close);

  it('goes from the first word to the result by two people', async () => {
    await house.people.add([7001, 7002]);
    const secret = await house.people.openPage();

    // before anything is kept: how many, and what they will read
    const seen = await preview(WRITTEN);
    expect(seen.status).toBe(200);
    expect(seen.html).toContain('现在会发给3人');
    expect(seen.html).toContain('Telegram 2人，网页 1人');
    expect(seen.html).toContain('明天上午九点到十二点停水。');
    expect(await kept()).toBe(0);

    const page = await draft();
    const shown = await writer.get(page);
    expect(shown.html).toContain('草稿');
    expect(shown.html).toContain('还没有人试过');

    // tried in chat, where nobody else gets it
    const code = /\/test (\d{6})/.exec(shown.html)?.[1] ?? '';
    const tried = await house.app.visitor().say(`/test ${code}`);
    expect(tried.messages.map(({ text }) => text).join()).toContain('今晚先把水存好');
    expect(await house.app.telegramUser(7099).write(`/test ${code}`)).toBe(200);
    await eventually(() => arrived(7099).join()).toContain('今晚先把水存好');
    expect(arrived(7001)).toEqual([]);
    expect((await writer.get(page)).html).toContain('最近一次试看：2026-11-24 12:00');

    expect((await step(writer, page, 'submit')).location).toBe(page);
    await house.tick();
    expect(await state(page)).toBe('submitted');
    expect((await second.get('/console')).html).toMatch(/<b>1<\/b>\s*<span>条群发等着审批/);
    const asked = await second.get(`${page}/approve`);
    expect(asked.html).toContain('发给3人左右');
    expect((await step(second, page, 'approve')).location).toBe(page);
    await house.tick();

    for (const chat of [7001, 7002]) {
      await eventually(() => arrived(chat)).toHaveLength(1);
      expect(arrived(chat)[0]).toContain('明天停水\n\n今晚先把水存好。\n明天上午九点到十二点停水。');
    }
    const own = await house.app.visitor().request(`/tips/p/${secret}`);
    expect(await own.text()).toContain('今晚先把水存好。');
    await eventually(async () => {
      await house.tick();
      return state(page);
    }).toBe('done');
    const result = (await writer.get(page)).html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(result).toContain('已处理3人，共3人');
    expect(result).toContain('Telegram已送达 2人 放在订阅网页上 1人 其中网页已打开 1人');
    expect(result).toContain('同事已批准');
    expect([arrived(7001), arrived(7002)].map((texts) => texts.length)).toEqual([1, 1]);
    expect((await house.audited()).filter((line) => line.startsWith('broadcast_'))).toEqual([
      'broadcast_drafted',
      'broadcast_tested',
      'broadcast_tested',
      'broadcast_submitted',
      'broadcast_approved',
    ]);
  });

  it('at a time set is sent then, at night not before eight', async () => {
    await house.people.add([7001]);
    const seen = await preview({ ...WRITTEN, when: 'later', at: '2026-11-24T21:30' });
    expect(seen.html).toContain('定在2026-11-24 21:30（北京时间）');
    expect(seen.html).toContain('会等到2026-11-25 08:00才发');
    const page = await approved({ when: 'later', at: '2026-11-24T14:00' });
    await house.tick();
    expect(await state(page)).toBe('approved');
    house.app.clock.advance(2 * HOUR);
    await house.tick();
    await eventually(() => arrived(7001)).toHaveLength(1);
  });
});

describe('the form', () => {
  beforeAll(open);
  afterAll(close);

  it('says whom it goes to, and that it is nobody', async () => {
    const seen = await preview({ ...WRITTEN, townships: ['yuquan', 'geliping'], bands: ['3-6'] });
    expect(seen.html).toContain('镇（街道）：玉泉街道或格里坪镇');
    expect(seen.html).toContain('以上几条要都符合');
    expect(seen.html).toContain('现在没有人符合这些条件');
    const page = await draft({ townships: ['yuquan'] });
    const id = page.split('/').at(-1) ?? '';
    expect((await house.people.broadcasts.get(id))?.segment).toEqual({ townships: ['yuquan'] });
  });

  it.each([
    ['no title', { title_zh: ' ' }, '请写中文标题', 'title_zh'],
    ['a title too long', { title_zh: '水'.repeat(41) }, '中文标题太长了，最多40个字', 'title_zh'],
    ['no text', { text_zh: '' }, '请写中文正文', 'text_zh'],
    ['a text too long', { text_zh: '水'.repeat(801) }, '中文正文太长了，最多800个字', 'text_zh'],
    ['half of the English', { text_en: '' }, '请把英文正文也写上', 'text_en'],
    ['no time', { when: 'later' }, '请填写日期和时间', 'at'],
    ['a day that is none', { when: 'later', at: '2027-02-29T10:00' }, '请填写日期和时间', 'at'],
    ['a time gone by', { when: 'later', at: '2026-11-24T11:59' }, '这个时间已经过去了', 'at'],
    ['a time too far', { when: 'later', at: '2028-01-01T10:00' }, '最远只能定到一年以内', 'at'],
  ])('with %s comes back with its words and the way to the field', async (_what, wrong, sentence, field) => {
    const before = await kept();
    const answer = await preview({ ...WRITTEN, ...wrong, topics: ['vision'] });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain(sentence);
    expect(answer.html).toContain(`href="#field-${field}"`);
    expect(answer.html).toMatch(new RegExp(`id="field-${field}"[^>]*aria-invalid="true"`));
    expect(answer.html).toMatch(/value="vision"[^>]* checked|checked[^>]* value="vision"/);
    const sent = await writer.submit(`${LIST}/new`, { ...WRITTEN, ...wrong, submission: 'x' }, LIST);
    expect(sent.status).toBe(400);
    expect(await kept()).toBe(before);
  });

  it('is not kept for a box that no page offers, which would reach others than meant', async () => {
    const before = await kept();
    const answer = await preview({ ...WRITTEN, townships: ['atlantis'] });
    expect(answer.status).toBe(400);
    expect((await writer.submit(`${LIST}/new`, { ...WRITTEN, topics: ['x'] }, LIST)).status).toBe(400);
    expect(await kept()).toBe(before);
  });

  it('comes back from the preview to the form with all that was written', async () => {
    const { html } = await preview({ ...WRITTEN, topics: ['vision'], text_zh: '<b>&"\n第二行' });
    const back = await writer.post(`${LIST}/new`, asFields(fieldsOf(html, LIST)));
    expect(back.html).toContain('&lt;b>&amp;&quot;\n第二行</textarea>');
    expect(back.html).toMatch(/value="vision"[^>]* checked|checked[^>]* value="vision"/);
  });
});

describe('the same form twice', () => {
  beforeEach(open);
  afterEach(close);

  it('keeps one draft, and each step is taken once', async () => {
    const { html } = await preview(WRITTEN);
    const fields = asFields(fieldsOf(html, LIST));
    const pages = await Promise.all([1, 2, 3].map(() => writer.post(LIST, fields)));
    expect(new Set(pages.map(({ location }) => location)).size).toBe(1);
    const page = pages[0]?.location ?? '';
    const twice = async (browser: StaffBrowser, name: string) => {
      const answers = await Promise.all([step(browser, page, name), step(browser, page, name)]);
      expect(answers.map(({ status, location }) => [status, location])).toEqual([
        [303, page],
        [303, page],
      ]);
    };
    await twice(writer, 'submit');
    await twice(second, 'approve');
    await twice(second, 'cancel');
    const done = (await house.audited()).filter((line) => line.startsWith('broadcast_'));
    expect(done).toEqual([
      'broadcast_drafted',
      'broadcast_submitted',
      'broadcast_approved',
      'broadcast_cancelled',
    ]);
  });
});

describe('whoever may', () => {
  beforeAll(open);
  afterAll(close);

  it('the writer has no button to approve, and her post is refused', async () => {
    const page = await draft();
    await step(writer, page, 'submit');
    const { html } = await writer.get(page);
    expect(html).not.toContain(`${page}/approve`);
    expect(html).toContain('要请另一位同事来批准');
    const refused = await step(writer, page, 'approve');
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('不能自己批准');
    expect((await writer.get(`${page}/approve`)).status).toBe(403);
    expect(await state(page)).toBe('submitted');
  });

  it('an administrator approves and stops, but does not write', async () => {
    const page = await draft();
    expect((await second.get(`${LIST}/new`)).status).toBe(404);
    expect((await second.get(LIST)).html).not.toContain(`${LIST}/new`);
    expect((await step(second, page, 'submit')).status).toBe(404);
    expect((await step(second, page, 'cancel')).status).toBe(303);
    expect(await state(page)).toBe('cancelled');
  });

  it('nobody else finds any of it', async () => {
    const page = await draft();
    for (const role of ['case_officer', 'auditor', 'editor'] as const) {
      await house.hire([role]);
      const other = await house.signedIn(role);
      for (const path of [LIST, page, `${LIST}/new`, `${page}/approve`, `${page}/cancel`]) {
        expect([role, path, (await other.get(path)).status]).toEqual([role, path, 404]);
      }
      const calendar = await other.get('/console/tips');
      expect([role, calendar.status]).toEqual([role, role === 'editor' ? 200 : 404]);
    }
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '..%2f']) {
      expect((await writer.get(`${LIST}/${id}`)).status).toBe(404);
    }
    expect(await state(page)).toBe('draft');
  });
});

describe('on its way', { timeout: 60_000 }, () => {
  beforeEach(open);
  afterEach(close);

  it('cancelled before it began it reaches nobody', async () => {
    await house.people.add([7001]);
    const page = await approved();
    await step(second, page, 'cancel');
    await house.tick();
    expect(await state(page)).toBe('cancelled');
    expect(await house.app.database.prisma.outbox.count()).toBe(0);
    const again = await step(second, page, 'approve');
    expect(again.status).toBe(409);
    expect(again.html).toContain('状态刚刚变了');
  });

  it('paused it waits, resumed it reaches the rest, nobody twice', async () => {
    const chats = Array.from({ length: 30 }, (_, n) => 8000 + n);
    await house.people.add(chats);
    house.api.latencyMs = 300; // three at a time: some have it, some wait
    const page = await approved();
    await house.tick();
    await eventually(() => house.api.delivered().length).toBeGreaterThan(2);
    const sending = await writer.get(page);
    expect(sending.headers.get('refresh')).toBe('5');
    expect(sending.html).toContain('<progress');
    const still = await writer.get(`${page}?still=1`);
    expect(still.headers.get('refresh')).toBeNull();

    expect((await writer.get(`${page}/pause`)).html).toContain('暂停发送？');
    await step(writer, page, 'pause');
    expect(await state(page)).toBe('paused');
    const paused = await writer.get(page);
    expect(paused.headers.get('refresh')).toBeNull();
    expect(paused.html).toContain('暂停中');
    house.api.latencyMs = 0;
    await house.tick();
    await house.app.restart(); // also a new process leaves it alone
    await eventually(() => house.people.database.prisma.outbox.count({ where: { state: 'sending' } })).toBe(
      0,
    );
    const before = house.api.delivered().length;
    expect(before).toBeLessThan(30);
    await step(second, page, 'resume');
    await eventually(() => new Set(house.api.delivered().map(({ chat }) => chat)).size).toBe(30);
    await eventually(async () => {
      await house.tick();
      return state(page);
    }).toBe('done');
    expect(house.api.delivered()).toHaveLength(30);
  });

  it('tells in plain words why some did not get it', async () => {
    await house.people.add([7001, 7002, 7003]);
    house.api.fail(
      'sendMessage',
      { answer: 'error', status: 403 },
      { when: ({ chat_id }) => chat_id === '7002' },
    );
    house.api.fail(
      'sendMessage',
      { answer: 'error', status: 400 },
      { when: ({ chat_id }) => chat_id === '7003' },
    );
    const page = await approved();
    await house.tick();
    await eventually(async () => {
      await house.tick();
      return state(page);
    }).toBe('done');
    const { html } = await writer.get(page);
    expect(html).toContain('对方停用了机器人');
    expect(html).toContain('Telegram不接受这条消息');
    expect(html).not.toMatch(/http_4\d\d/);
    const list = (await second.get(LIST)).html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(list).toContain('3 / 3人');
  });
});

describe('the calendar of tips', () => {
  beforeAll(open);
  afterAll(close);

  it('tells what it brings in thirty days, to whom, and which dates are a guess', async () => {
    const { status, html } = await writer.get('/console/tips');
    expect(status).toBe(200);
    expect(html).toContain('今后30天的提示');
    expect(html).toMatch(/2026-1[12]-\d\d 星期/);
    expect(html).toContain('日期确定');
    expect(html).toMatch(/（给：(家长|准家长|隔代家长)[^）]*，[^）]+）/);
    const days = [...html.matchAll(/id="day-(2026-\d\d-\d\d)"/g)].map((match) => match[1] ?? '');
    expect(days.length).toBeGreaterThan(3);
    expect(days.filter((day) => day < '2026-11-24' || day > '2026-12-23')).toEqual([]);
    expect(days).toEqual([...days].sort());
  });
});
