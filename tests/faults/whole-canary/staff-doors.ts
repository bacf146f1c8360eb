import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createAuditStore } from '../../../src/domain/audit/index.js';
import { createStaff, type Role, ROLES } from '../../../src/domain/staff/index.js';
import type { Database } from '../../../src/infra/database/client.js';
import { createSealer, readKeyring } from '../../../src/infra/keyring.js';
import { createPasswords } from '../../../src/infra/passwords.js';
import { systemClock } from '../../../src/lib/clock.js';
import { readFiled, submissionOn, workingOn } from '../../service/console/case-work.js';
import { reaching } from '../../service/console/contact-work.js';
import { openStaffBrowser, type StaffBrowser } from '../../service/console/staff-browser.js';
import { PASSWORD } from '../../service/console/staff-house.js';
import { canary, FIELDS, leaks, phone, watched } from './planted.js';

export type Staffed = Readonly<Record<Role, StaffBrowser>>;

const FIRST = '00000000-0000-4000-8000-000000000000';
/** Where an officer may read what was told. */
const OFFICERS = /^\/console\/(cases\/|intake|questions\/)/;

/** Accounts of every role, each signed in. */
export async function openConsole(
  url: string,
  { prisma }: Pick<Database, 'prisma'>,
  keyring: string,
): Promise<Staffed> {
  const { room, signIn } = createStaff({
    db: prisma,
    sealer: createSealer(readKeyring(keyring)),
    passwords: createPasswords(),
    audit: createAuditStore(),
    clock: systemClock,
  });
  const browsers: Partial<Record<Role, StaffBrowser>> = {};
  for (const role of ROLES) {
    const { linkToken } = await room.create(FIRST, { login: role, name: role, roles: [role] });
    await signIn.setPassword(linkToken, PASSWORD);
    const browser = openStaffBrowser(url);
    watched(browser.visitor, role, (address) => role === 'case_officer' && OFFICERS.test(address));
    expect((await browser.signIn(role, PASSWORD)).status).toBe(303);
    browsers[role] = browser;
  }
  return browsers as Staffed;
}

/** Writes a phone call down, in every way in which that fails too. Returns the case's id. */
export async function takeCall(officer: StaffBrowser): Promise<string> {
  const submission = await submissionOn(officer, '/console/intake');
  const filed = readFiled((await officer.submit('/console/intake', { submission, ...FIELDS })).html);
  await officer.submit('/console/intake', { submission, ...FIELDS, place_of_harm: canary });
  await officer.submit('/console/intake', { ...FIELDS, happened: canary.repeat(500) });
  return filed.id;
}

/** Looks for her earlier case by her number, with a reason; and for what is no number. Returns the case's id. */
export async function lookFor(officer: StaffBrowser, number: string): Promise<string> {
  const find = (asked: string) =>
    officer.submit('/console/cases/find', { asked, kind: 'she_calls', words: canary });
  expect((await find(canary)).status).toBe(400);
  const { html } = await find(phone);
  const id = new RegExp(`href="/console/cases/([0-9a-f-]{36})">${number}<`).exec(html)?.[1];
  return id ?? '';
}

/** Reaches her, works on her case until it is over, and writes wherever words are written. Returns the titles of the pages. */
export async function workOnIt(officer: StaffBrowser, id: string): Promise<string> {
  const work = workingOn(officer, id);
  const her = reaching(officer, id);
  expect((await work.note(canary)).status).toBe(303);
  expect((await work.message(canary)).status).toBe(303);
  await work.police(canary);
  expect((await her.number({ confirmed: 'yes', reason: canary })).html).toContain(phone);
  for (const outcome of ['nobody', 'unsafe', 'reached']) {
    expect((await her.noteCall(outcome, canary)).status).toBe(303);
  }
  expect((await her.noteCall(canary, canary)).status).toBe(400);
  expect((await her.lift(canary)).status).toBe(303);
  await readOriginals(officer, id);
  expect((await work.judge({ text: canary })).status).toBe(303);
  for (const step of ['no_report_due', 'assess', 'accept', 'start', 'return', 'start', 'extend', 'reply']) {
    await work.move(step, { [`text_move-${step}`]: canary });
  }
  for (const step of ['follow_up', 'close', canary]) {
    await work.move(step, { [`text_move-${step}`]: canary });
  }
  await officer.get(`/console/cases/${canary.slice(4)}`);
  const pages = [await work.open(), await her.open()];
  expect(pages[0]?.html).toContain(canary); // it is there where it may be
  return pages.map(({ html }) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '').join('\n');
}

