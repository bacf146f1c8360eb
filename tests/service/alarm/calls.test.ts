import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import { leaksOf } from '../../support/canary.js';
import { openReport } from '../../support/reporter.js';
import { eventually } from '../../support/telegram.js';
import type { StaffBrowser } from '../console/staff-browser.js';
import { openStaffHouse, type StaffHouse } from '../console/staff-house.js';

const MINUTE = 60_000;
const CALL = '守望：有一件急事等人处理，请打开工作台。';
const LINKED = '好了，有急事时这里会收到一句提醒。';
const UNKNOWN = '没有认出这组数字，请核对后再发一次。';
const CANARY = '金丝雀阿珍十三号';

let api: BotApiEmulator;
let house: StaffHouse;
let lastChat = 7000;
beforeEach(async () => {
  api = await startBotApi();
  house = await openStaffHouse({ telegram: api });
  await house.hire(['administrator']);
  await house.hire(['case_officer']);
  await house.hire(['editor']);
});
afterEach(async () => {
  await house.close();
  await api.close();
});

const newChat = () => (lastChat += 1);
const textsTo = (chat: number) => house.app.telegramUser(chat).received();
const callsTo = (chat: number) => textsTo(chat).filter((text) => text === CALL).length;
const newCode = async (browser: StaffBrowser) => {
  const { html } = await browser.submit('/console/account', {}, '/console/account/chat');
  return /\/staff (\d{8})/.exec(html)?.[1] ?? '';
};

/** Links a chat as staff do it. */
async function link(login: string): Promise<{ chat: number; browser: StaffBrowser }> {
  const [chat, browser] = [newChat(), await house.signedIn(login)];
  await house.app.telegramUser(chat).write(`/staff ${await newCode(browser)}`);
  await eventually(() => textsTo(chat).join()).toContain(LINKED);
  return { chat, browser };
}
const report = async (happened = `${CANARY}说他现在拿着刀要杀我`) =>
  (await openReport(house.app.url, { happened, danger: 'now' })).send();

