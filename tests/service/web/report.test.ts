import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTAKE_STEPS } from '../../../src/domain/cases/index.js';
import { REPORT_CONSENT } from '../../../src/domain/consent/index.js';
import { dangerScale } from '../../support/danger-scale.js';
import { createHouse, type Door, type House } from './door.js';
import { boxed, type Fields, hidden, noted, Reporter, thread } from './reporter.js';

let house: House;
let door: Door;
let now = new Date('2026-11-25T02:00:00Z');
const canary = `金丝雀-${randomUUID()}`;
const headersSeen: string[] = [];

beforeAll(async () => {
  house = await createHouse();
  door = await house.open({ deps: { clock: { now: () => now } } });
});
afterAll(async () => {
  expect(door.logged.filter((line) => line.includes('金丝雀'))).toEqual([]);
  expect(headersSeen.filter((line) => /金丝雀|%E9%87%91/.test(line))).toEqual([]);
  await house.drop();
});

const reporter = () => new Reporter(door);
const cases = () => door.database.prisma.case.count();
const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

async function intakeOf(number: string) {
  const officer = await hireOfficer();
  const { rows } = await door.cases.desk.list(officer, { number, page: 1 });
  return (await door.cases.desk.open(officer, rows[0]?.id ?? ''))?.intake;
}
async function hireOfficer() {
  const id = 'a0000000-0000-4000-8000-000000000001';
  await door.database.pool.query(
    `INSERT INTO staff (id, login, name, roles, created_at) VALUES ($1, 'officer', '\\x00', '{case_officer}', now())
     ON CONFLICT DO NOTHING`,
    [id],
  );
  return { id, roles: ['case_officer'] };
}

