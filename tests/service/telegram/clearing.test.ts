import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContactStore } from '../../../src/domain/contacts/index.js';
import { createTraceStore } from '../../../src/domain/messaging/index.js';
import { createRetentionStore } from '../../../src/domain/privacy/index.js';
import { startTestApp, type TelegramUser, type TestApp } from '../../support/app.js';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import { eventually } from '../../support/telegram.js';
import { keyIn, keysOf, previewOf, TELLING } from '../../support/telegram-reader.js';
import { DAY, HOUR } from '../../support/test-clock.js';

let api: BotApiEmulator;
let app: TestApp;
let user: TelegramUser;
let chat = 6100;
let contactId: string | undefined;
const MINUTE = 60_000;
const TOLD = '金丝雀十号：他昨天晚上打了我';

beforeAll(async () => {
  api = await startBotApi();
  app = await startTestApp({ telegram: api });
});
afterAll(async () => {
  await app.close();
  await api.close();
});
beforeEach(() => {
  chat += 1;
  contactId = undefined;
  user = app.telegramUser(chat);
});
afterEach(() => api.heal());

const prisma = () => app.database.prisma;
const said = () => user.received().join('\n');
const standing = () => api.standing(chat).map(({ text }) => text);
const hers = async (): Promise<string> =>
  (contactId ??= (await createContactStore(app.sealer).find(prisma(), 'telegram', String(chat)))?.id ?? '');
const traces = async () =>
  prisma().chatTrace.findMany({ where: { contact_id: await hers() }, orderBy: { message_id: 'asc' } });
const deletions = () => api.callsOf('deleteMessage').filter(({ params }) => params.chat_id === String(chat));
const onTheirWay = async () =>
  prisma().outbox.count({ where: { contact_id: await hers(), dedupe_key: { startsWith: 'erase:' } } });
const numbers = async (fromBot: boolean) =>
  (await traces()).filter(({ from_bot }) => from_bot === fromBot).map(({ message_id }) => message_id);

/** Until all that was answered is sent, and its numbers are written down. */
const settled = () =>
  eventually(async () => ({
    open: await prisma().inbox.count({ where: { done_at: null } }),
    queued: await prisma().outbox.count({ where: { state: { in: ['queued', 'sending'] }, lane: 0 } }),
  })).toEqual({ open: 0, queued: 0 });

/** The answer is sent, and as much time goes by as the deletions need. */
async function aMomentLater(): Promise<void> {
  await settled();
  app.clock.advance(5000);
}

async function tell(): Promise<void> {
  await user.write('小学生一天要睡几个小时？');
  await eventually(said).toMatch(/10小时/);
  await user.write('登记');
  await eventually(said).toMatch(/同意继续/);
  await user.press('f:agree');
  await user.press('f:danger:no');
  await user.write(TOLD);
  await settled();
}

async function file(): Promise<void> {
  await tell();
  await user.press(keyIn(api, chat, 'f:now:'));
  await eventually(said).toMatch(/编号 \d{4}-\d{6}[\s\S]*要我把这些话从聊天里清掉吗/);
  await settled();
}

const ORDINARY = /10小时|自动问答程序/;

describe('a talk on Telegram in which something was told', () => {
  it('leaves the numbers of her messages and of ours, and of nothing else; by itself nothing is deleted', async () => {
    await file();
    const ordinary = standing().filter((text) => ORDINARY.test(text));
    expect(ordinary.length).toBeGreaterThan(0);
    const protectedIds = api.standing(chat).flatMap(({ id, params }) => (params.protect_content ? [id] : []));
    expect(await numbers(true)).toEqual(protectedIds);
    expect(await numbers(false)).toHaveLength(2); // "登记" and what happened
    expect((await traces()).map(({ delete_at }) => delete_at)).toEqual((await traces()).map(() => null));
    app.clock.advance(47 * HOUR);
    await app.restart();
    await settled();
    expect(deletions()).toEqual([]);
  });

  it('is taken back when she wants it, hers and ours, our last word a minute later; what is ordinary stays, and no number', async () => {
    await file();
    const all = [...(await numbers(false)), ...(await numbers(true))];
    const offered = api.standing(chat).at(-1);
    expect(keysOf(offered?.params ?? {}).map(({ text }) => text)).toEqual(['现在就清', '3小时后清', '不清']);
    expect(offered?.text).toMatch(/抄好/);
    await user.press('clear:now');
    await aMomentLater();
    await eventually(() => [...api.erased(chat)].sort((a, b) => a - b)).toEqual(
      [...all].sort((a, b) => a - b),
    );
    await eventually(() => standing().filter((text) => !ORDINARY.test(text)).length).toBe(1);
    expect(standing().at(-1)).toMatch(/马上清/);
    await settled();
    app.clock.advance(MINUTE + 1000);
    await eventually(() => standing().every((text) => ORDINARY.test(text))).toBe(true);
    await eventually(async () => (await traces()).length).toBe(0);
    expect(said()).not.toMatch(/没能清掉/);
  });

  it('is taken back in three hours with what was said until then', async () => {
    await tell();
    await user.write('不填了');
    await user.write('不填了');
    await eventually(said).toMatch(/没有登记[\s\S]*要我把刚才这些话从聊天里清掉吗/);
    await user.press('clear:later');
    await eventually(said).toMatch(/3小时后清/);
    await settled();
    app.clock.advance(2 * HOUR);
    await user.write('老公昨天喝醉了打我');
    await eventually(said).toMatch(/告诫书/);
    await settled();
    expect(deletions()).toEqual([]);
    app.clock.advance(HOUR + MINUTE);
    await eventually(onTheirWay).toBeGreaterThan(8);
    app.clock.advance(MINUTE);
    await eventually(() => standing().every((text) => ORDINARY.test(text))).toBe(true);
    await eventually(async () => (await traces()).length).toBe(0);
  });

  it('is asked for before Telegram would refuse, when three hours are too long', async () => {
    await tell();
    app.clock.advance(46 * HOUR);
    await user.write('不填了');
    await user.write('不填了');
    await eventually(said).toMatch(/没有登记/);
    await user.press('clear:later');
    await eventually(said).toMatch(/3小时后清/);
    const due = (await traces()).map(({ delete_at }) => delete_at?.getTime() ?? 0);
    expect(Math.min(...due) - app.clock.now().getTime()).toBe(HOUR);
  });

  it('stays when she says so', async () => {
    await file();
    await user.press('clear:no');
    await eventually(said).toMatch(/都留着/);
    await settled();
    expect((await traces()).every(({ delete_at }) => delete_at === null)).toBe(true);
  });
});