describe('an emergency', () => {
  it('calls the officers who have linked a chat at once, louder as nobody comes, and is silent once taken', async () => {
    const officer = await link('case_officer');
    const boss = await link('administrator');
    const { number, code } = await report();
    await eventually(() => callsTo(officer.chat)).toBe(1);
    expect(callsTo(boss.chat)).toBe(0);

    house.app.clock.advance(5 * MINUTE - 1000);
    await house.app.restart(); // whatever is due would be called for at the start
    await eventually(() => house.app.logged.filter((line) => line.includes('alarms_escalated')).length).toBe(
      0,
    );
    house.app.clock.advance(1000);
    await eventually(() => callsTo(officer.chat)).toBe(2);
    house.app.clock.advance(10 * MINUTE);
    await eventually(() => [callsTo(officer.chat), callsTo(boss.chat)]).toEqual([3, 1]);
    house.app.clock.advance(15 * MINUTE - 1000); // in less than the half hour after which her session ends
    await house.app.restart();
    expect([callsTo(officer.chat), callsTo(boss.chat)]).toEqual([3, 1]);
    house.app.clock.advance(1000);
    await eventually(() => [callsTo(officer.chat), callsTo(boss.chat)]).toEqual([4, 2]);

    const browser = await house.signedIn('case_officer');
    const { html } = await browser.get('/console');
    const id = /\/console\/cases\/([0-9a-f-]{36})\/alarm/.exec(html)?.[1] ?? '';
    const taken = await browser.submit('/console', {}, `/console/cases/${id}/alarm`);
    expect(taken.location).toBe(`/console/cases/${id}?done=taken`);
    house.app.clock.advance(60 * MINUTE);
    await house.app.restart();
    expect([callsTo(officer.chat), callsTo(boss.chat)]).toEqual([4, 2]);

    const sent = JSON.stringify(api.calls.filter(({ method }) => method === 'sendMessage'));
    for (const secret of [CANARY, number, code, code.replaceAll(' ', ''), id]) {
      expect(leaksOf(secret)(sent)).toEqual([]);
      expect(leaksOf(secret)(house.app.logged.join('\n'))).toEqual([]);
    }
    const outbox = await house.app.database.prisma.outbox.findMany({ select: { dedupe_key: true } });
    expect(outbox.filter(({ dedupe_key }) => dedupe_key.includes(id))).toEqual([]);
  });

  it('that is taken before Telegram could be reached is not told any more', async () => {
    const { chat, browser } = await link('case_officer');
    api.fail('sendMessage', { answer: 'retry_after', seconds: 600 });
    await report();
    const { html } = await browser.get('/console/cases');
    const id = /\/console\/cases\/([0-9a-f-]{36})\/alarm/.exec(html)?.[1] ?? '';
    const waiting = () =>
      house.app.database.prisma.outbox.findFirst({ where: { dedupe_key: { startsWith: 'alarm:' } } });
    await eventually(async () => (await waiting())?.state).toBe('queued');
    await browser.submit('/console/cases', {}, `/console/cases/${id}/alarm`);
    expect(await waiting()).toMatchObject({ state: 'cancelled', error_code: 'alarm_taken' });
    expect((await waiting())?.payload.length).toBe(0);
    api.heal();
    house.app.clock.advance(20 * MINUTE);
    await house.app.restart();
    expect(callsTo(chat)).toBe(0);
  });

  it('calls nobody who was disabled, or is no officer any more', async () => {
    const { chat } = await link('case_officer');
    await house.hire(['case_officer', 'editor'], 'second');
    const second = await link('second');
    const id = async (login: string) => (await house.staff.idOf(login)) ?? '';
    const actor = await id('administrator');
    await house.staff.room.setDisabled(actor, await id('case_officer'), true);
    await house.staff.room.setRoles(actor, await id('second'), ['editor']);
    await report();
    await eventually(() => house.app.database.prisma.alarm.count()).toBe(1);
    expect(
      await house.app.database.prisma.outbox.count({ where: { dedupe_key: { startsWith: 'alarm:' } } }),
    ).toBe(0);
    expect([callsTo(chat), callsTo(second.chat)]).toEqual([0, 0]);
    const left = await house.app.database.prisma.staffContact.findMany();
    expect(left.map(({ staff_id }) => staff_id)).toEqual([await id('second')]);
  });

  it('is filed and called for although the chat of a colleague can not be read', async () => {
    await house.hire(['case_officer'], 'second');
    const [broken, whole] = [await link('case_officer'), await link('second')];
    await house.app.database.pool.query(
      `UPDATE contact SET address = '\\x00' WHERE id = (
        SELECT contact_id FROM staff_contact l JOIN staff s ON s.id = l.staff_id WHERE s.login = 'case_officer')`,
    );
    await report();
    await eventually(() => callsTo(whole.chat)).toBe(1);
    expect(callsTo(broken.chat)).toBe(0);
    expect(house.app.logged.filter((line) => line.includes('alarm_call_failed'))).toHaveLength(1);
  });
});