describe('the form', () => {
  it('asks every question of the intake and needs one answer', async () => {
    const html = await reporter().page('/help');
    for (const { name, doors } of INTAKE_STEPS) {
      expect(html.includes(`name="${name}"`), name).toBe(doors?.includes('page') ?? true);
    }
    for (const { id } of dangerScale.questions) {
      expect(html).toContain(`name="answer_${id}"`);
    }
    expect(html).not.toMatch(/<details[^>]* open/);
    expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
    expect(html.match(/aria-required="true"/g)).toHaveLength(1);
    expect(html).toContain('autocomplete="off"');
    expect(html).toMatch(/name="contact" value="no" checked/);
    expect(html).toMatch(/name="statistics" value="no" checked/);
    expect(html).not.toMatch(/name="share"[^>]* checked/);
  });

  it('sent with every answer becomes a case that holds them as they were written', async () => {
    const told = {
      danger: 'before',
      happened: `${canary} 第一行\r\n第二行 <b>"&'`,
      reporter: 'other',
      minor: 'unknown',
      place_of_harm: '西区某街道',
      residence: '清香坪',
      relation: 'partner',
      lives_together: 'yes',
      other_work: '水泥厂',
      wish: ['protection', 'legal'],
      wish_words: '想搬出去',
      needs: ['shelter'],
      earlier: ['police', 'court'],
      earlier_words: '开了告诫书',
      contact: 'phone',
      help: 'yes',
      share: ['civil_affairs', 'court'],
      withhold: '别告诉学校',
      statistics: 'yes',
    };
    const hers = {
      answerer: 'me',
      voicemail: 'no',
      code_word: '桂花开了',
      neutral: 'own',
      neutral_words: '您的课有位子了',
    };
    const [phone, safeTime] = ['139 0000 0000', '上午十点'];
    const one = reporter();
    const response = await one.file({ ...told, ...hers, phone, safe_time: safeTime });
    headersSeen.push(JSON.stringify([...response.headers]));
    expect([response.status, response.headers.get('location')]).toEqual([303, '/help/done']);
    const { number } = noted(await one.page('/help/done'));
    expect(await intakeOf(number)).toEqual({
      ...told,
      happened: told.happened.replace('\r\n', '\n'),
      consent_version: REPORT_CONSENT,
    });
    const officer = await hireOfficer();
    const { desk, contactDesk } = door.cases;
    const { rows } = await desk.list(officer, { number, page: 1 });
    const id = rows[0]?.id ?? '';
    const { rules } = await contactDesk.sheet(officer, id);
    const given = { rules, confirmed: true, reason: '她现在打来，要我们回电话' };
    const shown = await contactDesk.showNumber(officer, id, given, randomUUID());
    expect([shown.phone, shown.sheet.safeTime, shown.sheet.hers]).toEqual([phone, safeTime, hers]);
  });

  it('sent with the one answer is enough, and nobody is called', async () => {
    const one = reporter();
    const { number } = await one.fileAndNote({ happened: '他打我', danger: '', phone: '139', contact: 'no' });
    expect(await intakeOf(number)).toEqual({
      happened: '他打我',
      contact: 'no',
      consent_version: REPORT_CONSENT,
    });
  });

  it.each([
    ['nothing', { happened: '' }],
    ['blanks alone', { happened: ' \r\n\t ' }],
    ['NUL alone', { happened: '\0' }],
  ])('sent with %s comes back with the other answers and a sentence at the field', async (_what, answers) => {
    const before = await cases();
    const response = await reporter().file({
      ...answers,
      place_of_harm: '某街道',
      wish: ['legal', 'advice'],
    });
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain('请在这里写下发生了什么');
    expect(html).toContain('href="#happened"');
    expect(html).toMatch(/<textarea[^>]*id="happened"[^>]*aria-invalid="true"[^>]*autofocus/);
    expect(html).toMatch(/name="place_of_harm"[^>]*value="某街道"/);
    expect(html).toMatch(/name="wish" value="legal" checked/);
    expect(html).toMatch(/name="wish" value="advice" checked/);
    expect(await cases()).toBe(before);
  });

  it('holds 8,000 characters however long their bytes, and no more', async () => {
    const one = reporter();
    const text = `${'𠀀'.repeat(7998)}\r\n`;
    expect((await one.file({ happened: `${text}𠀀` })).status).toBe(303);
    const { number } = noted(await one.page('/help/done'));
    expect((await intakeOf(number))?.happened).toHaveLength(7999 * 2 + 1);
    const over = await reporter().file({ happened: '长'.repeat(8001) });
    expect(over.status).toBe(400);
    const html = await over.text();
    expect(html).toContain('这里最多8000个字');
    expect(boxed(html, 'happened')).toHaveLength(8001);
    expect((await reporter().file({ happened: 'x', phone: '1'.repeat(41), contact: 'phone' })).status).toBe(
      400,
    );
  });

  it('keeps nothing that was not sent, and no page of it is stored anywhere', async () => {
    const before = await cases();
    const response = await reporter().request('/help');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await cases()).toBe(before);
  });

  it('has a neutral title and a way out before everything else, on its error pages too', async () => {
    const one = reporter();
    for (const [path, status] of [
      ['/help', 200],
      ['/help/done', 200],
      ['/help/slip/short', 200],
      ['/r', 200],
      ['/help/nothing', 404],
      ['/r/nothing', 404],
    ] as const) {
      const response = await one.request(path);
      const html = await response.text();
      expect(response.status).toBe(status);
      expect(html).toMatch(/<title>社区服务 · (办事|我的事|出错了)<\/title>/);
      expect(/<a [^>]*>/.exec(html)?.[0]).toContain('href="/leave"');
      expect(html).toMatch(/<script src="\/assets\/safe\.[0-9a-f]{16}\.js"/);
      for (const number of ['110', '120', '12338']) {
        expect(html).toContain(`href="tel:${number}"`);
      }
      expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
    }
  });
});