describe('what is said of a case', () => {
  it('is protected, begins neutrally and is cleared with the rest', async () => {
    await user.write('我的事');
    await user.press('case:call:2026-000001');
    await user.press('case:no');
    await user.press('case:again:2026-000001');
    await user.press('case:again_yes:2026-000001');
    await settled();
    const said = api.standing(chat).filter(({ text }) => !ORDINARY.test(text));
    expect(said.length).toBeGreaterThanOrEqual(5);
    for (const { text, params } of said) {
      expect([text, params.protect_content]).toEqual([text, true]);
      expect(previewOf(text)).not.toMatch(TELLING);
    }
    expect(await numbers(true)).toEqual(said.map(({ id }) => id));
    expect(await numbers(false)).toHaveLength(1);
    await user.write('清除聊天');
    await aMomentLater();
    await eventually(() => said.every(({ id }) => api.erased(chat).includes(id))).toBe(true);
  });
});

describe('plain words', () => {
  it.each(['/clear', '清除聊天'])(
    'clear it at once, in the middle of the form, which is not shown again: %s',
    async (words) => {
      await tell();
      const before = [...(await numbers(false)), ...(await numbers(true))].sort((a, b) => a - b);
      const open = api.standing(chat).length;
      await user.write(words);
      await aMomentLater();
      await eventually(() => before.every((id) => api.erased(chat).includes(id))).toBe(true);
      await eventually(() => standing().filter((text) => !ORDINARY.test(text))).toEqual([
        expect.stringMatching(/马上清/),
      ]);
      expect(api.standing(chat).length).toBeLessThan(open);
      await user.write('登记');
      await eventually(said).toMatch(/已经在登记了[\s\S]*第3步/);
    },
  );

  it('ask once after a report was sent whether she has its digits, and then clear', async () => {
    await file();
    await user.write('清除聊天');
    await eventually(() => user.received().at(-1)).toMatch(/抄好/);
    await settled();
    expect(deletions()).toEqual([]);
    await user.write('清除聊天');
    await aMomentLater();
    await eventually(() => standing().filter((text) => !ORDINARY.test(text)).length).toBe(1);
  });
});

