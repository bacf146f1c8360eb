import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/domain/staff/index.js';
import { openReport } from '../../support/reporter.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

const MINUTE = 60_000;
const CANARY = '金丝雀阿珍十四号';
let house: StaffHouse;
beforeEach(async () => {
  house = await openStaffHouse();
  for (const role of ROLES) {
    await house.hire([role]);
  }
});
afterEach(() => house.close());

const report = async () =>
  (await openReport(house.app.url, { happened: `${CANARY}说他现在拿着刀要杀我`, danger: 'now' })).send();
const news = async (browser: StaffBrowser) => {
  const { status, html, headers } = await browser.get('/console/alarms.json');
  return {
    status,
    json: status === 200 ? (JSON.parse(html) as unknown) : null,
    type: headers.get('content-type'),
  };
};
/** Whether the words of the banner can be seen on a page. */
const shows = (html: string) => /id="alarm-waits" class="[^"]*"(?! hidden)>/.test(html);
const openCase = (html: string) => /\/console\/cases\/([0-9a-f-]{36})\/alarm/.exec(html)?.[1] ?? '';

describe('an emergency that nobody has taken', () => {
  it('stands on every page of officers and administrators, and on none of anybody else', async () => {
    const before = await house.signedIn('case_officer');
    expect(shows((await before.get('/console/account')).html)).toBe(false);
    await report();
    for (const role of ROLES) {
      const isCalled = role === 'case_officer' || role === 'administrator';
      const browser = await house.signedIn(role);
      for (const path of ['/console', '/console/account', '/console/nothing-here']) {
        const { html } = await browser.get(path);
        expect([role, path, shows(html)]).toEqual([role, path, isCalled]);
        expect([role, html.includes('id="alarm"')]).toEqual([role, isCalled]);
        expect(html.includes('/assets/alarm.')).toBe(isCalled);
        expect(html).not.toContain(CANARY);
      }
      const { status, json } = await news(browser);
      expect([role, status, json]).toEqual([
        ...(isCalled ? [role, 200, { open: 1, level: 1, calls: 1 }] : [role, 404, null]),
      ]);
    }
    expect((await house.browser().get('/console/sign-in')).html).not.toContain('id="alarm"');
  });

  it('is told to a script by a count, a level and the number of calls alone, and only to who is signed in', async () => {
    await report();
    const browser = await house.signedIn('case_officer');
    const { json, type } = await news(browser);
    expect(json).toEqual({ open: 1, level: 1, calls: 1 });
    expect(type).toMatch(/^application\/json/);
    const stranger = await house.browser().get('/console/alarms.json');
    expect([stranger.status, stranger.html]).toEqual([303, expect.not.stringContaining('open')]);
  });

  it('can be seen first on the start page and the list with a button, by administrators without', async () => {
    await report();
    const officer = await house.signedIn('case_officer');
    for (const path of ['/console', '/console/cases']) {
      const { html } = await officer.get(path);
      expect(html).toContain('等人接手的急事');
      expect(html.indexOf('id="alarms"')).toBeLessThan(html.search(/class="(todo|filter|lead)"/));
      expect(openCase(html)).not.toBe('');
    }
    const boss = (await (await house.signedIn('administrator')).get('/console')).html;
    expect(boss).toContain('等人接手的急事');
    expect(boss).toContain('请马上找一位个案专员');
    expect(openCase(boss)).toBe('');
    expect(boss).not.toContain('/console/cases');
  });

  it('is taken once from any of these pages, told to who comes second, and gone from all', async () => {
    await house.hire(['case_officer'], 'second');
    await report();
    const [first, second] = [await house.signedIn('case_officer'), await house.signedIn('second')];
    const id = openCase((await first.get('/console/cases')).html);
    expect(openCase((await second.get(`/console/cases/${id}`)).html)).toBe(id);
    const { location } = await first.submit('/console/cases', {}, `/console/cases/${id}/alarm`);
    expect((await first.get(location ?? '')).html).toContain('这件急事由您接手了');
    const late = await second.submit('/console', {}, `/console/cases/${id}/alarm`);
    const page = (await second.get(late.location ?? '')).html;
    expect(page).toContain('同事已经接手这件急事。');
    expect(page).toContain('接手急事'); // in the timeline
    expect(shows(page)).toBe(false);
    expect(openCase(page)).toBe('');
    expect(await news(second)).toMatchObject({ json: { open: 0, level: 0 } });
    expect((await house.audited()).filter((line) => line === 'alarm_taken')).toHaveLength(1);
  });

  it('is taken by nobody without the right, the page’s token or a case', async () => {
    await report();
    const officer = await house.signedIn('case_officer');
    const id = openCase((await officer.get('/console')).html);
    for (const role of ['administrator', 'editor', 'broadcaster', 'auditor']) {
      const browser = await house.signedIn(role);
      const { status } = await browser.submit('/console', {}, `/console/cases/${id}/alarm`);
      expect([role, status]).toEqual([role, 404]);
    }
    expect((await officer.post(`/console/cases/${id}/alarm`, {})).status).toBe(403);
    const none = '/console/cases/11111111-1111-4111-8111-111111111111/alarm';
    expect((await officer.submit('/console', {}, none)).status).toBe(404);
    expect(await news(officer)).toMatchObject({ json: { open: 1 } });
  });

  it('is told by another number than the one that was taken before it, and by another after each call', async () => {
    await report();
    const officer = await house.signedIn('case_officer');
    const id = openCase((await officer.get('/console')).html);
    await officer.submit('/console', {}, `/console/cases/${id}/alarm`);
    await report();
    expect((await news(officer)).json).toEqual({ open: 1, level: 1, calls: 2 });
    await house.app.database.pool.query('UPDATE alarm SET calls = 9, level = 3');
    expect((await news(officer)).json).toEqual({ open: 1, level: 3, calls: 18 });
    expect((await officer.get('/console')).html).toContain('data-open="1" data-level="3" data-calls="18"');
  });

  it('has its button and is counted also when more are open than fit a page', async () => {
    await report();
    const { pool } = house.app.database;
    await pool.query(`
      WITH others AS (
        INSERT INTO case_file SELECT (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),
          'serial', 1000 + n, 'submission_key', '\\x' || lpad(to_hex(n), 64, '0')))).*
        FROM case_file f, generate_series(1, 200) AS n RETURNING id)
      INSERT INTO alarm (id, case_id, cause, raised_at, level, calls, due_at)
        SELECT gen_random_uuid(), others.id, cause, raised_at - interval '1 minute', level, calls, due_at
        FROM others, alarm`);
    const officer = await house.signedIn('case_officer');
    expect((await news(officer)).json).toEqual({ open: 201, level: 1, calls: 201 });
    const { html } = await officer.get('/console');
    expect(html).toContain('data-open="201"');
    const { rows } = await pool.query<{ id: string }>('SELECT case_id AS id FROM case_key');
    const id = rows[0]?.id ?? '';
    expect(html).not.toContain(id);
    expect(openCase((await officer.get(`/console/cases/${id}`)).html)).toBe(id);
    const metrics = await (await fetch(`${house.app.url}/metrics`)).text();
    expect(metrics).toContain('shouwang_alarms_open 201');
  });

  it('rises on the pages as nobody comes', async () => {
    await report();
    house.app.clock.advance(16 * MINUTE);
    const browser = await house.signedIn('case_officer');
    await expect.poll(async () => (await news(browser)).json).toEqual({ open: 1, level: 3, calls: 3 });
    expect((await browser.get('/console')).html).toContain('超过15分钟没人接手');
  });
});

