import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../support/test-clock.js';
import { openStaffHouse, PASSWORD, type StaffHouse } from './staff-house.js';

const MINUTE = 60_000;
let house: StaffHouse;
beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['administrator'], 'boss');
});
afterAll(() => house.close());

let hired = 0;
/** A colleague of her own for a test, so that nothing of another test counts against her. */
async function colleague(): Promise<{ login: string; id: string }> {
  const login = `officer${++hired}`;
  return { login, id: await house.hire(['case_officer'], login) };
}

describe('signing in', () => {
  it('leads to the first page, and back to the page that was asked for', async () => {
    const { login } = await colleague();
    const browser = house.browser();
    expect(await browser.get('/console')).toMatchObject({ status: 303, location: '/console/sign-in' });
    expect(await browser.get('/console/account')).toMatchObject({
      status: 303,
      location: '/console/sign-in?to=%2Fconsole%2Faccount',
    });
    const answer = await browser.submit(
      '/console/sign-in',
      { login: ` ${login.toUpperCase()} `, password: PASSWORD, to: '/console/account' },
      '/console/sign-in',
    );
    expect(answer).toMatchObject({ status: 303, location: '/console/account' });
    expect((await browser.get('/console/account')).html).toContain(`${login}同事`);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/console',
    '/console/../etc',
    '/',
    '/console/sign-in',
    'x',
  ])('leads nowhere but into the console: %s', async (to) => {
    const { login } = await colleague();
    const browser = house.browser();
    const page = `/console/sign-in?to=${encodeURIComponent(to)}`;
    expect((await browser.get(page)).html).toContain('name="to" value="/console"');
    const answer = await browser.submit(page, { login, password: PASSWORD, to }, '/console/sign-in');
    expect(answer.location).toBe('/console');
    expect((await browser.get(page)).location).toBe('/console');
  });

  it('begins a new session, whatever the browser had before, and ends its old one', async () => {
    const { login } = await colleague();
    const browser = house.browser();
    const planted = 'A'.repeat(43);
    browser.visitor.cookies.set('console', planted);
    await browser.signIn(login, PASSWORD);
    const first = browser.visitor.cookies.get('console') ?? '';
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe(planted);
    // signed in again in the same browser, from a tab that still shows the form
    const token = await browser.token('/console');
    await browser.post('/console/sign-in', { csrf: token, login, password: PASSWORD });
    expect(browser.visitor.cookies.get('console')).not.toBe(first);
    expect(await house.staff.signIn.who(first)).toBeNull();
  });

  it('sets a cookie that no script and no other site can use', async () => {
    const { login } = await colleague();
    const browser = house.browser();
    const { headers } = await browser.signIn(login, PASSWORD);
    expect(headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    );
  });

  it('answers a wrong password, an unknown login and a disabled account alike', async () => {
    const { login, id } = await colleague();
    const { login: gone, id: goneId } = await colleague();
    await house.staff.room.setDisabled(id, goneId, true);
    const answers = [];
    for (const [typed, password] of [
      [login, 'not the password'],
      ['nobody-of-that-name', PASSWORD],
      ['不是登录名', PASSWORD],
      [gone, PASSWORD],
    ] as const) {
      const { status, html } = await house.browser().signIn(typed, password);
      answers.push([status, html.replaceAll(typed, '…').replace(/value="[\w-]{22,43}"/g, '')]);
    }
    expect(answers[0]?.[0]).toBe(401);
    expect(answers[0]?.[1]).toContain('登录名或密码不对');
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it.each(['known', 'unknown'])('tries of a %s login are counted before they are looked at', async (kind) => {
    const login = kind === 'known' ? (await colleague()).login : 'nobody-guesses';
    const tries = Array.from({ length: 12 }, () => house.browser().signIn(login, 'not the password'));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    const answer = await house.browser().signIn(login, PASSWORD);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    house.app.clock.advance(15 * MINUTE);
    expect((await house.browser().signIn(login, PASSWORD)).status).toBe(kind === 'known' ? 303 : 401);
  });

  it('forgets wrong tries after the right password', async () => {
    const { login } = await colleague();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) {
        expect((await house.browser().signIn(login, 'not the password')).status).toBe(401);
      }
      expect((await house.browser().signIn(login, PASSWORD)).status).toBe(303);
    }
  });
});