describe('what Telegram does not take back', () => {
  const refuse = (id: number) =>
    api.fail(
      'deleteMessage',
      { answer: 'error', status: 400, description: "Bad Request: message can't be deleted for everyone" },
      { when: ({ message_id }) => message_id === id },
    );

  it('is told, with how she deletes it herself, without a sound and with neutral first words', async () => {
    await file();
    const [first = 0, second = 0] = await numbers(false);
    refuse(first);
    refuse(second);
    await user.press('clear:now');
    await eventually(() => standing().at(-1)).toMatch(/马上清/);
    await settled();
    app.clock.advance(MINUTE + 1000);
    await eventually(said).toMatch(/有2条消息没能清掉，Telegram只让清48小时以内的。\n自己删：按住/);
    const told = api.standing(chat).at(-1);
    expect(told?.params).toMatchObject({ protect_content: true, disable_notification: true });
    expect(previewOf(told?.text ?? '')).not.toMatch(TELLING);
    await settled();
    expect(user.received().filter((text) => /没能清掉/.test(text))).toHaveLength(1);
    expect((await numbers(false)).length).toBe(0);
  });

  it('in English as well', async () => {
    await user.press('lang:en');
    await eventually(said).toMatch(/English/i);
    await user.write('report');
    await eventually(said).toMatch(/I agree/);
    const [first = 0] = await numbers(false);
    refuse(first);
    await user.write('clear the chat');
    await settled();
    app.clock.advance(MINUTE + 1000);
    await eventually(said).toMatch(/Messages that could not be cleared: 1[\s\S]*To delete by hand/);
  });

  it('because she deleted it herself counts as gone', async () => {
    await file();
    api.fail('deleteMessage', {
      answer: 'error',
      status: 400,
      description: 'Bad Request: message to delete not found',
    });
    await user.press('clear:now');
    await aMomentLater();
    await eventually(
      async () => (await traces()).filter(({ deleted_at }) => deleted_at === null).length,
    ).toBe(1); // our last word
    await settled();
    app.clock.advance(MINUTE + 1000);
    await eventually(async () => (await traces()).length).toBe(0);
    expect(said()).not.toMatch(/没能清掉/);
  });

  it('because it may stand there twice, is told', async () => {
    await file();
    const { id } = await prisma().outbox.findFirstOrThrow({
      where: { contact_id: await hers(), message_ref: { not: null } },
    });
    await prisma().outbox.update({ where: { id }, data: { possibly_twice: true } });
    await user.press('clear:now');
    await eventually(() => standing().at(-1)).toMatch(/马上清/);
    await settled();
    app.clock.advance(MINUTE + 1000);
    await eventually(said).toMatch(/可能发了两次/);
  });
});

describe('a process that dies in between', () => {
  it('loses nothing: what had not been taken back is taken back after the start, and told once', async () => {
    await file();
    const all = [...(await numbers(false)), ...(await numbers(true))];
    api.fail('deleteMessage', { answer: 'nothing' });
    await user.press('clear:now');
    await eventually(() => deletions().length).toBeGreaterThan(0);
    await app.running().close();
    await prisma().outbox.updateMany({
      where: { dedupe_key: { startsWith: 'erase:' }, state: 'queued' },
      data: { state: 'sending' },
    });
    api.heal();
    await app.restart();
    app.clock.advance(5000);
    await eventually(() => all.every((id) => api.erased(chat).includes(id))).toBe(true);
    expect(new Set(api.erased(chat)).size).toBe(api.erased(chat).length);
    app.clock.advance(MINUTE + 1000);
    await eventually(async () => (await traces()).length).toBe(0);
  });

  it('does nothing twice beside another one', async () => {
    await file();
    const store = createTraceStore();
    const now = app.clock.now();
    await app.running().close();
    await store.askFor(prisma(), await hers(), now, now);
    let [first, second] = [0, 0];
    await prisma().$transaction(async (one) => {
      first = (await store.due(one, now, 500)).length;
      await prisma().$transaction(async (two) => {
        second = (await store.due(two, now, 500)).length;
      });
    });
    expect([first > 0, second]).toEqual([true, 0]);
    await app.restart();
    await eventually(onTheirWay).toBe(first);
    app.clock.advance(5000);
    await eventually(() => standing().filter((text) => !ORDINARY.test(text))).toEqual([]);
    expect(await onTheirWay()).toBe(first);
  });
});

describe('the numbers', () => {
  it('go after three days, whatever was wanted', async () => {
    await tell();
    const purge = () => createRetentionStore(prisma()).purge(app.clock.now());
    app.clock.advance(3 * DAY - MINUTE);
    await purge();
    expect((await traces()).length).toBeGreaterThan(5);
    app.clock.advance(HOUR);
    expect((await traces()).length).toBeGreaterThan(0);
    await purge();
    expect(await traces()).toEqual([]);
  });

  it('of who has blocked us are not used: nothing more goes to that chat', async () => {
    await tell();
    await user.write('不填了');
    await user.write('不填了');
    await user.press('clear:later');
    await eventually(said).toMatch(/3小时后清/);
    await settled();
    const id = await hers();
    const calls = api.calls.filter(({ params }) => params.chat_id === String(chat)).length;
    await createContactStore(app.sealer).block(prisma(), id, app.clock.now());
    app.clock.advance(4 * HOUR);
    await app.restart();
    expect(await onTheirWay()).toBe(0);
    expect(api.calls.filter(({ params }) => params.chat_id === String(chat))).toHaveLength(calls);
  });

  it('of who is forgotten are gone, what she wanted back first', async () => {
    await tell();
    await user.write('不填了');
    await user.write('不填了');
    await user.press('clear:later');
    await eventually(said).toMatch(/3小时后清/);
    await settled();
    const wanted = (await traces()).map(({ message_id }) => message_id);
    await user.write('删除我的数据');
    await eventually(said).toMatch(/想把这里的聊天也清掉，先说“清除聊天”/);
    await user.press('forget:yes');
    await eventually(said).toMatch(/已经删除/);
    await eventually(() => wanted.every((id) => api.erased(chat).includes(id))).toBe(true);
    expect(await traces()).toEqual([]);
  });
});
