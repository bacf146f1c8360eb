import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.js';
import { createTestClock, HOUR } from '../../support/test-clock.js';
import type { ChatAnswer } from '../../support/visitor.js';
import { hidden } from '../web/reporter.js';
import { openStaffBrowser, type Fields, type StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

const PAGE = '/console/duty';
/** Wednesday, 2026-11-25, 10:00 in Shanghai. */
const clock = createTestClock('2026-11-25T02:00:00Z');
let house: StaffHouse;
let second: TestApp;
let administrator: StaffBrowser;

beforeAll(async () => {
  house = await openStaffHouse({ clock });
  second = await startTestApp({
    clock,
    env: { DATABASE_URL: house.app.running().databaseUrl, KEYRING_FILE: house.app.keyringFile },
  });
  await house.hire(['administrator']);
  await house.hire(['case_officer']);
  administrator = await house.signedIn('administrator');
});
afterAll(async () => {
  await second.close();
  await house.close();
});

/** So many hours later, when every session has ended, the administrator is in again. */
async function later(hours: number): Promise<void> {
  clock.advance(hours * HOUR);
  administrator = await house.signedIn('administrator');
}
const prisma = () => house.app.database.prisma;
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 15_000, interval: 50 });
const textOf = (answer: ChatAnswer) => answer.messages.map(({ text }) => text).join('\n');
const dutyRows = async () => (await house.audited()).filter((line) => line.startsWith('duty_'));

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** The fields of a week: the same shifts from Monday to Friday, nobody at the weekend. */
function officeWeek(...shifts: ReadonlyArray<readonly [from: string, to: string]>): Fields {
  return Object.fromEntries(
    WEEK.slice(0, 5).flatMap((day) => [
      [`from_${day}`, shifts.map(([from]) => from)],
      [`to_${day}`, shifts.map(([, to]) => to)],
    ]),
  );
}
const OFFICE = officeWeek(['08:30', '12:00'], ['14:30', '18:00'], ['', ''], ['', '']);

/** Fills in the form of the week as its page has it now. */
async function enterWeek(fields: Fields, who = administrator) {
  const version = /name="version" value="([^"]+)"/.exec((await who.get(PAGE)).html)?.[1] ?? '';
  return who.submit(PAGE, { version, ...fields });
}
const enterDays = (fields: Fields) => administrator.submit(PAGE, fields, `${PAGE}/days`);
const removeDay = (day: string) => administrator.submit(PAGE, { day }, `${PAGE}/days/remove`);

const zh = { 'Accept-Language': 'zh-CN' };
/** A wrong without danger. */
const TOLD = '老板三个月没发工资了，一直拖着';
async function askedForAPerson(headers = zh): Promise<string> {
  return textOf(await house.app.visitor(headers).say(headers === zh ? '找人工' : 'talk to a person'));
}

/** Files a report by the web form; what the page with number and digits says. */
async function receipt(): Promise<string> {
  const visitor = house.app.visitor(zh);
  const html = await (await visitor.request('/help')).text();
  const body = new URLSearchParams({ ...hidden(html), happened: TOLD });
  const headers = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' };
  const sent = await visitor.request('/help', { method: 'POST', body, headers });
  expect(sent.status).toBe(303);
  return (await visitor.request('/help/done')).text();
}

/** Reports in the web chat, by words alone; what is said when it is sent. */
async function sentInChat(): Promise<string> {
  const visitor = house.app.visitor(zh);
  await visitor.say('我要投诉');
  let answer = await visitor.say('以前');
  answer = await visitor.say(TOLD);
  const sendOf = ({ messages }: ChatAnswer) =>
    messages.flatMap(({ buttons }) => buttons).find(({ label }) => label === '发送')?.value;
  for (let steps = 0; steps < 40 && !sendOf(answer); steps += 1) {
    answer = await visitor.say('跳过');
  }
  return textOf(await visitor.press(sendOf(answer) ?? ''));
}

