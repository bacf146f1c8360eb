import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAuditStore } from '../../../src/domain/audit/index.js';
import {
  type Acting,
  type Cases,
  type CasesDeps,
  createCases,
  type Decision,
  type Filed,
  type Intake,
  type Origin,
  type Suggested,
} from '../../../src/domain/cases/index.js';
import { type Contact, createContactStore } from '../../../src/domain/contacts/index.js';
import type { DataKeys, Sealer } from '../../../src/domain/privacy/index.js';
import { createDataKeys } from '../../../src/infra/data-keys.js';
import { type Database, openDatabase } from '../../../src/infra/database/client.js';
import { createKeyring, createSealer } from '../../../src/infra/keyring.js';
import { createPasswords } from '../../../src/infra/passwords.js';
import { readTownships } from '../../../src/infra/townships.js';
import { dangerScale } from '../../support/danger-scale.js';
import { createTestDatabase } from '../../support/database.js';
import { createTestClock, type TestClock } from '../../support/test-clock.js';

/** Cases on a database of their own; what lies outside (triage, chats, names of staff) is chosen by the test. */
export interface CaseRoom extends Cases {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly dataKeys: DataKeys;
  readonly clock: TestClock;
  /** Contacts that were told of news, in order. */
  readonly told: Array<{ readonly contactId: string; readonly key: string }>;
  /** What the triage says from now on. */
  suggest(suggested: Partial<Suggested>): void;
  /** The same rooms with other parts. */
  with(parts: Partial<CasesDeps>): Cases;
  file(intake?: Partial<Intake>, origin?: Partial<Origin>): Promise<Filed>;
  /** Files, and shows the digits. */
  fileWithCode(
    intake?: Partial<Intake>,
    origin?: Partial<Origin>,
  ): Promise<Filed & { readonly code: string }>;
  officer(roles?: readonly string[]): Promise<Acting>;
  /** Decides about the report; as it stands unless told otherwise. */
  judge(staff: Acting, caseId: string, decision?: Partial<Decision>): Promise<void>;
  contact(): Promise<Contact>;
  rows<T extends object = Record<string, unknown>>(sql: string): Promise<T[]>;
  /** All tables as text, bytes as hex and as they read. */
  dump(): Promise<string>;
  close(): Promise<void>;
}

export const CASE_TABLES = [
  ...(['case_file', 'case_judgement', 'case_key', 'case_slip', 'case_clock', 'case_link'] as const),
];

export async function openCaseRoom(): Promise<CaseRoom> {
  const test = await createTestDatabase();
  const database = openDatabase(test.url);
  const folder = mkdtempSync(path.join(tmpdir(), 'cases-'));
  const ring = createKeyring(path.join(folder, 'keyring.json'));
  const [sealer, dataKeys] = [createSealer(ring), createDataKeys(ring)];
  const townships = readTownships('locales');
  const clock = createTestClock();
  const told: Array<{ contactId: string; key: string }> = [];
  let suggested: Suggested = {
    category: 'domestic_violence',
    urgency: 'normal',
    minor: false,
    suicide: false,
    also: [],
    unsure: false,
    reasons: [],
  };
  const deps: CasesDeps = {
    db: database.prisma,
    sealer,
    dataKeys,
    passwords: createPasswords(),
    audit: createAuditStore(),
    assess: () => suggested,
    townshipOf: (text) => townships.townshipOf(text),
    dangerScale,
    gaps: () => [],
    tell: async (_db, contactId, key) => void told.push({ contactId, key }),
    staffNames: async (_db, ids) => new Map(ids.map((id) => [id, `officer ${id.slice(0, 4)}`])),
    clock,
  };
  const cases = createCases(deps);
  const rows = async <T extends object>(sql: string) => (await database.pool.query<T>(sql)).rows;
  const file: CaseRoom['file'] = (intake, origin) =>
    database.prisma.$transaction((tx) =>
      cases.fileCase(tx, { happened: '他昨晚打了我', ...intake }, { ...newOrigin(clock), ...origin }),
    );
  return {
    ...cases,
    ...{ database, sealer, dataKeys, clock, told, rows, file },
    suggest: (given) => (suggested = { ...suggested, ...given }),
    with: (parts) => createCases({ ...deps, ...parts }),
    async fileWithCode(intake, origin) {
      const filed = await file(intake, origin);
      const slip = await cases.tracking.reveal(filed.slipToken, 'her browser');
      return { ...filed, code: slip?.code ?? '' };
    },
    async officer(roles = ['case_officer']) {
      const id = randomUUID();
      await database.pool.query('INSERT INTO staff (id, login, name, roles) VALUES ($1, $2, $3, $4)', [
        ...[id, `officer-${id}`, Buffer.from('sealed'), roles],
      ]);
      return { id, roles };
    },
    async judge(staff, caseId, decision) {
      const [row] = await rows<Pick<Decision, 'category' | 'urgency' | 'minor'> & { id: string }>(`
        SELECT j.id, f.category, f.urgency, f.minor FROM case_judgement j JOIN case_file f ON f.id = j.case_id
        WHERE j.case_id = '${caseId}' AND j.entry_id IS NULL`);
      if (!row) {
        throw new Error('no report');
      }
      const { id, category, urgency, minor } = row;
      const standing = { category, urgency, minor, suicide: false, why: '', seen: '' };
      await cases.desk.judge(staff, caseId, id, { ...standing, ...decision }, randomUUID());
    },
    contact: () =>
      createContactStore(sealer).findOrCreate(
        ...([database.prisma, 'telegram', randomBytes(8).toString('hex'), 'zh-CN', clock.now()] as const),
      ),
    async dump() {
      const tables = await rows<{ tablename: string }>(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
      );
      const texts = await Promise.all(tables.map(({ tablename }) => rows(`SELECT * FROM "${tablename}"`)));
      return texts
        .flat()
        .flatMap((row) => asText(row as Record<string, unknown>))
        .join('\n');
    },
    async close() {
      await database.close();
      await test.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

export const newOrigin = (clock: TestClock): Origin => ({
  channel: 'web',
  locale: 'zh-CN',
  submission: randomBytes(16).toString('hex'),
  now: clock.now(),
});

function asText(row: Record<string, unknown>): string[] {
  return Object.values(row).flatMap((value) =>
    Buffer.isBuffer(value) ? [value.toString('utf8'), value.toString('hex')] : [String(value)],
  );
}
