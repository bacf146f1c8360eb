import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRetentionStore } from '../../../src/domain/privacy/index.js';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import { DAY } from '../../support/test-clock.js';
import type { Visitor } from '../../support/visitor.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

const STRANGE = '量子纠缠和拓扑绝缘体有什么关系';
const ANSWER = '这个问题请找学校的物理老师，区科技馆周末也有讲座。';
let api: BotApiEmulator;
let house: StaffHouse;
let editor: StaffBrowser;

beforeAll(async () => {
  api = await startBotApi();
  house = await openStaffHouse({ telegram: api });
  await house.hire(['editor']);
  await house.hire(['case_officer']);
  await house.hire(['broadcaster', 'administrator', 'auditor'], 'others');
  editor = await house.signedIn('editor');
});
afterAll(async () => {
  await house.close();
  await api.close();
});

const prisma = () => house.app.database.prisma;
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 15_000, interval: 50 });

/** The page of the question that is the oldest in the list. */
async function oldest(): Promise<string> {
  const { html } = await editor.get('/console/questions');
  return /href="(\/console\/questions\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
}
const idIn = (page: string) => page.split('/').at(-1) ?? '';
const answer = (page: string, text: string, who = editor) =>
  who.submit(page, { ids: idIn(page), answer: text });

/** Asks what nobody can answer and leaves it for staff: each call sends the same press of the button. */
async function leaving(visitor: Visitor): Promise<() => Promise<Response>> {
  const { messages } = await visitor.say(STRANGE);
  const button = messages.flatMap(({ buttons }) => buttons).find(({ value }) => value.startsWith('keep:'));
  return () => visitor.post({ button: button?.value, clientKey: 'leave' });
}
const leave = async (visitor: Visitor) => (await leaving(visitor))();

describe('a question left in the web chat', () => {
  it('keeps her session for 14 days, also when leaving it had to be sent again, and says so', async () => {
    const visitor = house.app.visitor();
    const press = await leaving(visitor);
    const first = await press();
    const lasting = /^sid=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/m;
    expect(first.headers.getSetCookie().join('\n')).toMatch(lasting);
    expect(await first.text()).toContain('14天内');
    const pressed = await prisma().chatMessage.count();
    const again = await press();
    expect(again.headers.getSetCookie().join('\n')).toMatch(lasting);
    expect(await prisma().chatMessage.count()).toBe(pressed);

    const page = await oldest();
    const opened = await editor.get(page);
    expect(opened.html).toContain(STRANGE);
    expect(opened.html).toContain('收得到');
    const contact = await prisma().contact.findFirstOrThrow();
    expect(opened.html).not.toContain(contact.id);
    await answer(page, '用不上的回答');
  });

  it('is answered there, once, and the answer waits for days', { timeout: 60_000 }, async () => {
    const visitor = house.app.visitor();
    await leave(visitor);
    house.app.clock.advance(10 * DAY);
    editor = await house.signedIn('editor');
    const page = await oldest();
    const answers = await Promise.all([answer(page, ANSWER), answer(page, ANSWER)]);
    expect(answers.map(({ status, location }) => [status, location])).toEqual([
      [303, page],
      [303, page],
    ]);
    expect((await editor.get(page)).html).toContain('已经发给提问的人');
    house.app.clock.advance(2 * DAY);
    await createRetentionStore(prisma()).purge(house.app.clock.now());
    const talk = await visitor.page();
    expect(talk.split(ANSWER)).toHaveLength(2);
    expect(talk).toContain('您之前留的问题'); // her own words are not repeated: they may stand on a screen that others see
    const gap = await prisma().knowledgeGap.findFirstOrThrow({ orderBy: { created_at: 'desc' } });
    expect(gap).toMatchObject({ delivered: true });
    expect(Buffer.from(gap.answer ?? []).includes(ANSWER)).toBe(false);
    expect((await house.audited()).filter((row) => row.startsWith('question_answered'))).toHaveLength(2);
  });

  it('of somebody who is gone is answered for the archive alone', async () => {
    const visitor = house.app.visitor();
    await leave(visitor);
    house.app.clock.advance(15 * DAY);
    await createRetentionStore(prisma()).purge(house.app.clock.now());
    editor = await house.signedIn('editor');
    const page = await oldest();
    expect((await editor.get(page)).html).toContain('收不到了');
    await answer(page, ANSWER);
    expect((await editor.get(page)).html).toContain('没有发出');
  });

  it('is gone with everything else when she says so', async () => {
    const visitor = house.app.visitor();
    await leave(visitor);
    const page = await oldest();
    await visitor.say('删除我的数据');
    await visitor.post({ button: 'forget:yes' });
    expect((await editor.get(page)).status).toBe(404);
    expect((await answer(page, ANSWER)).status).toBe(404);
  });
});

describe('a question left on Telegram', () => {
  it('is answered there, once, by day', { timeout: 60_000 }, async () => {
    const woman = house.app.telegramUser(4711);
    await woman.write(STRANGE);
    const offered = () =>
      JSON.stringify(api.delivered().map(({ params }) => params)).match(/keep:[\w-]+/)?.[0] ?? '';
    await eventually(offered).not.toBe('');
    await woman.press(offered());
    await eventually(() => prisma().knowledgeGap.count({ where: { answered_at: null } })).toBe(1);
    const page = await oldest();
    await answer(page, ANSWER);
    expect((await answer(page, ANSWER)).status).toBe(303);
    const arrived = () => woman.received().filter((text) => text.includes(ANSWER));
    await eventually(() => arrived().length).toBe(1);
    expect(arrived()[0]).not.toContain(STRANGE);
    await eventually(() => prisma().outbox.count({ where: { state: { not: 'sent' } } })).toBe(0);
    expect(arrived()).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('has words, at most 600, and nobody else’s before it', async () => {
    await house.app.make.gap({ question: '谁先回答' });
    const page = await oldest();
    expect((await answer(page, '  ')).status).toBe(400);
    const long = await answer(page, '长'.repeat(601));
    expect(long.status).toBe(400);
    expect(long.html).toContain('长'.repeat(601));
    expect((await answer(page, '长'.repeat(600))).status).toBe(303);
    const late = await answer(page, '我也写了一个', await house.signedIn('case_officer'));
    expect(late.status).toBe(409);
    expect(late.html).toContain('我也写了一个');
    expect(late.html).toContain('长'.repeat(600));
  });

  it('is written, and the question read, by nobody else', async () => {
    await house.app.make.gap({ question: '别人看不到的问题' });
    const page = await oldest();
    const others = await house.signedIn('others');
    for (const path of ['/console/questions', page]) {
      expect((await others.get(path)).status).toBe(404);
    }
    expect((await others.submit('/console', { answer: 'x' }, page)).status).toBe(404);
    expect(house.app.logged.filter((line) => /别人看不到|量子|物理老师/.test(line))).toEqual([]);
  });
});