describe('while nobody has entered hours', () => {
  it('nothing says that somebody is there', async () => {
    const { html } = await administrator.get(PAGE);
    expect(html).toContain('还没有填。填好以前，哪里也不会说有人值班');
    expect(html).toContain('大家看到的12338服务时间：服务时间待核对');
    expect(html).not.toContain('加单独的日子');
    expect(await askedForAPerson()).toContain('服务时间待核对');
    expect(await askedForAPerson()).not.toContain('没有人值班');
  });

  it('who reports is told that it is read in working hours, and whom to call', async () => {
    for (const told of [await receipt(), await sentInChat()]) {
      expect(told).toContain('现在不一定有人值班，工作时间有人看');
      expect(told).toMatch(/有危险110.*心里难受12356.*没满18岁12355/);
      expect(told).not.toContain('最前面');
    }
  });

  it('a single day can not be entered', async () => {
    const refused = await enterDays({ first: '2026-12-24' });
    expect([refused.status, refused.html]).toEqual([409, expect.stringContaining('请先填一周的时间')]);
  });
});

describe('hours that are entered', () => {
  it('are kept, written down, and said wherever 12338 is named, in every process', async () => {
    const entered = await enterWeek(OFFICE);
    expect([entered.status, entered.location]).toEqual([303, `${PAGE}?done=saved`]);
    expect(await dutyRows()).toEqual(['duty_changed week']);
    expect(await prisma().dutyShift.count()).toBe(12); // 5 days with two shifts, 2 days without
    const row = await prisma().auditEvent.findFirstOrThrow({ where: { action: 'duty_changed' } });
    expect(row).toMatchObject({ staff_id: await house.staff.idOf('administrator'), subject_kind: 'duty' });
    const words = '周一至周五8:30–12:00、14:30–18:00，节假日另定';
    for (const { url } of [house.app, second]) {
      const visitor = openStaffBrowser(url).visitor;
      await eventually(async () => textOf(await visitor.say('求助电话'))).toContain(`12338（${words}）`);
      await eventually(async () => textOf(await visitor.say('12338是什么热线'))).toContain(
        `西区12338：${words}，`,
      );
      expect(await (await visitor.request('/')).text()).toContain(words);
    }
    const english = house.app.visitor({ 'Accept-Language': 'en' });
    expect(await (await english.request('/')).text()).toContain(
      'Mon–Fri 8:30–12:00, 14:30–18:00; holidays may differ',
    );
    const { html } = await administrator.get(PAGE);
    expect(html).toContain('现在有人值班');
    expect(html).toContain('今天：8:30–12:00、14:30–18:00');
    expect(html).toContain(`大家看到的12338服务时间：${words}`);
  });

  it('entered once more are not written down again', async () => {
    expect((await enterWeek(OFFICE)).status).toBe(303);
    expect(await dutyRows()).toHaveLength(1);
  });

  it('can not be changed as a figure besides', async () => {
    const figure = '/console/figures/hours_12338';
    const { html } = await administrator.get(figure);
    expect(html).toContain('这一项由“值班时间”算出来');
    expect(html).not.toContain('name="as_of"');
    const fields = { zh: '每天', en: 'daily', as_of: '2026-11-25', version: 'shipped' };
    const refused = await administrator.submit(PAGE, fields, figure);
    expect([refused.status, refused.html]).toEqual([409, expect.stringContaining('请到“值班时间”里改')]);
    expect(await prisma().figure.count()).toBe(0);
  });

  it('are read over a restart', { timeout: 60_000 }, async () => {
    await house.app.restart();
    administrator = await house.signedIn('administrator');
    expect(await receipt()).not.toContain('不一定有人值班');
  });
});

describe('within the hours', () => {
  it('nothing is said of nobody’s being there', async () => {
    for (const told of [await receipt(), await sentInChat(), await askedForAPerson()]) {
      expect(told).not.toMatch(/没有人值班|不一定有人值班|12355/);
    }
  });
});