describe('a page that is left open', () => {
  it('asks without keeping its session alive: half an hour after the last work it is over', async () => {
    const browser = await house.signedIn('case_officer');
    await browser.get('/console');
    for (let minutes = 0; minutes < 29; minutes += 1) {
      house.app.clock.advance(MINUTE);
      expect((await news(browser)).status).toBe(200);
    }
    house.app.clock.advance(MINUTE);
    expect((await news(browser)).status).toBe(303);
    expect((await browser.get('/console')).location).toBe('/console/sign-in');
  });

  it('is told nothing more once its account is disabled', async () => {
    const browser = await house.signedIn('case_officer');
    const id = (await house.staff.idOf('case_officer')) ?? '';
    await house.staff.room.setDisabled((await house.staff.idOf('administrator')) ?? '', id, true);
    expect((await news(browser)).status).toBe(303);
  });

  it('leaves no row for the auditor and no word in the log', async () => {
    await report();
    const browser = await house.signedIn('case_officer');
    const before = (await house.audited()).length;
    await news(browser);
    expect((await house.audited()).length).toBe(before);
    expect(house.app.logged.join('\n')).not.toContain(CANARY);
  });
});

it('the metrics count what is open and how long it has waited, and tell nothing else', async () => {
  const metrics = async () => {
    const text = await (await fetch(`${house.app.url}/metrics`)).text();
    return text.split('\n').filter((line) => line.startsWith('shouwang_alarms'));
  };
  expect(await metrics()).toEqual(['shouwang_alarms_open 0', 'shouwang_alarms_oldest_seconds 0']);
  await report();
  house.app.clock.advance(2 * MINUTE);
  expect(await metrics()).toEqual(['shouwang_alarms_open 1', 'shouwang_alarms_oldest_seconds 120']);
});
