import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestClock, HOUR } from '../../support/test-clock.js';
import { submissionOn, writeDown } from './case-work.js';
import { reaching } from './contact-work.js';
import type { Answer, StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

const clock = createTestClock('2026-11-24T02:30:00Z');
const WORDS = '她说了登记的日期和暗号';

let house: StaffHouse;
let officer: StaffBrowser;
beforeAll(async () => {
  house = await openStaffHouse({ clock });
  await house.hire(['case_officer']);
  await house.hire(['administrator', 'editor', 'broadcaster', 'auditor'], 'everybody-else');
  officer = await house.signedIn('case_officer');
});
afterAll(() => house.close());

const PAGE = '/console/cases/find';
const find = async (asked: string, fields: Record<string, string> = {}): Promise<Answer> =>
  officer.submit(PAGE, {
    submission: await submissionOn(officer, PAGE),
    ...{ asked, kind: 'she_calls', words: WORDS, ...fields },
  });
const numbersIn = (html: string) =>
  [...html.matchAll(/<a href="\/console\/cases\/[0-9a-f-]{36}">([^<]+)</g)].map(([, number]) => number);
const lookups = () => house.app.database.prisma.caseLookup.findMany({ orderBy: { at: 'asc' } });
const audited = async () => (await house.audited()).filter((line) => line.startsWith('case_looked_up'));

/** Lets an hour pass, so that a test has its 30 look-ups. */
async function anHourLater(): Promise<void> {
  clock.advance(HOUR + 1);
  officer = await house.signedIn('case_officer');
}

describe('an earlier case', () => {
  it('is found by the whole number, however it is written, and by the number of the case', async () => {
    const first = await writeDown(officer, { happened: '第一次', contact: 'phone', phone: '139 0000 0001' });
    const second = await writeDown(officer, {
      happened: '又一次',
      contact: 'sms',
      phone: '+86 139-0000-0001',
    });
    const other = await writeDown(officer, { happened: '别的', contact: 'phone', phone: '0812 123 4567' });
    for (const asked of [
      '13900000001',
      '+86 139 0000 0001',
      '0086-13900000001',
      '１３９０００００００１',
      '8613900000001',
    ]) {
      const { status, html } = await find(asked);
      expect([asked, status, numbersIn(html)]).toEqual([asked, 200, [second.number, first.number]]);
      expect(html).toContain('查到2件');
    }
    expect(numbersIn((await find('+86 812 1234567')).html)).toEqual([other.number]);
    expect(numbersIn((await find(first.number)).html)).toEqual([first.number]);
    expect(numbersIn((await find(first.number.replace('-', ''))).html)).toEqual([first.number]);
  });

  it('is found as it comes from a list of contacts, with signs around it that nobody sees', async () => {
    const phone = '13900000077';
    const { number } = await writeDown(officer, {
      ...{ happened: '一件事', contact: 'phone', phone: `\u202d139 0000\u200b 0077\u202c` },
    });
    for (const asked of [`\u202d${phone}\u202c`, `\u202e${number}`, phone]) {
      expect([asked, numbersIn((await find(asked)).html)]).toEqual([asked, [number]]);
    }
    const { html } = await find('\u202e张三');
    expect(html).toContain('value="张三"');
  });

  it('that is not there gets the same page', async () => {
    const [none, one] = [await find('13999999999'), await find('08121234567')];
    const plain = ({ html }: Answer) =>
      html
        .replace(/<ul class="follows">.*?<\/ul>/s, '')
        .replace(/value="[^"]*"/g, '')
        .replace(/查到\d件/, '');
    expect([none.status, none.html.includes('查到0件')]).toEqual([200, true]);
    expect(plain(none)).toBe(plain(one));
    expect(none.html).not.toContain('13999999999');
  });

  it('is never found by a part of a number, a name or a word', async () => {
    await anHourLater();
    const before = (await lookups()).length;
    for (const asked of [
      '',
      '139',
      '张三',
      '张三13900000001',
      '家暴',
      '%',
      '*',
      '1390000',
      '139000000012345678',
      "' OR 1=1",
    ]) {
      const { html, status } = await find(asked);
      expect([asked, numbersIn(html)]).toEqual([asked, []]);
      expect([200, 400]).toContain(status);
    }
    expect((await find('张三')).html).toContain('没有去查');
    expect((await lookups()).length).toBe(before + 2); // what may be a whole number is looked for, and not found
  });

  it('is not looked for without a reason', async () => {
    await anHourLater();
    const [before, rows] = [await audited(), await lookups()];
    const lacking: ReadonlyArray<Record<string, string>> = [
      { kind: '' },
      { kind: 'curious' },
      { words: '' },
      { words: '九个字的原因还差一' },
    ];
    for (const fields of lacking) {
      const { status, html } = await find('13900000001', fields);
      expect([fields, status, numbersIn(html)]).toEqual([fields, 400, []]);
    }
    expect(await audited()).toEqual(before);
    expect(await lookups()).toHaveLength(rows.length);
  });
});

describe('a look-up', () => {
  it('is written down before its answer, also when nothing is found; its words are sealed', async () => {
    await anHourLater();
    const [before, rows] = [await audited(), await lookups()];
    await find('13988887777', { kind: 'authority', words: '公文文号金丝雀0001号' });
    expect((await audited()).slice(before.length)).toEqual(['case_looked_up authority']);
    const [row] = (await lookups()).slice(rows.length);
    expect(row).toMatchObject({ kind: 'authority', staff_id: await house.staff.idOf('case_officer') });
    const stored = Buffer.from(row?.words ?? []);
    expect(stored.toString('utf8')).not.toContain('金丝雀');
    const place = { table: 'case_lookup', column: 'words', row: row?.id ?? '' };
    expect(house.app.sealer.open(place, stored)).toBe('公文文号金丝雀0001号');
    const { rows: dumped } = await house.app.database.pool.query(
      'SELECT l::text AS line FROM case_lookup l UNION ALL SELECT p::text FROM case_phone_index p UNION ALL SELECT a::text FROM audit_event a',
    );
    expect(JSON.stringify(dumped)).not.toMatch(/13988887777|139 ?0000/);
  });

  it('does not happen when it can not be written down', async () => {
    await anHourLater();
    const { pool } = house.app.database;
    await pool.query(`
      CREATE FUNCTION refuse_lookup() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER refuse_lookup BEFORE INSERT ON case_lookup FOR EACH ROW EXECUTE FUNCTION refuse_lookup();`);
    const before = await audited();
    const failed = await find('13900000001');
    await pool.query('DROP TRIGGER refuse_lookup ON case_lookup; DROP FUNCTION refuse_lookup()');
    expect([failed.status >= 500, numbersIn(failed.html)]).toEqual([true, []]);
    expect(await audited()).toEqual(before);
  });

  it('is one of thirty within an hour for each account', { timeout: 60_000 }, async () => {
    await anHourLater();
    const submission = await submissionOn(officer, PAGE);
    const csrf = await officer.token(PAGE);
    const once = () =>
      officer.post(PAGE, { csrf, submission, asked: '13900000001', kind: 'duplicate', words: WORDS });
    const answers = await Promise.all(Array.from({ length: 35 }, once));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.flatMap(({ html }) => numbersIn(html))).toEqual([]);
    expect(refused).toHaveLength(5);
    await anHourLater();
    expect((await find('13900000001')).status).toBe(200);
  });

  it('is for officers alone', async () => {
    const other = await house.signedIn('everybody-else');
    expect((await other.get(PAGE)).status).toBe(404);
    const csrf = await other.token('/console');
    const answer = await other.post(PAGE, { csrf, asked: '13900000001', kind: 'she_calls', words: WORDS });
    expect(answer.status).toBe(404);
    expect((await officer.get('/console/cases')).html).toContain(`href="${PAGE}"`);
  });
});

