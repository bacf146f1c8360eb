import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, type Role, ROLES, type SignIn } from '../../../src/domain/staff/index.js';
import { createSay } from '../../../src/infra/i18n.js';
import {
  type Console,
  type ConsoleRoute,
  createConsole,
  createConsoleCookies,
} from '../../../src/web/console/index.js';
import { openStaffBrowser, type StaffBrowser } from './staff-browser.js';
import { openStaffHouse, PASSWORD, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let routes: readonly ConsoleRoute[];
beforeAll(async () => {
  house = await openStaffHouse();
  for (const role of ROLES) {
    await house.hire([role]);
  }
  routes = house.app.running().consoleRoutes;
});
afterAll(() => house.close());

const nameOf = ({ method, path }: ConsoleRoute) => `${method} ${path}`;
const addressOf = ({ path }: ConsoleRoute) =>
  `/console${path === '/' ? '' : path.replace(/:\w+/g, '11111111-1111-4111-8111-111111111111')}`;

describe('the table of permissions', () => {
  it('is what this says and nothing more', () => {
    const table = Object.fromEntries(
      ROLES.map((role) => [role, routes.filter((route) => mayUse(role, route)).map(nameOf)]),
    );
    const only = (role: Role) =>
      table[role]?.filter((route) => /cases|questions|knowledge|broadcasts|audit|staff|\/tips/.test(route));
    expect(only('administrator')?.filter((route) => /cases|questions|knowledge|audit/.test(route))).toEqual(
      [],
    );
    expect(only('auditor')?.sort()).toEqual(['GET /audit', 'GET /staff']);
    expect(only('case_officer')?.filter((route) => /broadcasts|audit|staff|\/tips/.test(route))).toEqual([]);
    expect(
      only('case_officer')
        ?.filter((route) => /knowledge/.test(route))
        .sort(),
    ).toEqual([
      'GET /knowledge',
      'GET /knowledge/drafts/:id',
      'GET /knowledge/drafts/:id/discard',
      'GET /knowledge/drafts/:id/preview',
      'GET /knowledge/entries/:locale/:id',
      'GET /knowledge/new',
      'POST /knowledge/drafts/:id',
      'POST /knowledge/drafts/:id/discard',
      'POST /knowledge/drafts/:id/preview',
      'POST /knowledge/entries/:locale/:id/draft',
      'POST /knowledge/new',
    ]);
    expect(only('editor')?.filter((route) => /cases|broadcasts|audit|staff/.test(route))).toEqual([]);
    expect(only('editor')?.filter((route) => /knowledge/.test(route))).toHaveLength(17);
    expect(
      only('broadcaster')?.filter((route) => /cases|questions|knowledge|audit|staff/.test(route)),
    ).toEqual([]);
  });

  it('lets in without signing in only who signs in or has a link', () => {
    expect(
      routes
        .filter(({ rule }) => rule === 'anyone')
        .map(nameOf)
        .sort(),
    ).toEqual([
      'GET /first/:token',
      'GET /link/:token',
      'GET /sign-in',
      'POST /first/:token',
      'POST /link/:token',
      'POST /sign-in',
    ]);
  });

  it('has no route twice', () => {
    expect(new Set(routes.map(nameOf)).size).toBe(routes.length);
  });
});

function mayUse(role: Role, { rule }: ConsoleRoute): boolean {
  return rule === 'anyone' || rule === 'signed_in' || may([role], rule);
}

describe('the router', () => {
  it('serves what is declared with its rule, and nothing else', () => {
    const { handler } = buildProbes();
    const served = handler.stack.flatMap(({ route }) =>
      (route?.stack ?? []).flatMap(({ method }) =>
        method ? [`${method.toUpperCase()} ${route?.path}`] : [],
      ),
    );
    const declared = routes.map(({ method, path }) => `${method} /console${path === '/' ? '' : path}`);
    expect(served.sort()).toEqual(declared.sort());
    const layers = handler.stack.filter(({ route }) => !route);
    expect(layers).toHaveLength(3); // who is there, nothing found, errors
  });

  it('of the whole service has no page below /console but through it', async () => {
    for (const path of [
      '/console/',
      '/CONSOLE/cases',
      '/console//cases',
      '/console/cases/..',
      '/console.html',
    ]) {
      const response = await fetch(house.app.url + path, { redirect: 'manual' });
      expect([303, 404]).toContain(response.status);
    }
  });
});

/** The console of this service, in which every page only says that it was reached. */
function buildProbes(signIn: Pick<SignIn, 'who'> = house.staff.signIn) {
  const cookies = createConsoleCookies(false);
  const probes = routes.map((route): ConsoleRoute => ({
    ...route,
    handle: ({ res }) => void res.send('reached'),
  }));
  return createConsole({
    config: { https: false },
    say: createSay('locales', ['zh-CN', 'en']),
    signIn,
    alarms: () => Promise.resolve({ news: { open: 0, level: 0, calls: 0 }, oldest: [] }),
    cookies,
    routes: probes,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}

function serveProbes({ handler }: Console): Promise<Server> {
  const app = express();
  app.set('query parser', 'simple');
  app.use(handler);
  return new Promise((resolve) => {
    const listening = createServer(app).listen(0, '127.0.0.1', () => resolve(listening));
  });
}
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

it('nobody gets in when it can not be looked up who she is', async () => {
  const server = await serveProbes(buildProbes({ who: () => Promise.reject(new Error('no database')) }));
  const browser = openStaffBrowser(urlOf(server));
  browser.visitor.cookies.set('console', 'A'.repeat(43));
  for (const path of ['/console', '/console/cases', '/console/sign-in', '/console/nothing-here']) {
    const { status, headers, html } = await browser.get(path);
    expect([path, status, headers.get('retry-after')]).toEqual([path, 503, '5']);
    expect(html).not.toContain('reached');
    expect(html).not.toContain('no database');
  }
  await new Promise((resolve) => server.close(resolve));
});

describe('every role at every route', () => {
  let server: Server;
  let url: string;
  const browsers = new Map<Role | 'nobody', StaffBrowser>();
  beforeAll(async () => {
    server = await serveProbes(buildProbes());
    url = urlOf(server);
    browsers.set('nobody', openStaffBrowser(url));
    for (const role of ROLES) {
      const { session } = (await house.staff.signIn.signIn(role, PASSWORD)) ?? {};
      const browser = openStaffBrowser(url);
      browser.visitor.cookies.set('console', session ?? '');
      browsers.set(role, browser);
    }
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** A request that lacks nothing but, perhaps, the right: its form token is the session's own. */
  async function ask(who: Role | 'nobody', route: ConsoleRoute): Promise<{ status: number; html: string }> {
    const browser = browsers.get(who) as StaffBrowser;
    return route.method === 'GET'
      ? browser.get(addressOf(route))
      : browser.post(addressOf(route), { csrf: await csrfOf(browser) });
  }
  async function csrfOf(browser: StaffBrowser): Promise<string> {
    const page = (await browser.get('/console/nothing-here')).html; // its frame holds the form that signs out
    return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  }

  it.each(ROLES)('%s gets what the table gives, and "not found" for the rest', async (role) => {
    expect(routes.length).toBeGreaterThan(15);
    const unknown = await (browsers.get(role) as StaffBrowser).get('/console/nothing-here');
    for (const route of routes) {
      const { status, html } = await ask(role, route);
      const expected = mayUse(role, route) ? [200, 'reached'] : [404, neutral(unknown.html)];
      expect([nameOf(route), status, neutral(html)]).toEqual([nameOf(route), ...expected]);
    }
  });

  it('somebody not signed in gets the sign-in page, for what exists and for what does not', async () => {
    for (const route of [...routes, { method: 'GET', path: '/nothing-here' }] as ConsoleRoute[]) {
      if (route.rule === 'anyone') {
        continue;
      }
      const { status, html } = await ask('nobody', route);
      expect([nameOf(route), status]).toEqual([nameOf(route), route.method === 'GET' ? 303 : 401]);
      expect(html).not.toContain('reached');
    }
  });

  it('another method is refused to those who may use the address, and not found for others', async () => {
    const officer = browsers.get('auditor') as StaffBrowser;
    const refused = await officer.post('/console/audit', { csrf: await csrfOf(officer) });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await officer.get('/console/sign-out')).status).toBe(405);
    const editor = browsers.get('editor') as StaffBrowser;
    expect((await editor.post('/console/audit', { csrf: await csrfOf(editor) })).status).toBe(404);
    const head = await officer.visitor.request('/console/audit', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

/** Without what names the address itself, and the spot in the navigation. */
const neutral = (html: string) =>
  html.replace(/href="\/console[^"]*\?lang=[^"]*"/, '').replaceAll(' aria-current="page"', '');

describe('the navigation', () => {
  it.each(ROLES)('shows %s the rooms that she may enter, and each opens', async (role) => {
    const browser = await house.signedIn(role);
    const { html } = await browser.get('/console');
    const nav = /<nav class="rooms"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
    const rooms = [...nav.matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(rooms).toContain('/console');
    for (const href of rooms) {
      expect([href, (await browser.get(href)).status]).toEqual([href, 200]);
    }
  });
});
