import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { type BotApiEmulator, startBotApi } from '../support/bot-api.js';
import { shanghaiMoment } from '../../src/domain/tips/index.js';
import type { ChatAnswer, Visitor } from '../support/visitor.js';

const QUESTION = '小学生一天要睡几个小时';
const ENTRY = 'sleep_hours_primary';
let api: BotApiEmulator;
let app: TestApp;

beforeAll(async () => {
  api = await startBotApi();
  app = await startTestApp({ telegram: api });
});
afterAll(async () => {
  await app.close();
  await api.close();
});

const eventually = (look: () => unknown) => expect.poll(look, { timeout: 15_000, interval: 50 });
const prisma = () => app.database.prisma;
const valueOf = ({ messages }: ChatAnswer, start: string): string =>
  messages.flatMap(({ buttons }) => buttons).find(({ value }) => value.startsWith(start))?.value ?? '';

/** Yes and no of the entry so far, over all days. */
async function counts(): Promise<readonly [helpful: number, unhelpful: number]> {
  const { _sum: sum } = await prisma().answerCount.aggregate({
    where: { entry_id: ENTRY, locale: 'zh-CN' },
    _sum: { helpful: true, unhelpful: true },
  });
  return [sum.helpful ?? 0, sum.unhelpful ?? 0];
}
/** What the work adds to yes and no. */
async function adds(work: () => Promise<unknown>): Promise<readonly [number, number]> {
  const [yes, no] = await counts();
  await work();
  const [yesNow, noNow] = await counts();
  return [yesNow - yes, noNow - no];
}

describe('a judgement in the web chat', () => {
  it('counts once, also when the service was restarted before it and the button is pressed again', async () => {
    const visitor = app.visitor();
    const answer = await visitor.say(QUESTION);
    await app.restart();
    const yes = valueOf(answer, 'yes:');
    expect(yes).toContain(ENTRY);
    expect(await adds(() => visitor.press(yes))).toEqual([1, 0]);
    await app.restart();
    expect(await adds(() => visitor.press(yes))).toEqual([0, 0]);
    expect(await adds(() => visitor.press(valueOf(answer, 'no:')))).toEqual([0, 0]);
  });

  it('counts once when the same press arrives twice, and when two presses arrive at once', async () => {
    const visitor = app.visitor();
    const button = valueOf(await visitor.say(QUESTION), 'no:');
    const press = (clientKey: string) => visitor.post({ button, clientKey });
    expect(await adds(() => Promise.all([press('a'), press('a'), press('b'), press('c')]))).toEqual([0, 1]);
  });

  it('of several people counts for each, on the day in Shanghai', async () => {
    app.clock.advance(shanghaiMoment('2030-03-01', 0, 30).getTime() - app.clock.now().getTime());
    for (const word of ['yes:', 'yes:', 'no:']) {
      const visitor = app.visitor();
      await visitor.press(valueOf(await visitor.say(QUESTION), word));
    }
    expect(await prisma().answerCount.findFirst({ where: { day: new Date('2030-03-01') } })).toMatchObject({
      entry_id: ENTRY,
      locale: 'zh-CN',
      helpful: 2,
      unhelpful: 1,
    });
  });

  it('keeps no word without consent', async () => {
    const visitor = app.visitor();
    await visitor.press(valueOf(await visitor.say(QUESTION), 'no:'));
    await visitor.say('谢谢');
    expect(await prisma().knowledgeGap.count()).toBe(0);
  });

  it('works by the form of the page as well, where her press reads as she saw it', async () => {
    const visitor = app.visitor();
    await visitor.page();
    const send = async (fields: Record<string, string>) => {
      const token = /name="token" value="([^"]+)"/.exec(await visitor.page())?.[1] ?? '';
      const headers = { 'Sec-Fetch-Site': 'same-origin' };
      const body = new URLSearchParams({ token, ...fields });
      return (await visitor.request('/chat', { method: 'POST', body, headers })).status;
    };
    expect(await send({ text: QUESTION })).toBe(303);
    const yes = /value="(yes:[^"]+)"/.exec(await visitor.page())?.[1] ?? '';
    const pressed = await adds(async () => expect(await send({ button: yes })).toBe(303));
    expect(pressed).toEqual([1, 0]);
    const page = await visitor.page();
    expect(page).toContain('>解决了</p>');
    expect(page).not.toContain('value="yes:');
  });
});

describe('a question that was answered without helping', () => {
  it('is kept with its reason and entry when she agrees, and only as ciphertext', async () => {
    const visitor = app.visitor();
    const no = await visitor.press(valueOf(await visitor.say(QUESTION), 'no:'));
    await app.restart();
    const kept = await visitor.post({ button: valueOf(no, 'keep:') });
    expect(kept.headers.getSetCookie().join()).toMatch(/sid=[^;]+; Max-Age=1209600/);
    const gap = await prisma().knowledgeGap.findFirstOrThrow({ orderBy: { created_at: 'desc' } });
    expect(gap).toMatchObject({ reason: 'unhelpful', entry_id: ENTRY, locale: 'zh-CN' });
    expect(Buffer.from(gap.question).includes(QUESTION)).toBe(false);
    await visitor.press(valueOf(no, 'keep:'));
    expect(await prisma().knowledgeGap.count()).toBe(1);
  });

  it('in English, in a Chinese talk, is kept as English', async () => {
    const visitor = app.visitor();
    const answer = await visitor.say('How many hours should my primary school child sleep?');
    const person = await visitor.press(valueOf(answer, 'person:'));
    await visitor.press(valueOf(person, 'keep:'));
    expect(await prisma().knowledgeGap.findFirst({ where: { reason: 'person' } })).toMatchObject({
      entry_id: ENTRY,
      locale: 'en',
    });
  });

  it('goes with everything else of hers, and the counts stay: they are nobody’s', async () => {
    const visitor: Visitor = app.visitor();
    const answer = await visitor.say(QUESTION);
    await visitor.press(valueOf(await visitor.press(valueOf(answer, 'no:')), 'keep:'));
    const before = [await prisma().knowledgeGap.count(), await counts()] as const;
    await visitor.say('删除我的数据');
    await visitor.press('forget:yes');
    expect(await prisma().knowledgeGap.count()).toBe(before[0] - 1);
    expect(await counts()).toEqual(before[1]);
  });
});

interface Markup {
  readonly inline_keyboard: ReadonlyArray<
    ReadonlyArray<{ readonly text: string; readonly callback_data?: string }>
  >;
}

describe('on Telegram', () => {
  it('the three stand in one row under the answer; each press is seen, and counted once', async () => {
    const woman = app.telegramUser(815);
    await woman.write(QUESTION);
    const keyboard = () =>
      api
        .delivered()
        .flatMap(({ params }) => (params.reply_markup as Markup | undefined)?.inline_keyboard ?? [])
        .find((row) => row.some(({ callback_data: data = '' }) => data.startsWith('yes:')));
    await eventually(() => keyboard()?.map(({ text }) => text)).toEqual(['解决了', '没解决', '找人问']);
    const yes = keyboard()?.[0]?.callback_data ?? '';
    const before = await counts();
    await woman.press(yes);
    await woman.press(yes);
    await eventually(() => woman.received().filter((text) => text.includes('已经记下了'))).toHaveLength(1);
    expect(await counts()).toEqual([before[0] + 1, before[1]]);
    await woman.write('没用');
    await eventually(() => woman.received().filter((text) => text.includes('没帮上'))).toHaveLength(1);
    expect(await counts()).toEqual([before[0] + 1, before[1]]);
  });
});