describe('the short form', () => {
  it('sends a prepared sentence for who cannot write, and only when nothing is written', async () => {
    const one = reporter();
    const { number } = await one.fileAndNote({ danger: 'now', ready: 'hurt' });
    expect(await intakeOf(number)).toMatchObject({ danger: 'now', happened: '家里有人打我，请帮帮我。' });
    const other = reporter();
    const slip = await other.fileAndNote({ ready: 'hurt', happened: '我自己写的' });
    expect((await intakeOf(slip.number))?.happened).toBe('我自己写的');
    expect((await reporter().file({ ready: 'another' })).status).toBe(400);
  });
});

describe('the answers before they are sent', () => {
  const answers = {
    ...{ happened: `${canary} 第一行\r\n第二行 <b>"&'`, danger: 'before', relation: 'partner' },
    ...{ wish: ['legal', 'advice'], contact: 'no', phone: '139', answer_could_not_breathe: 'yes' },
  };
  const checked = async (more: Fields = {}) => {
    const one = reporter();
    const response = await one.file({ ...answers, step: 'check', ...more });
    return { one, response, html: await response.text() };
  };
  /** What the page would send again: its hidden fields. */
  const held = (html: string) => {
    const fields: Record<string, string[]> = {};
    for (const [, name = '', value = ''] of html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
      fields[name] = [...(fields[name] ?? []), unescaped(value)];
    }
    return fields;
  };

  it('are shown as they will be sent, under the same token, and nothing is kept', async () => {
    const before = await cases();
    const { response, html } = await checked();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(html).toMatch(/<title>社区服务 · 办事<\/title>/);
    expect(/<a [^>]*>/.exec(html)?.[0]).toContain('href="/leave"');
    for (const shown of [
      '第二行',
      '发生过，怕再发生',
      '丈夫、妻子或对象',
      '先告诉我该怎么办、帮我找法律援助',
    ]) {
      expect(html).toContain(shown);
    }
    expect(html).not.toContain('<b>"');
    expect(html).not.toContain('139'); // nobody is to call her
    expect(html).not.toMatch(/掐脖子|高危|危险等级/);
    expect(html).toContain('答了1题，共11题');
    expect(await cases()).toBe(before);
  });

  it('can be sent from there, and are the same report', async () => {
    const { one, html } = await checked();
    const fields = held(html);
    const response = await one.send('/help', { ...fields, step: 'send' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/help/done']);
    const { number } = noted(await one.page('/help/done'));
    expect(await intakeOf(number)).toEqual({
      ...{ happened: `${canary} 第一行\n第二行 <b>"&'`, danger: 'before', relation: 'partner' },
      ...{ wish: ['advice', 'legal'], contact: 'no', consent_version: REPORT_CONSENT },
    });
    expect((await one.send('/help', { ...fields, step: 'send' })).status).toBe(303);
  });

  it('can be changed: the form opens at the question with everything in it', async () => {
    const { one, html } = await checked();
    const fields = held(html);
    const edit = await one.send('/help', { ...fields, step: 'edit-relation' });
    expect(edit.status).toBe(200);
    const form = await edit.text();
    expect(form).toMatch(
      /name="relation" value="partner" checked autofocus|name="relation" value="partner"[^>]*autofocus/,
    );
    expect(boxed(form, 'happened')).toContain('第二行');
    expect(form).toMatch(/name="answer_could_not_breathe" value="yes" checked/);
    expect(hidden(form).submission).toBe(fields.submission?.[0]);
    const scale = await (await one.send('/help', { ...fields, step: 'edit-assessment' })).text();
    expect(scale).toMatch(/<details[^>]*id="assessment"[^>]*open/);
    const back = await (await one.send('/help', { ...fields, step: 'edit' })).text();
    expect(back).toMatch(/<textarea[^>]*id="happened"[^>]*autofocus/);
  });

  it('begin with the numbers when danger is told or heard, and only then', async () => {
    const calls = /<section class="card calls"/;
    expect((await checked()).html).toMatch(calls);
    expect((await checked({ danger: 'now' })).html).toMatch(calls);
    const calm = { happened: '单位拖欠我三个月工资', relation: 'colleague', answer_could_not_breathe: '' };
    expect((await checked({ ...calm, danger: 'no' })).html).not.toMatch(calls);
    const heard = await checked({ ...calm, danger: 'no', happened: '他拿着刀在砸门，要杀我' });
    expect(heard.html).toMatch(calls);
  });

  it('ask about the danger when it is violence at home, and nobody else', async () => {
    const asks = /name="answer_threatened_to_kill" value="yes"/;
    const none = { answer_could_not_breathe: '' };
    expect((await checked(none)).html).toMatch(asks);
    expect((await checked({ ...none, relation: '', happened: '老公喝醉了又打我' })).html).toMatch(asks);
    const other = { ...none, relation: 'colleague', happened: '单位拖欠我三个月工资' };
    expect((await checked(other)).html).not.toMatch(asks);
    expect((await checked({ ...none, reporter: 'heard' })).html).not.toMatch(asks);
  });

  it('that are not right come back to the form', async () => {
    const { response, html } = await checked({ happened: '' });
    expect(response.status).toBe(400);
    expect(html).toContain('请在这里写下发生了什么');
  });

  it('are shown to nobody once she has left: the form sent once more comes back empty', async () => {
    const { one, html } = await checked();
    const fields = held(html);
    const before = await cases();
    const empty = { step: 'send', happened: '' };
    for (const session of ['', 'another-session-of-this-browser-0123456789ab']) {
      one.cookies.clear();
      if (session !== '') {
        one.cookies.set('sid', session);
      }
      for (const again of [{ step: 'check' }, { step: 'edit-happened' }, { step: 'edit' }, empty]) {
        const response = await one.send('/help', { ...fields, ...again });
        const shown = await response.text();
        expect([response.status, shown.includes('刚才写的没有留下')]).toEqual([403, true]);
        expect(shown).not.toMatch(
          /第二行|金丝雀|value="partner" checked|answer_could_not_breathe" value="yes" checked/,
        );
        expect(hidden(shown).submission).not.toBe(fields.submission?.[0]);
        one.cookies.clear();
      }
    }
    expect(await cases()).toBe(before);
  });

  it('of another site are refused there too', async () => {
    const one = reporter();
    const fields = { ...hidden(await one.page('/help')), ...answers, step: 'check' };
    expect((await one.send('/help', fields, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });
});

describe('right after sending', () => {
  it('she reads what to do first, what to keep and by when she hears', async () => {
    const one = reporter();
    await one.file({ happened: '单位拖欠我三个月工资，老板不给', danger: 'no' });
    const html = await one.page('/help/done');
    expect(html).toContain('打12333找劳动监察投诉');
    expect(html).toContain('合同、工资条、转账');
    expect(html).toMatch(/我们争取在\d{4}年\d{1,2}月\d{1,2}日前看到/);
    expect(html).toMatch(/最迟\d{4}年\d{1,2}月\d{1,2}日，会告诉您妇联办不办/);
  });

  it('nobody in danger is given an hour to wait for', async () => {
    const one = reporter();
    await one.file({ happened: '他现在正在打我', danger: 'now' });
    const html = await one.page('/help/done');
    expect(html).toContain('可以请民警出告诫书');
    expect(html).not.toContain('我们争取');
    expect(html).toContain('110');
  });
});

describe('one form is one case', () => {
  it('when it is sent twenty times at once', async () => {
    const one = reporter();
    const fields = { ...hidden(await one.page('/help')), happened: `双击 ${canary}` };
    const before = await cases();
    const responses = await Promise.all(Array.from({ length: 20 }, () => one.send('/help', fields)));
    expect(responses.map((response) => response.status)).toEqual(Array(20).fill(303));
    expect(await cases()).toBe(before + 1);
    const first = noted(await one.page('/help/done'));
    expect(first.number).not.toBe('');
    expect((await one.send('/help', fields)).status).toBe(303);
    expect(noted(await one.page('/help/done'))).toEqual(first);
    expect(await cases()).toBe(before + 1);
  });

  it('and after going back, other words are refused with a sentence; sent once more they are a case of their own', async () => {
    const one = reporter();
    const fields = { ...hidden(await one.page('/help')), happened: '第一次写的' };
    expect((await one.send('/help', fields)).status).toBe(303);
    const before = await cases();
    const response = await one.send('/help', { ...fields, happened: '改过的话' });
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('这份登记刚才已经收到了');
    expect(boxed(html, 'happened')).toBe('改过的话');
    expect(hidden(html).submission).not.toBe(fields.submission);
    expect(await cases()).toBe(before);
    expect((await one.send('/help', { ...hidden(html), happened: '改过的话' })).status).toBe(303);
    expect(await cases()).toBe(before + 1);
  });
});

describe('number and digits', () => {
  it('are shown to the browser that filed, again within ten minutes, and then no more', async () => {
    const one = reporter();
    const first = await one.fileAndNote({ happened: '一件事' });
    expect(first.number).toMatch(/^2026-\d{6}$/);
    expect(first.code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    later(9);
    expect(noted(await one.page('/help/done'))).toEqual(first);
    later(2);
    const gone = await one.page('/help/done');
    expect(noted(gone)).toEqual({ number: '', code: '' });
    expect(gone).toContain('这里的查询码看不到了');
  });

  it('are not shown to another browser, also not with the same cookie', async () => {
    const one = reporter();
    await one.fileAndNote({ happened: '一件事' });
    const other = reporter();
    await other.page('/help');
    other.cookies.set('ref', one.cookies.get('ref') ?? '');
    expect(await other.page('/help/done')).toContain('这里的查询码看不到了');
    expect(await reporter().page('/help/done')).toContain('这里的查询码看不到了');
  });

  it('stand in no address, and the cookie that leads to them is sent to that page and to the way out alone', async () => {
    const one = reporter();
    const response = await one.file({ happened: '一件事' });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^ref=[A-Za-z0-9_-]{43}; Path=\/help; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^ref=[A-Za-z0-9_-]{43}; Path=\/leave; HttpOnly; SameSite=Lax$/),
    ]);
    const { code } = noted(await one.page('/help/done'));
    expect(door.logged.join('\n')).not.toContain(code.replaceAll(' ', ''));
  });

  it('are shown at once to a browser that keeps no cookies', async () => {
    const one = reporter();
    const fields = hidden(await one.page('/help'));
    one.cookies.clear();
    const response = await one.send('/help', { ...fields, happened: '一件事' });
    expect(response.status).toBe(200);
    expect(noted(await response.text()).code).toMatch(/^\d{4}( \d{4}){3}$/);
  });
});

describe('a one-time link', () => {
  async function link(): Promise<string> {
    const filed = await door.database.prisma.$transaction((tx) =>
      door.cases.fileCase(
        tx,
        { happened: '在聊天里说的' },
        { channel: 'telegram', locale: 'zh-CN', submission: randomUUID(), now },
      ),
    );
    return `/help/slip/${filed.slipToken}`;
  }

  it('shows a button as often as it is opened, and the digits to the first who presses it', async () => {
    const path = await link();
    for (let previews = 0; previews < 3; previews++) {
      expect(await new Reporter(door, {}).page(path)).toContain('现在显示');
    }
    const one = reporter();
    const response = await one.send(path, { token: hidden(await one.page(path)).token });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/help/done']);
    const first = noted(await one.page('/help/done'));
    expect(first.code).toMatch(/^\d{4}( \d{4}){3}$/);
    expect(noted(await one.page('/help/done'))).toEqual(first);

    const other = reporter();
    expect(await other.page(path)).toContain('这里的查询码看不到了');
    await other.send(path, {});
    expect(await other.page('/help/done')).toContain('这里的查询码看不到了');
  });

  it('is refused to another site', async () => {
    const path = await link();
    expect((await reporter().send(path, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(await reporter().page(path)).toContain('现在显示');
  });

  it('that was never given says the same as one that was used', async () => {
    const used = await reporter().page('/help/slip/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
    expect(used).toContain('这里的查询码看不到了');
    expect((await reporter().send('/help/slip/x', {})).status).toBe(303);
  });
});

describe('what nobody should send', () => {
  it.each([
    ['an unknown field', { admin: '1' }],
    ['a choice that is not offered', { danger: 'now; DROP TABLE case_file' }],
    ['no token of the form', { submission: '' }],
    ['a token of another shape', { submission: '../../etc/passwd' }],
  ])('%s is refused', async (_what, more) => {
    const before = await cases();
    expect((await reporter().file({ happened: canary, ...more })).status).toBe(400);
    expect(await cases()).toBe(before);
  });

  it('a field twice, a body of another type or one of more than 144 KB is refused', async () => {
    const one = reporter();
    const { token, submission } = hidden(await one.page('/help'));
    const twice = `token=${token}&submission=${submission}&happened=a&happened=b`;
    expect((await one.send('/help', twice)).status).toBe(400);
    expect((await one.send('/help', '{}', { 'Content-Type': 'application/json' })).status).toBe(415);
    const large = await one.send('/help', { token, submission, happened: 'a'.repeat(144 * 1024) });
    expect(large.status).toBe(413);
    expect(await large.text()).toContain('href="/leave"');
  });

  it.each<Record<string, string>>([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' },
  ])('a post from another site, %j, is refused and files nothing', async (headers) => {
    const before = await cases();
    const one = reporter();
    const fields = { ...hidden(await one.page('/help')), happened: canary };
    expect((await one.send('/help', fields, headers)).status).toBe(403);
    expect((await one.send('/r', { number: '1', code: '2' }, headers)).status).toBe(403);
    const message = { token: fields.token, submission: fields.submission, text: 'x' };
    expect((await one.send('/r/open', message, headers)).status).toBe(403);
    expect(await cases()).toBe(before);
  });

  it('by another method gets 405 with what is allowed', async () => {
    const response = await reporter().request('/help/done', { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });
});

describe('whatever is written', () => {
  it.each([
    ['marks of direction', '\u202e反\u2066向\u2069\u200b'],
    ['rare and composed characters', '𠀀𪛖 e\u0301 👨‍👩‍👧 \ue000'],
    ['markup and scripts', '<script>alert(1)</script><img src=x onerror=alert(1)>" onfocus=x'],
    ['templates and keys', '{{happened}} $t(web:home.title) ${1} <%= 1 %>'],
    ['SQL and patterns', `'; DROP TABLE case_file;-- % _ \\ (a+)+$`],
  ])('%s are kept as they were and shown as text', async (_what, text) => {
    const one = reporter();
    const slip = await one.fileAndNote({ happened: text, place_of_harm: text });
    expect(await intakeOf(slip.number)).toMatchObject({ happened: text, place_of_harm: text });
    const shown = await (await reporter().file({ happened: '', place_of_harm: text })).text();
    expect(shown).not.toContain('<script>alert');
    expect(shown).not.toContain('<img src=x');
    await one.enter(slip.number, slip.code);
    const fields = hidden(await one.page('/r/open'));
    expect((await one.send('/r/open', { ...fields, text })).status).toBe(303);
    const html = await one.page('/r/open');
    expect(html).not.toContain('<script>alert');
    expect(thread(html).map(unescaped)).toEqual([text]);
  });

  it('never becomes an error of ours', async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`fast-check seed ${seed}`);
    const one = reporter();
    const { token } = hidden(await one.page('/help'));
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        async (happened, place_of_harm) => {
          const submission = randomUUID();
          const response = await one.send('/help', { token, submission, happened, place_of_harm });
          expect([303, 400]).toContain(response.status);
        },
      ),
      { seed, numRuns: 40 },
    );
  });
});

const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