/** Has every file handed out, with a reason. */
async function readOriginals(officer: StaffBrowser, id: string): Promise<void> {
  const page = `/console/cases/${id}`;
  for (const file of await filesOf(officer, id)) {
    const fields = {
      purpose: 'case',
      [`purpose_original-${file}`]: 'case',
      [`text_original-${file}`]: canary,
    };
    const answer = await officer.submit(page, fields, `${page}/evidence/${file}/original`);
    expect(answer.status).toBe(200);
  }
}

const filesOf = async (officer: StaffBrowser, id: string): Promise<readonly string[]> => {
  const { html } = await officer.get(`/console/cases/${id}`);
  return [...new Set([...html.matchAll(/\/evidence\/([0-9a-f-]{36})/g)].map(([, file]) => file ?? ''))];
};

/** Everything about a case that only its officer may ask for: addresses to read, forms to send. */
export async function pagesOf(
  officer: StaffBrowser,
  id: string,
): Promise<{ readonly read: readonly string[]; readonly send: readonly string[] }> {
  const page = `/console/cases/${id}`;
  const files = (await filesOf(officer, id)).map((file) => `${page}/evidence/${file}`);
  return {
    read: ['/console/cases', '/console/cases/find', '/console/intake', page].concat(
      ['contact', 'danger'].map((part) => `${page}/${part}`),
      files,
    ),
    send: ['/console/cases/find', '/console/intake'].concat(
      ['move', 'note', 'message', 'police', 'contact', 'contact/call', 'contact/lift', 'danger', 'alarm'].map(
        (part) => `${page}/${part}`,
      ),
      files.map((file) => `${file}/original`),
    ),
  };
}

const REFUSED = [303, 401, 403, 404]; // to the door, nobody known, not hers, not there

/** Tries all of it; it is refused. */
export async function tryPages(
  browser: Pick<StaffBrowser, 'get' | 'post'>,
  { read, send }: Awaited<ReturnType<typeof pagesOf>>,
  csrf = '',
): Promise<void> {
  for (const address of read) {
    const { status, html } = await browser.get(address);
    expect([address, status, REFUSED.includes(status)]).toEqual([address, status, true]);
    expect(leaks(html)).toEqual([]);
  }
  for (const address of send) {
    const fields = {
      csrf,
      submission: randomUUID(),
      ...FIELDS,
      asked: phone,
      kind: 'she_calls',
      words: canary,
    };
    const { status } = await browser.post(address, fields);
    expect([address, status, REFUSED.includes(status)]).toEqual([address, status, true]);
  }
}

/** Follows every link of the console from its first page. Returns the addresses that were opened. */
export async function openEverything(browser: StaffBrowser): Promise<readonly string[]> {
  const opened = new Set<string>();
  const waiting = ['/console'];
  for (let next = waiting.pop(); next !== undefined && opened.size < 150; next = waiting.pop()) {
    opened.add(next);
    const { html } = await browser.get(next);
    const links = [...html.matchAll(/href="(\/console[^"#]*)/g)].map(([, to = '']) =>
      to.replaceAll('&amp;', '&'),
    );
    waiting.push(...new Set(links.filter((to) => !opened.has(to) && !waiting.includes(to))));
  }
  return [...opened];
}
