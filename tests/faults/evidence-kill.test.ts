import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { createAuditStore } from '../../src/domain/audit/index.js';
import { createCaseStore, createEntryStore } from '../../src/domain/cases/index.js';
import { createEvidence, readFiles } from '../../src/domain/evidence/index.js';
import { createDataKeys } from '../../src/infra/data-keys.js';
import { openDatabase } from '../../src/infra/database/client.js';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { createFileKeys } from '../../src/infra/file-keys.js';
import { readKeyring } from '../../src/infra/keyring.js';
import { createMakeCopy } from '../../src/infra/make-copy.js';
import { systemClock } from '../../src/lib/clock.js';
import { freePort } from '../support/app.js';
import { createProcessClock, startChosenService } from '../support/chosen-service.js';
import { openReport } from '../support/reporter.js';
import { photoOf, RECORDINGS } from '../support/samples.js';
import { createRandom } from '../support/seed.js';
import { endServices, newHome, waitFor } from '../support/service-process.js';
import { newVisitor, type Visitor } from '../support/visitor.js';

const KILLS = 8;
const CLIENTS = 3;
/** Files that each life of the service has acknowledged before it is killed. */
const EACH_LIFE = 4;
const HOUR = 3_600_000;

afterEach(endServices);

interface Sent {
  /** SHA-256 of what was acknowledged. */
  readonly kept: string[];
  /** Of that whose answer never came. */
  readonly cutOff: string[];
}

/** A browser at its own case. */
async function openCase(url: string): Promise<Visitor> {
  const report = await openReport(url, { happened: '他打我', danger: 'before', contact: 'no' });
  const receipt = await report.send();
  const visitor = newVisitor(url, { 'Accept-Language': 'zh', 'Sec-Fetch-Site': 'same-origin' });
  const entered = await visitor.request('/r', { method: 'POST', body: new URLSearchParams({ ...receipt }) });
  if (entered.status !== 303) {
    throw new Error(`answered ${entered.status}`);
  }
  return visitor;
}

/** Adds one file after the other until the service is gone or the case is full. */
async function addFiles(visitor: Visitor, sent: Sent, photo: Buffer): Promise<void> {
  for (let nth = 0; nth < 10; nth += 1) {
    const bytes = Buffer.concat([nth % 2 === 0 ? photo : RECORDINGS.wav, randomBytes(300_000)]);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(bytes)]), 'a.jpg');
    const answer = await visitor.request('/r/files', { method: 'POST', body }).catch(() => null);
    if (answer?.status !== 303) {
      sent.cutOff.push(digest);
      return;
    }
    sent.kept.push(digest);
  }
}

/** SHA-256 of every file that can be seen, by reading it; how many rows there are that no visible file explains. */
async function lookInto(home: string) {
  const attached = await attachToEmbeddedPostgres(path.join(home, 'data'));
  const database = openDatabase(attached?.url ?? '');
  const { prisma: db, pool } = database;
  const cases = createCaseStore(createDataKeys(readKeyring(path.join(home, 'keys/keyring.json'))));
  const evidence = createEvidence({
    ...{ db, pool, cases, entries: createEntryStore(), audit: createAuditStore(), clock: systemClock },
    fileKeys: createFileKeys(),
    makeCopy: createMakeCopy('scripts/copy-photo.mjs'),
  });
  const staff = { id: '00000000-0000-4000-8000-000000000001', roles: ['case_officer'] };
  await db.staff.upsert({
    where: { id: staff.id },
    create: { ...staff, login: 'officer', name: Buffer.from('x') },
    update: {},
  });
  const visible: string[] = [];
  for (const { id } of await db.case.findMany({ select: { id: true } })) {
    for (const file of await readFiles(db, id, await cases.sealOf(db, id))) {
      const hash = createHash('sha256');
      const opened = await evidence.openOriginal(staff, id, file.id, { purpose: 'case', reason: 'a test' });
      for await (const bytes of opened?.bytes ?? []) {
        hash.update(bytes);
      }
      const copy = file.hasCopy ? await evidence.showCopy(staff, id, file.id) : null;
      for await (const bytes of copy?.bytes ?? []) {
        expect(bytes.length).toBeGreaterThan(0);
      }
      expect(hash.digest('hex')).toBe(file.sha256);
      expect(file.hasCopy).toBe(file.kind === 'photo');
      visible.push(file.sha256);
    }
  }
  const { rows } = await pool.query<{ receiving: number; noted: number }>(`
    SELECT (SELECT count(*)::int FROM evidence WHERE state = 'receiving') AS receiving,
      (SELECT count(*)::int FROM case_entry WHERE kind = 'evidence_kept') AS noted`);
  await database.close();
  return { visible: visible.sort(), ...rows[0] };
}

it(
  'kill -9 among uploads leaves each of them whole or not at all; what is left of the others goes within the hour',
  { timeout: 600_000 },
  async () => {
    const random = createRandom();
    process.stdout.write(`evidence-kill: SEED=${random.seed}\n`);
    const home = newHome();
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const clock = createProcessClock(home, new Date().toISOString());
    const port = String(await freePort());
    const start = () => startChosenService({ home, env: { PORT: port } });
    const photo = await photoOf(200_000);
    const sent: Sent = { kept: [], cutOff: [] };
    let left = 0;

    let { service, url } = await start();
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const browsers = await Promise.all(Array.from({ length: CLIENTS }, () => openCase(url)));
      const before = sent.kept.length;
      const adding = browsers.map((browser) => addFiles(browser, sent, photo));
      expect(await waitFor(() => sent.kept.length >= before + EACH_LIFE, 60_000)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, random.next() * 400)); // anywhere in an upload
      service.kill('SIGKILL');
      await Promise.all([...adding, service.ended]);
      ({ service, url } = await start());
      const { visible, receiving = 0 } = await lookInto(home);
      left = Math.max(left, receiving);
      expect(sent.kept.filter((digest) => !visible.includes(digest))).toEqual([]);
      const known = [...sent.kept, ...sent.cutOff];
      expect(visible.filter((digest) => !known.includes(digest))).toEqual([]);
      expect(new Set(visible).size).toBe(visible.length);
    }
    expect(left).toBeGreaterThan(0); // it did kill some on their way

    const seen = (await lookInto(home)).visible;
    await service.stop();
    clock.move(HOUR);
    ({ service, url } = await start()); // its jobs run at once
    await expect.poll(async () => (await lookInto(home)).receiving, { timeout: 20_000 }).toBe(0);
    const after = await lookInto(home);
    expect(after.visible).toEqual(seen);
    expect(after.noted).toBe(seen.length);
    process.stdout.write(`evidence-kill: ${seen.length} files, ${sent.cutOff.length} cut off\n`);
    expect((await service.stop()).code).toBe(0);
  },
);