describe('a session', () => {
  it('ends when she signs out, on the server as well', async () => {
    const { login } = await colleague();
    const browser = await house.signedIn(login);
    const session = browser.visitor.cookies.get('console') ?? '';
    expect(await browser.submit('/console', {}, '/console/sign-out')).toMatchObject({
      status: 303,
      location: '/console/sign-in?done=out',
    });
    expect(browser.visitor.cookies.has('console')).toBe(false);
    browser.visitor.cookies.set('console', session);
    expect((await browser.get('/console')).status).toBe(303);
  });

  it('ends 30 minutes after the last request, and 8 hours after its beginning', async () => {
    const { login } = await colleague();
    const idle = await house.signedIn(login);
    const busy = await house.signedIn(login);
    for (let minutes = 0; minutes < 8 * 60 - 20; minutes += 20) {
      house.app.clock.advance(20 * MINUTE);
      expect((await busy.get('/console')).status).toBe(200);
      if (minutes === 0) {
        expect((await idle.get('/console')).status).toBe(200);
      }
    }
    expect((await idle.get('/console')).status).toBe(303);
    house.app.clock.advance(19 * MINUTE);
    expect((await busy.get('/console')).status).toBe(200);
    house.app.clock.advance(MINUTE);
    expect((await busy.get('/console')).status).toBe(303);
  });

  it('does not live longer because the clock was set back', async () => {
    const { login } = await colleague();
    const browser = await house.signedIn(login);
    house.app.clock.advance(-HOUR);
    expect((await browser.get('/console')).status).toBe(303);
    house.app.clock.advance(HOUR);
  });

  it('ends everywhere when the password is changed', async () => {
    const { login } = await colleague();
    const [here, elsewhere] = [await house.signedIn(login), await house.signedIn(login)];
    const next = '另外 一句 很长的 新密码';
    const change = (fields: Record<string, string>) =>
      here.submit('/console/account', fields, '/console/account/password');
    const wrong = await change({ present: 'not the password', password: next, again: next });
    expect([wrong.status, wrong.html.includes('现在的密码不对')]).toEqual([400, true]);
    const differ = await change({ present: PASSWORD, password: next, again: `${next}!` });
    expect([differ.status, differ.html.includes('不一样')]).toEqual([400, true]);
    const done = await change({ present: PASSWORD, password: next, again: next });
    expect(done).toMatchObject({ status: 303, location: '/console/sign-in?done=password' });
    expect((await elsewhere.get('/console')).status).toBe(303);
    expect((await house.browser().signIn(login, PASSWORD)).status).toBe(401);
    expect((await house.browser().signIn(login, next)).status).toBe(303);
  });

  it('ends when the account is disabled, and does not come back with it', async () => {
    const { login, id } = await colleague();
    const browser = await house.signedIn(login);
    await house.staff.room.setDisabled(id, id, true);
    expect((await browser.get('/console')).status).toBe(303);
    await house.staff.room.setDisabled(id, id, false);
    expect((await browser.get('/console')).status).toBe(303);
    expect((await house.browser().signIn(login, PASSWORD)).status).toBe(303);
  });

  it('loses and gains roles at once', async () => {
    const { login, id } = await colleague();
    const browser = await house.signedIn(login);
    expect((await browser.get('/console/audit')).status).toBe(404);
    await house.staff.room.setRoles(id, id, ['auditor']);
    expect((await browser.get('/console/audit')).status).toBe(200);
    await house.staff.room.setRoles(id, id, ['editor']);
    expect((await browser.get('/console/audit')).status).toBe(404);
  });

  it('stands in the database as a digest alone', async () => {
    const { login } = await colleague();
    const browser = await house.signedIn(login);
    const session = browser.visitor.cookies.get('console') ?? '';
    const rows = await house.app.database.prisma.staffSession.findMany();
    const stored = rows.map(({ id }) => Buffer.from(id).toString('base64url'));
    expect(stored.length).toBeGreaterThan(0);
    expect(stored).not.toContain(session);
  });
});

