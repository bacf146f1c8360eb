import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.js';
import { newVisitor } from '../../support/visitor.js';
import { openStaffBrowser, type StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

const HOURS = '/console/figures/hours_12338';
const LEAVE = '/console/figures/maternity_leave_sichuan';
let house: StaffHouse;
let second: TestApp;
let editor: StaffBrowser;
let today: string;

beforeAll(async () => {
  house = await openStaffHouse();
  const { databaseUrl } = house.app.running();
  second = await startTestApp({
    clock: house.app.clock,
    env: { DATABASE_URL: databaseUrl, KEYRING_FILE: house.app.keyringFile },
  });
  await house.hire(['editor']);
  await house.hire(['editor'], 'colleague');
  await house.hire(['administrator']);
  await house.hire(['case_officer', 'broadcaster', 'auditor'], 'others');
  editor = await house.signedIn('editor');
  today = /name="as_of"[^>]* value="([^"]+)"/.exec((await editor.get(HOURS)).html)?.[1] ?? '';
});
afterAll(async () => {
  await second.close();
  await house.close();
});

const prisma = () => house.app.database.prisma;
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 15_000, interval: 50 });

/** Fills in the form of a figure as its page has it now, but for what is given. */
async function change(page: string, fields: Record<string, string>, who = editor) {
  return who.submit(page, { ...(await versionAt(page, who)), as_of: today, ...fields });
}
async function versionAt(page: string, who = editor): Promise<{ version: string }> {
  return { version: /name="version" value="([^"]+)"/.exec((await who.get(page)).html)?.[1] ?? '' };
}

/** What a new person at a door is told: by the bot, by an answer, on the home page, by somebody who reads English. */
async function told(url: string): Promise<{ bot: string; answer: string; home: string; english: string }> {
  const chinese = newVisitor(url, { 'Accept-Language': 'zh-CN' });
  const english = newVisitor(url, { 'Accept-Language': 'en' });
  const words = async (text: string) =>
    (await chinese.say(text)).messages.map((message) => message.text).join('\n');
  return {
    bot: await words('求助电话'),
    answer: await words('12338是什么热线'),
    home: await (await chinese.request('/')).text(),
    english: await (await english.request('/')).text(),
  };
}

describe('the hours of 12338', () => {
  it('stand in answers and sentences as shipped until somebody enters them', async () => {
    const { bot, answer, home, english } = await told(house.app.url);
    expect(bot).toContain('12338（服务时间待核对）');
    expect(answer).toContain('西区12338：服务时间待核对，');
    expect(home).toContain('服务时间待核对');
    expect(english).toContain('hours to be checked');
    const { html } = await editor.get('/console/figures');
    expect(html).toContain('12338的服务时间');
    expect(html).toContain('还没核实');
  });

  it('once entered, are said everywhere in every process', async () => {
    const entered = await change(HOURS, { zh: '工作日9:00到17:30', en: 'working days 9:00 to 17:30' });
    expect([entered.status, entered.location]).toEqual([303, `${HOURS}?done=saved`]);
    expect((await editor.get(`${HOURS}?done=saved`)).html).toContain('已经保存');
    for (const { url } of [house.app, second]) {
      await eventually(async () => (await told(url)).bot).toContain('12338（工作日9:00到17:30）');
      await eventually(async () => (await told(url)).answer).toContain('西区12338：工作日9:00到17:30，');
      const { home, english } = await told(url);
      expect(home).toContain('工作日9:00到17:30');
      expect(home).not.toContain('待核对');
      expect(english).toContain('working days 9:00 to 17:30');
    }
  });

  it('have their row, their audit row and their revision', async () => {
    const row = await prisma().figure.findUniqueOrThrow({ where: { id: 'hours_12338' } });
    expect(row.value).toEqual({
      'zh-CN': '工作日9:00到17:30',
      en: 'working days 9:00 to 17:30',
      as_of: today,
    });
    expect(row.updated_by).toBe(await house.staff.idOf('editor'));
    expect(await house.audited()).toContain('figure_changed hours_12338');
    expect((await prisma().knowledgeRevision.findUniqueOrThrow({ where: { id: 1 } })).revision).toBe(1n);
    const again = await change(HOURS, { zh: '工作日9:00到17:30', en: 'working days 9:00 to 17:30' });
    expect(again.status).toBe(303);
    expect((await house.audited()).filter((line) => line.startsWith('figure_'))).toHaveLength(1);
  });

  it('are kept over a restart', { timeout: 60_000 }, async () => {
    await house.app.restart();
    expect((await told(house.app.url)).bot).toContain('12338（工作日9:00到17:30）');
    editor = await house.signedIn('editor');
    const { html } = await editor.get(HOURS);
    expect(html).toContain('我们改的');
    expect(html).toContain('随系统来的是“服务时间待核对”');
  });

  it('go back to the shipped ones', async () => {
    const back = await editor.submit(HOURS, await versionAt(HOURS), `${HOURS}/shipped`);
    expect([back.status, back.location]).toEqual([303, `${HOURS}?done=saved`]);
    expect(await house.audited()).toContain('figure_restored hours_12338');
    expect(await prisma().figure.count()).toBe(0);
    await eventually(async () => (await told(second.url)).bot).toContain('12338（服务时间待核对）');
  });
});