describe('the digits that link a chat', () => {
  it('work once, for ten minutes, and only the newest', async () => {
    const browser = await house.signedIn('case_officer');
    const [old, code] = [await newCode(browser), await newCode(browser)];
    const [first, second] = [newChat(), newChat()];
    await house.app.telegramUser(first).write(`/staff ${old}`);
    await eventually(() => textsTo(first).join()).toContain(UNKNOWN);
    await house.app.telegramUser(first).write(`/staff ${code}`);
    await eventually(() => textsTo(first).join()).toContain(LINKED);
    await house.app.telegramUser(second).write(`/staff ${code}`);
    await eventually(() => textsTo(second).join()).toContain(UNKNOWN);
    const late = await newCode(browser);
    house.app.clock.advance(10 * MINUTE);
    await house.app.telegramUser(second).write(`/staff ${late}`);
    await eventually(() => textsTo(second).filter((text) => text.includes(UNKNOWN)).length).toBe(2);
    expect((await house.audited()).filter((line) => line.startsWith('staff_chat'))).toEqual([
      ...['staff_chat_code_made', 'staff_chat_code_made', 'staff_chat_linked', 'staff_chat_code_made'],
    ]);
    const stored = await house.app.database.prisma.staffCode.findMany();
    expect(JSON.stringify(stored.map(({ digest }) => Buffer.from(digest).toString('latin1')))).not.toContain(
      late,
    );
  });

  it('may be tried five times an hour in one chat; then the right ones look as wrong as the others', async () => {
    const browser = await house.signedIn('case_officer');
    const code = await newCode(browser);
    const wrong = String((Number(code) + 1) % 10 ** 8).padStart(8, '0');
    const chat = newChat();
    for (let n = 0; n < 5; n++) {
      await house.app.telegramUser(chat).write(`/staff ${wrong}`);
    }
    await house.app.telegramUser(chat).write(`/staff ${code}`);
    const refused = () => textsTo(chat).filter((text) => text.includes(UNKNOWN)).length;
    await eventually(refused).toBe(6);
    expect(textsTo(chat).join()).not.toContain(LINKED);
    expect(await house.app.database.prisma.staffContact.count()).toBe(0);
    house.app.clock.advance(60 * MINUTE);
    const again = await newCode(await house.signedIn('case_officer'));
    await house.app.telegramUser(chat).write(`/staff ${again}`);
    await eventually(() => textsTo(chat).join()).toContain(LINKED);
  });

  it('do nothing in the web chat, and are named in no help', async () => {
    const code = await newCode(await house.signedIn('case_officer'));
    const visitor = house.app.visitor();
    expect(JSON.stringify(await visitor.say(`/staff ${code}`))).toContain(UNKNOWN);
    const chat = newChat();
    const user = house.app.telegramUser(chat);
    await user.write('/start');
    await user.write('/help');
    await eventually(() => textsTo(chat).length).toBeGreaterThanOrEqual(2);
    const commands = JSON.stringify(api.callsOf('setMyCommands').map(({ params }) => params));
    expect(commands + textsTo(chat).join()).not.toMatch(/staff/i);
    expect(await house.app.database.prisma.staffContact.count()).toBe(0);
  });

  it('are for officers and administrators; the link ends where it was made', async () => {
    const editor = await house.signedIn('editor');
    expect((await editor.get('/console/account')).html).not.toContain('Telegram');
    expect((await editor.submit('/console/account', {}, '/console/account/chat')).status).toBe(404);
    const { chat, browser } = await link('case_officer');
    expect((await browser.get('/console/account')).html).toContain('已经绑定');
    await browser.submit('/console/account', {}, '/console/account/chat/unlink');
    expect((await browser.get('/console/account')).html).toContain('还没有绑定聊天');
    await report();
    await eventually(() => house.app.database.prisma.alarm.count()).toBe(1);
    expect(callsTo(chat)).toBe(0);
    expect(await house.audited()).toContain('staff_chat_unlinked');
  });
});

describe('a linked chat', () => {
  it(
    'in which nobody writes stays linked; a stopped bot is shown on the account page',
    { timeout: 90_000 },
    async () => {
      const { chat } = await link('case_officer');
      house.app.clock.advance(400 * 24 * 60 * MINUTE);
      await house.app.restart();
      await eventually(
        () => house.app.logged.filter((line) => line.includes('purged')).length,
      ).toBeGreaterThan(0);
      expect(await house.app.database.prisma.staffContact.count()).toBe(1);
      api.fail('sendMessage', {
        answer: 'error',
        status: 403,
        description: 'Forbidden: bot was blocked by the user',
      });
      await report();
      await eventually(
        async () =>
          (await house.app.database.prisma.contact.findFirst({ where: { staff: { isNot: null } } }))
            ?.blocked_at,
      ).toBeTruthy();
      const browser = await house.signedIn('case_officer');
      expect((await browser.get('/console/account')).html).toContain('您在Telegram里停用了机器人');
      expect(callsTo(chat)).toBe(0);
    },
  );
});