describe('out of hours', () => {
  beforeAll(() => later(11)); // 21:00

  it('who reports is told when it is read, and whom to call meanwhile', async () => {
    for (const told of [await receipt(), await sentInChat()]) {
      expect(told).toContain('现在没有人值班。明早8:30有人看，您的会排在最前面。');
      expect(told).toMatch(/有危险110.*受伤120.*心里难受12356.*没满18岁12355/);
    }
  });

  it('who asks for a person is told when somebody answers, also after an answer, in both languages', async () => {
    expect(await askedForAPerson()).toMatch(/12338现在没有人值班，明早8:30有人接。\n.*110.*12356.*12355/);
    expect(await askedForAPerson({ 'Accept-Language': 'en' })).toContain(
      'Nobody is on duty at 12338 right now; somebody answers tomorrow morning at 8:30.',
    );
    const visitor = house.app.visitor(zh);
    await visitor.say('小学生一天要睡几个小时');
    expect(textOf(await visitor.say('找人工'))).toContain('明早8:30有人接');
  });

  it('a holiday counts: the next one who is there is meant', async () => {
    const saved = await enterDays({ first: '2026-11-26', last: '2026-11-29' });
    expect(saved.status).toBe(303);
    expect(await dutyRows()).toContain('duty_changed days 2026-11-26 2026-11-29');
    await eventually(askedForAPerson).toContain('11月30日（周一）8:30有人接');
    const working = await enterDays({ first: '2026-11-28', from_single: ['09:00'], to_single: ['12:00'] });
    expect(working.status).toBe(303);
    expect(await dutyRows()).toContain('duty_changed days 2026-11-28');
    await eventually(askedForAPerson).toContain('11月28日（周六）9:00有人接');
    const { html } = await administrator.get(PAGE);
    expect(html).toContain('2026-11-26 周四');
    expect(html).toMatch(/2026-11-28 周六[\s\S]*9:00–12:00/);
  });

  it('a day that is taken out again is as its weekday', async () => {
    expect((await removeDay('2026-11-26')).status).toBe(303);
    expect(await dutyRows()).toContain('duty_changed day_removed 2026-11-26');
    await eventually(askedForAPerson).toContain('明早8:30有人接');
    const before = (await dutyRows()).length;
    expect((await removeDay('2026-11-26')).status).toBe(303);
    expect(await dutyRows()).toHaveLength(before);
  });
});

describe('the cases of the night', () => {
  it('stand before those of the day in the list of the next morning', async () => {
    const at = async (moment: string) =>
      (
        await prisma().case.findMany({
          where: { created_at: new Date(moment) },
          orderBy: { serial: 'asc' },
          select: { id: true },
        })
      ).map(({ id }) => id);
    const [day, night] = [await at('2026-11-25T02:00:00Z'), await at('2026-11-25T13:00:00Z')];
    expect([day.length > 0, night.length > 0]).toEqual([true, true]);
    await later(12); // 9:00
    const officer = await house.signedIn('case_officer');
    const listed = async () =>
      [
        ...(await officer.get('/console/cases')).html.matchAll(/href="\/console\/cases\/([0-9a-f-]{36})"/g),
      ].map(([, id]) => id ?? '');
    const ids = await listed();
    expect([...ids.slice(0, night.length)].sort()).toEqual([...night].sort());
    expect([...ids.slice(night.length)].sort()).toEqual([...day].sort());
  });
});