describe('a form', () => {
  const refused = async (fields: Record<string, string>, headers?: Record<string, string>) => {
    const { login } = await colleague();
    const browser = await house.signedIn(login);
    const own = await browser.token('/console');
    const answer = await browser.post('/console/sign-out', { csrf: own, ...fields }, headers);
    expect((await browser.get('/console')).status).toBe(200);
    return answer.status;
  };

  it('does nothing without its token, or with another session’s', async () => {
    expect(await refused({ csrf: '' })).toBe(403);
    const other = await house.signedIn((await colleague()).login);
    expect(await refused({ csrf: await other.token('/console') })).toBe(403);
  });

  it('does nothing when another site sent it, even with the token', async () => {
    expect(await refused({}, { 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await refused({}, { 'Sec-Fetch-Site': 'same-site' })).toBe(403);
  });

  it('signs nobody in who did not open the page', async () => {
    const { login } = await colleague();
    const browser = house.browser();
    const answer = await browser.post('/console/sign-in', { csrf: 'x', login, password: PASSWORD });
    expect([answer.status, browser.visitor.cookies.has('console')]).toEqual([403, false]);
  });

  it('that comes after the end of the session shows the words once more, and does nothing', async () => {
    const { login } = await colleague();
    const browser = await house.signedIn(login);
    const csrf = await browser.token('/console');
    const words = '今天打过电话，她说孩子已经回到学校，下周再去看一次。<b>';
    const send = (fields: Record<string, string>) =>
      browser.post('/console/cases/11111111-1111-4111-8111-111111111111/note', { text: words, ...fields });
    house.app.clock.advance(31 * MINUTE);
    const late = await send({ csrf });
    expect(late.status).toBe(401);
    expect(late.html).toContain('今天打过电话，她说孩子已经回到学校，下周再去看一次。&lt;b>');
    const foreign = await send({ csrf: 'x'.repeat(43) });
    expect([foreign.status, foreign.html.includes('今天打过电话')]).toEqual([401, false]);
    // signed in again in another tab: the form on the first one is of the session before
    await browser.signIn(login, PASSWORD);
    const outdated = await send({ csrf });
    expect([outdated.status, outdated.html.includes('今天打过电话')]).toEqual([403, true]);
  });

  it('with a password is never shown again', async () => {
    const { login } = await colleague();
    const browser = await house.signedIn(login);
    const csrf = await browser.token('/console');
    house.app.clock.advance(31 * MINUTE);
    const password = 'a long and secret sentence';
    const answer = await browser.post('/console/account/password', { csrf, present: password, password });
    expect([answer.status, answer.html.includes(password)]).toEqual([401, false]);
  });

  it('of somebody who is not signed in any more is told so', async () => {
    const browser = house.browser();
    const answer = await browser.post('/console/account/password', {});
    expect(answer.status).toBe(401);
    expect(answer.html).toContain('重新登录');
    expect(answer.html).toContain('href="/console/sign-in"');
  });
});

describe('what stands around', () => {
  it('is not kept, not indexed, and loads its own style, for who is called in an emergency its own script, and nothing else', async () => {
    const script = " script-src 'self'; connect-src 'self';";
    for (const [path, allowed] of [
      ['/console/sign-in', ''],
      ['/console/nothing', script],
    ] as const) {
      const browser = path.endsWith('nothing')
        ? await house.signedIn((await colleague()).login)
        : house.browser();
      const { headers } = await browser.get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
      expect(headers.get('content-security-policy')).toBe(
        `default-src 'none'; style-src 'self'; img-src 'self';${allowed} form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      );
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('passwords, logins and secrets are in no log', async () => {
    const logged = house.app.logged.join('\n');
    expect(logged).toContain('/console/sign-in');
    for (const word of [PASSWORD, 'officer1', 'not the password', '同事']) {
      expect(logged).not.toContain(word);
    }
  });
});

it('tries are counted by network too, for whichever logins', async () => {
  const limits = { network: 1_000_000, session: 1_000_000, tries: 3 };
  const small = await openStaffHouse({ limits });
  try {
    const statuses: number[] = [];
    for (const login of ['one', 'two', 'three', 'four']) {
      statuses.push((await small.browser().signIn(login, 'not the password')).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
  } finally {
    await small.close();
  }
}, 60_000);
