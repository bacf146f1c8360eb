import { expect } from 'vitest';
import { createCaseStore } from '../../../src/domain/cases/index.js';
import { createDataKeys } from '../../../src/infra/data-keys.js';
import { readKeyring } from '../../../src/infra/keyring.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import { openReport } from '../../support/reporter.js';
import { waitFor } from '../../support/service-process.js';
import { newVisitor, type Visitor } from '../../support/visitor.js';

/** The whole service with all its doors, to be sent what nobody should send. No limit of how often stands in the way. */
export interface Besieged {
  readonly app: TestApp;
  readonly api: BotApiEmulator;
  /** Where Telegram brings its updates to. */
  readonly webhook: { readonly url: string; readonly secret: string };
  /** A browser in which a case of hers is open. */
  openCase(): Promise<Visitor>;
  /** A form as a browser sends it; a string is sent as it is. */
  post(from: Visitor, path: string, fields: Readonly<Record<string, string>> | string): Promise<Response>;
  /** What the cases tell, as it was kept. */
  intakes(): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>;
  /** How many rows there are of whatever a person could have brought about. */
  rows(): Promise<Readonly<Record<string, number>>>;
  /** Looks whether anything failed or was told to the log, and ends. */
  close(planted?: string): Promise<void>;
}

const MANY = 1_000_000;
const NO_LIMITS = { network: MANY, session: MANY, tries: MANY, report: MANY, report_day: MANY, draft: MANY };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

export async function openBesieged(): Promise<Besieged> {
  const api = await startBotApi();
  const app = await startTestApp({ telegram: api, limits: NO_LIMITS });
  await waitFor(() => api.webhook !== null && api.webhook !== undefined, 20_000);
  const { url = '', secret_token: secret = '' } = api.webhook ?? {};
  const seals = createCaseStore(createDataKeys(readKeyring(app.keyringFile)));
  const { prisma, pool } = app.database;
  const post: Besieged['post'] = (from, path, fields) =>
    from.request(path, {
      method: 'POST',
      headers: FORM,
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields),
    });
  return {
    app,
    api,
    webhook: { url, secret },
    post,
    async openCase() {
      const receipt = await (await openReport(app.url, { happened: '他打我' })).send();
      const visitor = newVisitor(app.url, { 'Accept-Language': 'zh', 'Sec-Fetch-Site': 'same-origin' });
      expect((await post(visitor, '/r', { ...receipt })).status).toBe(303);
      return visitor;
    },
    async intakes() {
      const cases = await prisma.case.findMany({ select: { id: true, report: true } });
      const open = async ({ id, report }: (typeof cases)[number]) =>
        (await seals.sealOf(prisma, id)).openReport(report).intake as Record<string, unknown>;
      return Promise.all(cases.map(open));
    },
    async rows() {
      const counted = (table: string) => `(SELECT count(*)::int FROM ${table}) AS ${table}`;
      const tables = [
        'case_file',
        'case_entry',
        'case_judgement',
        'evidence',
        'evidence_chunk',
        'intake_draft',
        'staff',
      ];
      const { rows } = await pool.query<Record<string, number>>(`SELECT ${tables.map(counted).join(', ')}`);
      return rows[0] ?? {};
    },
    async close(planted) {
      const failures = app.logged.filter((line) => /failed|unavailable|not_kept|dead/.test(line));
      await app.close();
      await api.close();
      expect(failures).toEqual([]);
      expect(app.logged.filter((line) => line.includes('\n') || (planted && line.includes(planted)))).toEqual(
        [],
      );
    },
  };
}

/** What no refusal may show: a stack, a parser's own words, what was sent. */
export function expectSilent(text: string, planted: string): void {
  expect(text).not.toContain(planted);
  expect(text).not.toMatch(/\bat .*\.(ts|js|mjs):\d+|SyntaxError|TypeError|MulterError|Prisma|busboy|zod/i);
}