describe('what can not be taken', () => {
  const before = async () => prisma().dutyShift.findMany({ orderBy: { id: 'asc' } });

  it.each([
    ['an end before its beginning', ['12:00', '08:30'], '结束要比开始晚'],
    ['no end', ['08:30', ''], '请把开始和结束都写上'],
    ['no time', ['8点', '9点'], '请把开始和结束都写上'],
  ])('%s is refused at its day, and what was typed stays', async (_what, [from = '', to = ''], problem) => {
    const stands = await before();
    const typed = {
      ...OFFICE,
      from_sunday: [from],
      to_sunday: [to],
      from_monday: ['07:15'],
      to_monday: ['11:00'],
    };
    const refused = await enterWeek(typed);
    expect([refused.status, refused.html]).toEqual([400, expect.stringContaining(problem)]);
    expect(refused.html).toContain('id="problem-sunday"');
    expect(refused.html).toContain('value="07:15"');
    expect(await before()).toEqual(stands);
  });

  it('shifts that overlap are refused, also on a single day', async () => {
    const overlap = await enterWeek({ from_friday: ['8:00', '11:00'], to_friday: ['12:00', '13:00'] });
    expect([overlap.status, overlap.html]).toEqual([400, expect.stringContaining('叠在一起')]);
    const single = await enterDays({
      first: '2026-12-24',
      from_single: ['8:00', '11:00'],
      to_single: ['12:00', '13:00'],
    });
    expect([single.status, single.html]).toEqual([400, expect.stringContaining('叠在一起')]);
    expect(single.html).toContain('value="2026-12-24"');
  });

  it.each([
    ['2026-11-25', ''],
    ['2026-02-30', ''],
    ['', ''],
    ['2026-12-24', '2026-12-23'],
    ['2026-12-24', '2027-01-24'],
    ['2028-12-24', ''],
  ])('days from “%s” to “%s” are refused', async (first, last) => {
    const refused = await enterDays({ first, last });
    expect([refused.status, refused.html]).toEqual([400, expect.stringContaining('请写对日期')]);
  });

  it('a week that somebody else has changed meanwhile is not overwritten', async () => {
    const stands = await before();
    const refused = await administrator.submit(PAGE, { ...officeWeek(['10:00', '11:00']), version: 'none' });
    expect([refused.status, refused.html]).toEqual([409, expect.stringContaining('刚才有同事改过值班时间')]);
    expect(refused.html).toContain('value="10:00"');
    expect(await before()).toEqual(stands);
  });
});

describe('the form', () => {
  it('takes four shifts a day, to midnight, and Tuesday to Friday as Monday', async () => {
    const four = {
      from_monday: ['0:00', '6:00', '12:00', '18:00'],
      to_monday: ['5:00', '11:00', '17:00', '0:00'],
    };
    expect(
      (await enterWeek({ ...four, from_tuesday: ['9:00'], to_tuesday: ['10:00'], like_monday: '1' })).status,
    ).toBe(303);
    const rows = await prisma().dutyShift.findMany({
      where: { weekday: 5 },
      orderBy: { from_minute: 'asc' },
    });
    expect(rows.map((row) => [row.from_minute, row.to_minute])).toEqual([
      [0, 300],
      [360, 660],
      [720, 1020],
      [1080, 1440],
    ]);
    const { html } = await administrator.get(PAGE);
    expect(html.match(/<details open/g)).toHaveLength(5);
    expect(html.match(/value="00:00"/g)).toHaveLength(10);
  });

  it('left empty makes the hours unknown again', async () => {
    expect((await enterWeek({})).status).toBe(303);
    expect(await dutyRows()).toContain('duty_changed week_forgotten');
    await eventually(askedForAPerson).toContain('服务时间待核对');
    await enterWeek(OFFICE);
  });
});

describe('who is no administrator', () => {
  it.each(['case_officer', 'editor', 'broadcaster', 'auditor'] as const)(
    'as %s reads the hours and changes none',
    async (role) => {
      await house.hire([role], `reads-${role}`);
      const reader = await house.signedIn(`reads-${role}`);
      const { status, html } = await reader.get(PAGE);
      expect([status, html]).toEqual([200, expect.stringContaining('8:30–12:00')]);
      expect(html).not.toContain('name="from_monday"');
      const rows = await dutyRows();
      for (const [action, fields] of [
        [PAGE, { ...officeWeek(['10:00', '11:00']), version: 'none' }],
        [`${PAGE}/days`, { first: '2026-12-24' }],
        [`${PAGE}/days/remove`, { day: '2026-11-27' }],
      ] as const) {
        expect((await reader.submit(PAGE, fields, action)).status).toBe(404);
      }
      expect(await dutyRows()).toEqual(rows);
    },
  );

  it('and not signed in is led to the sign-in page', async () => {
    expect((await openStaffBrowser(house.app.url).get(PAGE)).status).toBe(303);
  });
});
