import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { createAuditStore } from '../../src/domain/audit/index.js';
import { createCases } from '../../src/domain/cases/index.js';
import { createDataKeys } from '../../src/infra/data-keys.js';
import { openDatabase } from '../../src/infra/database/client.js';
import { createSealer, readKeyring } from '../../src/infra/keyring.js';
import { createPasswords } from '../../src/infra/passwords.js';
import { systemClock } from '../../src/lib/clock.js';
import { dangerScale } from '../support/danger-scale.js';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { freePort } from '../support/app.js';
import { createProcessClock, startChosenService } from '../support/chosen-service.js';
import { openReport, type PendingReport, readCase, type Receipt } from '../support/reporter.js';
import { createRandom } from '../support/seed.js';
import { endServices, newHome, waitFor } from '../support/service-process.js';

const KILLS = 8;
const CLIENTS = 4;
/** Reports that each life of the service has acknowledged before it is killed. */
const EACH_LIFE = 6;

afterEach(endServices);

interface Told {
  readonly sent: Array<{ report: PendingReport; receipt: Receipt }>;
  /** Forms whose answer never came. */
  readonly cutOff: PendingReport[];
}

/** Tells one thing after the other until the service is gone. */
async function tell(url: string, name: string, told: Told): Promise<void> {
  for (let n = 1; ; n += 1) {
    const happened = `${name}第${n}次：他打我，还摔东西。`;
    const report = await openReport(url, { happened, danger: 'before', contact: 'no' }).catch(() => null);
    if (!report) {
      return;
    }
    const receipt = await report.send().catch(() => null);
    if (!receipt) {
      told.cutOff.push(report);
      return;
    }
    told.sent.push({ report, receipt });
  }
}

/** What each case tells, by its number, as an officer reads it. */
async function readReports(home: string): Promise<Map<string, string>> {
  const attached = await attachToEmbeddedPostgres(path.join(home, 'data'));
  const database = openDatabase(attached?.url ?? '');
  const ring = readKeyring(path.join(home, 'keys/keyring.json'));
  const { desk } = createCases({
    db: database.prisma,
    sealer: createSealer(ring),
    dataKeys: createDataKeys(ring),
    passwords: createPasswords(),
    audit: createAuditStore(),
    assess: () => ({
      ...{ category: 'other', urgency: 'normal', minor: false, suicide: false },
      ...{ also: [], unsure: false, reasons: [] },
    }),
    townshipOf: () => null,
    dangerScale,
    gaps: () => [],
    tell: () => Promise.resolve(),
    staffNames: () => Promise.resolve(new Map()),
    clock: systemClock,
  });
  const officer = { id: randomUUID(), roles: ['case_officer'] };
  await database.prisma.staff.create({ data: { ...officer, login: 'officer', name: Buffer.from('x') } });
  const cases = await database.prisma.case.findMany({ select: { id: true } });
  const told = new Map<string, string>();
  for (const { id } of cases) {
    const file = await desk.open(officer, id);
    told.set(file?.number ?? '', file?.intake.happened ?? '');
  }
  await database.close();
  return told;
}

/** Every case with how much of it there is, by its parts. */
async function partsOf(home: string): Promise<Array<Record<string, number>>> {
  const attached = await attachToEmbeddedPostgres(path.join(home, 'data'));
  const client = new pg.Client({ connectionString: attached?.url });
  await client.connect();
  const count = (table: string) => `(SELECT count(*)::int FROM ${table} t WHERE t.case_id = c.id)`;
  const { rows } = await client.query<Record<string, number>>(`
    SELECT ${count('case_key')} AS keys, ${count('case_slip')} AS slips, ${count('case_clock')} AS clocks,
      (SELECT count(*)::int FROM audit_event a WHERE a.subject_id = c.id::text AND a.action = 'case_filed') AS audits
    FROM case_file c`);
  await client.end();
  return rows;
}

it(
  'kill -9 among reports leaves each of them whole, once, and readable under the number that was given',
  { timeout: 600_000 },
  async () => {
    const random = createRandom();
    process.stdout.write(`report-kill: SEED=${random.seed}\n`);
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    createProcessClock(home, new Date().toISOString());
    const port = String(await freePort());
    const start = () => startChosenService({ home, env: { PORT: port } });
    const told: Told = { sent: [], cutOff: [] };
    let cutOff = 0;

    let { service, url } = await start();
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const before = told.sent.length;
      const talks = Array.from({ length: CLIENTS }, (_, n) => tell(url, `${kill}-${n}`, told));
      expect(await waitFor(() => told.sent.length >= before + EACH_LIFE, 60_000)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, random.next() * 300)); // anywhere in a submission
      service.kill('SIGKILL');
      await Promise.all([...talks, service.ended]);
      ({ service, url } = await start());
      cutOff += told.cutOff.length;
      for (const report of told.cutOff.splice(0)) {
        told.sent.push({ report, receipt: await report.send() }); // the same form again, as a browser does
      }
    }

    expect(cutOff).toBeGreaterThan(0);
    expect(told.sent.every(({ receipt }) => /^\d{4}-\d{6}$/.test(receipt.number))).toBe(true);
    expect(new Set(told.sent.map(({ receipt }) => receipt.number)).size).toBe(told.sent.length);
    const parts = await partsOf(home);
    expect(parts).toHaveLength(told.sent.length); // one case for each form, whatever became of its first try
    // each has its two first clocks; a third where the number in its words is read as a child's age
    const wholes = parts.map(({ clocks = 0, ...rest }) => ({
      ...rest,
      hasClocks: clocks === 2 || clocks === 3,
    }));
    expect(wholes[0]).toMatchObject({ keys: 1, slips: 1, audits: 1, hasClocks: true });
    expect(wholes).toEqual(wholes.map(() => wholes[0]));
    // one network may look at 60 in a quarter of an hour; the officer reads all of them below
    for (const { receipt } of told.sent.slice(-50)) {
      expect(await readCase(url, receipt)).toContain(receipt.number);
    }
    expect(await readReports(home)).toEqual(
      new Map(told.sent.map(({ report, receipt }) => [receipt.number, report.happened])),
    );
    process.stdout.write(
      `report-kill: ${told.sent.length} reports, ${cutOff} of them cut off and sent again\n`,
    );
    expect((await service.stop()).code).toBe(0);
  },
);
