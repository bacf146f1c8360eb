import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { createCaseStore } from '../../src/domain/cases/index.js';
import { caseNumber } from '../../src/domain/cases/number.js';
import { readFiles } from '../../src/domain/evidence/index.js';
import { createDataKeys } from '../../src/infra/data-keys.js';
import { type Database, openDatabase } from '../../src/infra/database/client.js';
import { readKeyring } from '../../src/infra/keyring.js';
import { freePort } from '../support/app.js';
import { createProcessClock, type ProcessClock, startChosenService } from '../support/chosen-service.js';
import { createTestDatabase } from '../support/database.js';
import { type DatabaseProxy, openDatabaseProxy } from '../support/database-proxy.js';
import { openReport, readCase, type Receipt } from '../support/reporter.js';
import { photoOf } from '../support/samples.js';
import { endServices, newHome, type Service } from '../support/service-process.js';
import { newVisitor, type Visitor } from '../support/visitor.js';

/** So many services are killed at the same time, each on its own database. */
const WORKERS = 2;
const LEAST_POINTS = 20;
const HOUR = 3_600_000;

afterEach(endServices);

/** A service that reaches its database by a way that can be broken. */
interface Mortal {
  readonly database: Database;
  readonly home: string;
  readonly clock: ProcessClock;
  readonly proxy: DatabaseProxy;
  url(): string;
  /** Does the work and kills the service at that point of it; starts it again. False when the work was done before. */
  killAt(point: number, work: () => Promise<unknown>): Promise<boolean>;
  /** Stops it in order, and starts it with its jobs. */
  restartWithJobs(): Promise<void>;
}

async function openMortal(): Promise<Mortal> {
  const home = newHome();
  const clock = createProcessClock(home, new Date().toISOString());
  const test = await createTestDatabase();
  const proxy = await openDatabaseProxy(test.url);
  const database = openDatabase(test.url);
  const port = String(await freePort());
  const start = (role: 'all' | 'web' = 'web') =>
    startChosenService({ home, env: { DATABASE_URL: proxy.url, PORT: port, ROLE: role } });
  let running: { readonly service: Service; readonly url: string } = await start();
  onTestFinished(async () => {
    await running.service.stop();
    await Promise.all([proxy.close(), database.close()]);
    await test.drop();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    ...{ database, home, clock, proxy },
    url: () => running.url,
    async killAt(point, work) {
      const { service } = running;
      proxy.arm(point, () => process.kill(service.pid(), 'SIGKILL'));
      await work().catch(() => undefined);
      const { struck } = proxy.disarm();
      if (struck) {
        await service.ended;
        running = await start();
      }
      return struck;
    },
    async restartWithJobs() {
      await running.service.stop();
      running = await start('all');
    },
  };
}

/** Tries one point after the other, the workers in turn, until the work is done before its point comes. @returns how many struck */
async function atEveryPoint(
  tryOne: (mortal: Mortal, point: number) => Promise<boolean>,
): Promise<{ readonly points: number; readonly mortals: readonly Mortal[] }> {
  const mortals = await Promise.all(Array.from({ length: WORKERS }, openMortal));
  let next = 1;
  let points = 0;
  let isDone = false;
  await Promise.all(
    mortals.map(async (mortal) => {
      while (!isDone) {
        if (await tryOne(mortal, next++)) {
          points += 1;
        } else {
          isDone = true;
        }
      }
    }),
  );
  return { points, mortals };
}

const ANSWERS = {
  ...{
    happened: '他又打我，还掐我脖子。',
    danger: 'before',
    relation: 'partner',
    contact: 'phone',
    phone: '13900000000',
  },
  ...{ answer_threatened_to_kill: 'yes', answer_deadly_act: 'yes' },
};

interface StoredCase {
  readonly id: string;
  readonly serial: number;
  readonly created_at: Date;
  readonly keys: number;
  readonly slips: number;
  readonly clocks: number;
  readonly judgements: number;
  readonly dangers: number;
  readonly audits: number;
}

/** All of a case by its parts, and whatever would belong to none. */
async function partsOf({ pool }: Database) {
  const count = (table: string) => `(SELECT count(*)::int FROM ${table} t WHERE t.case_id = c.id)`;
  const { rows } = await pool.query<StoredCase>(`
    SELECT c.id::text, c.serial, c.created_at, ${count('case_key')} AS keys, ${count('case_slip')} AS slips,
      ${count('case_clock')} AS clocks, ${count('case_judgement')} AS judgements, ${count('danger_assessment')} AS dangers,
      (SELECT count(*)::int FROM audit_event a WHERE a.subject_id = c.id::text AND a.action = 'case_filed') AS audits
    FROM case_file c ORDER BY c.serial`);
  const { rows: strays } = await pool.query<{ n: number }>(`
    SELECT count(*)::int AS n FROM audit_event a WHERE a.action = 'case_filed'
      AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id::text = a.subject_id)`);
  return { cases: rows, strays: strays[0]?.n };
}

it(
  'kill -9 before and after every request to the database while a report is sent leaves all of it or nothing; the same form again is the same report',
  { timeout: 900_000 },
  async () => {
    let whole = 0;
    let nothing = 0;
    const { points } = await atEveryPoint(async (mortal, point) => {
      const report = await openReport(mortal.url(), ANSWERS);
      const before = (await partsOf(mortal.database)).cases.length;
      let receipt: Receipt | undefined;
      const struck = await mortal.killAt(point, async () => {
        receipt = await report.send();
      });
      const { cases, strays } = await partsOf(mortal.database);
      expect([point, strays]).toEqual([point, 0]);
      expect([before, before + 1]).toContain(cases.length);
      const left = cases.at(before);
      if (struck) {
        expect(receipt).toBeUndefined();
        [whole, nothing] = left ? [whole + 1, nothing] : [whole, nothing + 1];
      }
      const number = left && caseNumber(left.serial, left.created_at);
      const { number: given, code } = struck ? await report.send() : (receipt as Receipt);
      expect([point, given]).toEqual([point, number ?? given]);
      expect((await report.send()).number).toBe(given);
      const after = await partsOf(mortal.database);
      expect([point, after.cases.length]).toEqual([point, before + 1]);
      const filed = after.cases.at(before);
      expect(filed).toMatchObject({ keys: 1, slips: 1, judgements: 1, dangers: 1, audits: 1 });
      expect(filed?.clocks).toBeGreaterThan(1);
      expect(await readCase(mortal.url(), { number: given, code })).toContain(given);
      return struck;
    });
    process.stdout.write(
      `every-await: ${points} kills of a report, ${nothing} left nothing, ${whole} all of it\n`,
    );
    expect(points).toBeGreaterThanOrEqual(LEAST_POINTS);
    expect(Math.min(nothing, whole)).toBeGreaterThan(0);
  },
);

interface Woman {
  readonly visitor: Visitor;
  readonly caseId: string;
}

/** A new case, open in a browser. */
async function openCase(mortal: Mortal): Promise<Woman> {
  const receipt = await (await openReport(mortal.url(), { happened: '他打我' })).send();
  const visitor = newVisitor(mortal.url(), { 'Accept-Language': 'zh', 'Sec-Fetch-Site': 'same-origin' });
  const entered = await visitor.request('/r', { method: 'POST', body: new URLSearchParams({ ...receipt }) });
  expect(entered.status).toBe(303);
  const serial = Number(receipt.number.split('-')[1]);
  const { id } = await mortal.database.prisma.case.findFirstOrThrow({ where: { serial } });
  return { visitor, caseId: id };
}

async function add({ visitor }: Woman, bytes: Buffer): Promise<number> {
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(bytes)]), 'a.jpg');
  return (await visitor.request('/r/files', { method: 'POST', body })).status;
}