describe('the index', () => {
  const stored = (caseId: string) =>
    house.app.database.prisma.casePhoneIndex.count({ where: { case_id: caseId } });

  it('holds nothing of who does not want to be called, and both of two numbers', async () => {
    const none = await writeDown(officer, { happened: '不要联系', contact: 'no', phone: '13900000009' });
    const two = await writeDown(officer, {
      happened: '两个',
      contact: 'phone',
      phone: '13900000010 或 0812-7654321',
    });
    expect([await stored(none.id), await stored(two.id)]).toEqual([0, 2]);
    expect(numbersIn((await find('08127654321')).html)).toEqual([two.number]);
  });

  it('goes with the case', async () => {
    const { id } = await writeDown(officer, { happened: '要删', contact: 'phone', phone: '13900000011' });
    expect(await stored(id)).toBe(1);
    await house.app.database.pool.query('DELETE FROM case_file WHERE id = $1', [id]);
    expect(await stored(id)).toBe(0);
  });

  it('is not what shows a number', async () => {
    const { id } = await writeDown(officer, { happened: '查到', contact: 'phone', phone: '13900000012' });
    expect((await find('13900000012')).html).not.toContain('13900000012');
    expect((await reaching(officer, id).open()).html).not.toContain('13900000012');
  });
});