describe('a figure', () => {
  it('of leave stands in the answer, and its page names the answer', async () => {
    expect((await editor.get(LEAVE)).html).toContain('四川产假多少天');
    expect((await change(LEAVE, { zh: '200天', en: '200 days' })).status).toBe(303);
    const leave = async () => (await house.app.visitor().say('四川产假多少天')).messages[0]?.text;
    await eventually(leave).toContain('四川现在一般是200天：');
  });

  it.each([
    ['no words', { zh: ' ' }, '请写好中文'],
    ['words too long', { zh: '天'.repeat(41) }, '请写好中文'],
    ['brackets', { en: '[[since]]' }, '请写好中文'],
    ['no day', { as_of: '去年' }, '请填核对的日期'],
    ['a day to come', { as_of: '2999-01-01' }, '请填核对的日期'],
  ])('with %s is refused, and what was typed stays', async (_what, fields, problem) => {
    const typed = { zh: '201天', en: 'two hundred and one days', ...fields };
    const refused = await change(LEAVE, typed);
    expect([refused.status, refused.html]).toEqual([400, expect.stringContaining(problem)]);
    expect(refused.html).toContain(`value="${typed.en}"`);
    expect((await editor.get(LEAVE)).html).toContain('200天');
  });

  it('that would make an answer too long is refused, with the name of the answer', async () => {
    const id = 'pregnancy_rights_maternity_leave';
    const row = await prisma().knowledgeEntry.findUniqueOrThrow({
      where: { id_locale: { id, locale: 'zh-CN' } },
    });
    const answer = `[[maternity_leave_sichuan]]${'字'.repeat(210)}`;
    const content = { ...(row.content as object), answer };
    await prisma().knowledgeEntry.update({
      where: { id_locale: { id, locale: 'zh-CN' } },
      data: { content, edited: true },
    });
    const refused = await change(LEAVE, { zh: '一百八十八天或者更多一些', en: '188 days or more' });
    expect([refused.status, refused.html]).toEqual([
      400,
      expect.stringContaining('放进答案“四川产假多少天”里太长了'),
    ]);
  });

  it('changed by two at once is changed by the first, and the second sees both', async () => {
    const colleague = await house.signedIn('colleague');
    const [page, before] = ['/console/figures/cancer_aid', await versionAt('/console/figures/cancer_aid')];
    expect((await change(page, { zh: '2万元', en: '20,000 yuan' }, colleague)).status).toBe(303);
    const late = await change(page, { zh: '3万元', en: '30,000 yuan', ...before });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('刚才有同事改过')]);
    expect(late.html).toContain('2万元');
    expect(late.html).toContain('value="3万元"');
    expect((await editor.submit(page, before, `${page}/shipped`)).status).toBe(409);
  });

  it('that is none is not found', async () => {
    for (const page of ['/console/figures/nothing', "/console/figures/'--"]) {
      expect((await editor.get(page)).status).toBe(404);
      expect((await editor.submit('/console/figures', { zh: 'x', en: 'x' }, page)).status).toBe(404);
    }
  });
});

describe('who may', () => {
  it('as administrator: see all, change the hours and nothing else', async () => {
    const administrator = await house.signedIn('administrator');
    expect((await administrator.get('/console/figures')).status).toBe(200);
    const hours = { zh: '每天8:00到20:00', en: 'daily 8:00 to 20:00' };
    expect((await change(HOURS, hours, administrator)).status).toBe(303);
    const { html } = await administrator.get(LEAVE);
    expect(html).toContain('要改这一项，请找编辑');
    const version = await versionAt(LEAVE);
    for (const [action, fields] of [
      [LEAVE, { zh: '1天', en: '1 day', as_of: today, ...version }],
      [`${LEAVE}/shipped`, version],
    ] as const) {
      expect((await administrator.submit(HOURS, fields, action)).status).toBe(404);
    }
  });

  it('as anybody else: not find it', async () => {
    const others = await house.signedIn('others');
    for (const page of ['/console/figures', HOURS]) {
      expect((await others.get(page)).status).toBe(404);
    }
    expect((await others.submit('/console', { zh: 'x', en: 'x' }, HOURS)).status).toBe(404);
    const stranger = openStaffBrowser(house.app.url);
    expect((await stranger.get(HOURS)).status).toBe(303);
  });
});

describe('the sentence that a minor reads before she tells', () => {
  const NOTICE = '/console/figures/minor_notice';
  const own = {
    zh: '你说的话我们会认真听；有人伤害你，我们会告诉公安。',
    en: 'We listen; we tell the police when somebody hurts you.',
  };
  const read = async (path: string) =>
    (await newVisitor(house.app.url, { 'Accept-Language': 'zh-CN' }).request(path)).text();

  it('stands on the form as shipped, and in the words of staff once they have changed it', async () => {
    expect(await read('/help?on=1')).toContain('工作人员会报告公安来保护你');
    expect((await change(NOTICE, own)).status).toBe(303);
    await eventually(() => read('/help?on=1')).toContain(own.zh);
    expect(await read('/help?on=1')).not.toContain('一般的烦恼不会报告');
  });

  it('may be a whole sentence, but no page of text', async () => {
    expect((await change(NOTICE, { ...own, zh: '长'.repeat(121) })).status).toBe(400);
    expect((await change(HOURS, { zh: '长'.repeat(41), en: 'long' })).status).toBe(400);
  });
});