/** SHA-256 of the files of a case as they stand in its list, and the size of what is stored of them. */
async function filesOf({ database, home }: Mortal, caseId: string) {
  const cases = createCaseStore(createDataKeys(readKeyring(path.join(home, 'keys/keyring.json'))));
  const files = await readFiles(database.prisma, caseId, await cases.sealOf(database.prisma, caseId));
  return files.map(({ sha256, size, hasCopy }) => ({ sha256, size, hasCopy }));
}

it(
  'kill -9 before and after every request to the database while a file is added leaves the whole file or nothing that is seen; what is left goes within the hour',
  { timeout: 900_000 },
  async () => {
    const photo = await photoOf(300_000);
    let whole = 0;
    let nothing = 0;
    const { points, mortals } = await atEveryPoint(async (mortal, point) => {
      const woman = await openCase(mortal);
      const bytes = Buffer.concat([photo, randomBytes(300_000)]);
      const file = {
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
        hasCopy: true,
      };
      let status = 0;
      const struck = await mortal.killAt(point, async () => {
        status = await add(woman, bytes);
      });
      const left = await filesOf(mortal, woman.caseId);
      expect(left.length === 0 || JSON.stringify(left) === JSON.stringify([file])).toBe(true);
      if (struck) {
        expect([point, status]).toEqual([point, 0]);
        whole += left.length;
        nothing += 1 - left.length;
        expect([point, await add(woman, bytes)]).toEqual([point, 303]);
      } else {
        expect(status).toBe(303);
      }
      expect([point, await filesOf(mortal, woman.caseId)]).toEqual([point, [file]]);
      return struck;
    });
    process.stdout.write(
      `every-await: ${points} kills of an upload, ${nothing} left nothing, ${whole} all of it\n`,
    );
    expect(points).toBeGreaterThanOrEqual(LEAST_POINTS);
    expect(Math.min(nothing, whole)).toBeGreaterThan(0);

    for (const mortal of mortals) {
      const { pool } = mortal.database;
      const count = async (sql: string) =>
        (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n;
      const kept = await count(`evidence WHERE state = 'kept'`);
      mortal.clock.move(HOUR);
      await mortal.restartWithJobs(); // its jobs run at once
      await expect.poll(() => count(`evidence WHERE state = 'receiving'`), { timeout: 20_000 }).toBe(0);
      expect(await count(`evidence WHERE state = 'kept'`)).toBe(kept);
      expect(await count(`case_entry WHERE kind = 'evidence_kept'`)).toBe(kept);
      expect(await count(`audit_event WHERE action = 'evidence_kept'`)).toBe(kept);
      expect(
        await count(
          'evidence_chunk c WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id = c.evidence_id)',
        ),
      ).toBe(0);
    }
  },
);
