import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import { createTestClock, HOUR } from '../../support/test-clock.js';
import { newVisitor, type Visitor } from '../../support/visitor.js';
import { eventually } from '../web/client.js';
import { workingOn, writeDown, type WrittenCase } from './case-work.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

let api: BotApiEmulator;
let house: StaffHouse;
let officer: StaffBrowser;
beforeAll(async () => {
  api = await startBotApi();
  const clock = createTestClock('2026-11-24T15:00:00Z'); // 23:00 in China: notices wait until 8:00
  house = await openStaffHouse({ telegram: api, clock });
  await house.hire(['case_officer']);
  officer = await house.signedIn('case_officer');
});
afterAll(async () => {
  await house.close();
  await api.close();
});

const prisma = () => house.app.database.prisma;
const PAUSED = '现在不会提醒她的聊天窗口';
const FLAG = '先别主动联系她';
const post = (visitor: Visitor, path: string, fields: Readonly<Record<string, string>> = {}) =>
  visitor.request(path, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams(fields),
  });

let written: WrittenCase;
let chat = 7000;
beforeEach(async () => {
  written = await writeDown(officer, { channel: 'phone', happened: '他昨晚打了我' });
  chat += 1;
  const { id } = await house.app.make.contact({ channel: 'telegram', address: String(chat) });
  await prisma().caseLink.create({ data: { case_id: written.id, contact_id: id } });
});

/** Somebody has her case open and leaves at once. */
async function leave(): Promise<void> {
  const her = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
  expect((await post(her, '/r', { number: written.number, code: written.code })).status).toBe(303);
  await post(her, '/leave');
}
const resume = async () => {
  const { page, open } = workingOn(officer, written.id);
  const leftAt = /name="left_at" value="([^"]+)"/.exec((await open()).html)?.[1] ?? '';
  return officer.submit(page, { left_at: leftAt }, `${page}/notices`);
};
const waiting = (state: string) =>
  prisma().outbox.count({ where: { contact: { cases: { some: { case_id: written.id } } }, state } });
const received = () => house.app.telegramUser(chat).received();
const rowIn = async () =>
  (await officer.get('/console/cases')).html
    .split('<tr')
    .slice(1)
    .find((row) => row.includes(`/console/cases/${written.id}"`)) ?? '';

describe('a case whose page was left in a hurry', () => {
  it('says so to its officer before she writes, in the list as well, and only there', async () => {
    const work = workingOn(officer, written.id);
    expect((await work.open()).html).not.toMatch(new RegExp(`${FLAG}|${PAUSED}|匆忙离开过`));
    await leave();
    const { html } = await work.open();
    expect(html).toMatch(new RegExp(`${FLAG}[\\s\\S]*可以再发提醒[\\s\\S]*id="timeline"[\\s\\S]*${PAUSED}`));
    expect(html).toContain('有人从她的页面快速离开，提醒已暂停');
    expect(await rowIn()).toContain('匆忙离开过');
  });

  it('has its waiting notice taken back, tells of nothing new, and tells again when an officer lifts it', async () => {
    const work = workingOn(officer, written.id);
    await work.message('第一条');
    expect(await waiting('queued')).toBe(1);
    await leave();
    expect([await waiting('queued'), await waiting('cancelled')]).toEqual([0, 1]);
    await work.message('第二条');
    expect(await waiting('queued')).toBe(0);
    house.app.clock.advance(10 * HOUR);
    officer = await house.signedIn('case_officer');
    const lifted = await resume();
    expect([lifted.status, lifted.location]).toEqual([303, `/console/cases/${written.id}?done=notices`]);
    const { html } = await workingOn(officer, written.id).open();
    expect(html).not.toMatch(new RegExp(`${FLAG}|${PAUSED}`));
    expect(html).toContain('恢复了提醒');
    expect(received()).toEqual([]); // what was held back stays unsaid
    await workingOn(officer, written.id).message('第三条');
    await eventually(() => received().length).toBe(1);
    const audit = (await house.audited()).filter((line) => /left_in_hurry|notices_resumed/.test(line));
    expect(audit.slice(-2)).toEqual(['case_left_in_hurry', 'case_notices_resumed']);
  });

  it('is not lifted by a form that does not know of the last leaving, or knows of none', async () => {
    await leave();
    const { page, open } = workingOn(officer, written.id);
    for (const [leftAt, status] of [
      ['2026-11-01T00:00:00.000Z', 409],
      ['1', 400],
      ['', 400],
    ] as const) {
      expect((await officer.submit(page, { left_at: leftAt }, `${page}/notices`)).status).toBe(status);
    }
    expect((await open()).html).toContain(FLAG);
  });
});

describe('a report from the web chat', () => {
  const newest = () => prisma().case.findFirstOrThrow({ orderBy: { serial: 'desc' } });
  /** Sends a report by chat; it is told of news there only when she says so. */
  async function told(...more: readonly string[]): Promise<Visitor> {
    const her = house.app.visitor({ 'Accept-Language': 'zh-CN' });
    for (const words of ['我要投诉', '以前', '他把我锁在屋里', ...more]) {
      await her.say(words);
    }
    const before = await prisma().case.count();
    await her.say('发送');
    if ((await prisma().case.count()) === before) {
      await her.say('发送');
    }
    return her;
  }

  it.each([
    ['that is told of it', ['改联系', '在这个聊天里提醒我有新消息']],
    ['that is told of nothing', []],
  ])('is marked when somebody leaves the chat %s', async (_, more) => {
    const her = await told(...more);
    const { id, channel } = await newest();
    expect(channel).toBe('webchat');
    expect(await prisma().caseLink.count({ where: { case_id: id } })).toBe(more.length > 0 ? 1 : 0);
    await post(her, '/leave');
    expect((await newest()).left_at).toEqual(house.app.clock.now());
    expect(her.cookies.has('sid')).toBe(false);
  });

  it('is not marked when nobody was there', async () => {
    const her = await told();
    await post(her, '/leave?why=idle');
    expect((await newest()).left_at).toBeNull();
  });
});
