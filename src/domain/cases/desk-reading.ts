import type { CaseAlarms } from '../alarm/index.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Gap } from '../duty/index.js';
import { readFiles } from '../evidence/index.js';
import type { Clock } from '../../lib/clock.js';
import type { CasesDatabase, CaseStore, StoredCase } from './case-store.js';
import type { ClockStore, StoredClock } from './clock-store.js';
import { waitingAsks } from './asks-open.js';
import { offered } from './decide.js';
import { entryLine } from './entry-line.js';
import type { EntryStore } from './entry-store.js';
import { openJudgement } from './judgement.js';
import type { JudgementStore } from './judgement-store.js';
import { createListStore, type ListedCase } from './list-store.js';
import type { DangerStore } from './danger-store.js';
import { caseNumber } from './number.js';
import { permit } from './permit.js';
import { readDangers } from './read-dangers.js';
import { toldIn } from './stored-intake.js';
import type { Acting, CaseDesk, CaseFile, CaseRow } from './types.js';

/** Names of accounts by id. */
export type StaffNames = (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export interface ReadingDeps {
  readonly db: CasesDatabase;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly judgements: JudgementStore;
  readonly dangers: DangerStore;
  readonly alarms: Pick<CaseAlarms, 'isOpen'>;
  readonly staffNames: StaffNames;
  /** When nobody was there lately. */
  readonly gaps: (now: Date) => readonly Gap[];
  readonly clock: Clock;
}

/** What staff read. The audit row is written first, in the same transaction: without it nothing is read. */
export function createDeskReading(deps: ReadingDeps): Pick<CaseDesk, 'list' | 'open'> {
  const { db, audit, cases, clock } = deps;
  const store = createListStore();
  return {
    async list(staff, filter) {
      permit(staff, 'case_list');
      const now = clock.now();
      return db.$transaction(async (tx) => {
        const subject = { kind: 'case', id: null } as const;
        await audit.record(tx, { staffId: staff.id, action: 'case_list_viewed', subject, now });
        const { rows, total } = await store.page(tx, filter, { now, gaps: deps.gaps(now) });
        const names = await deps.staffNames(tx, idsOf(rows.map((row) => row.assigned_to)));
        const nextOf = ({ clock: kind, due_at: dueAt }: ListedCase) =>
          kind && dueAt ? { kind, dueAt } : null;
        return { rows: rows.map((row) => rowOf(row, nextOf(row), names)), total };
      });
    },

    async open(staff, id) {
      permit(staff, 'case_view');
      return db.$transaction(async (tx) => {
        const found = await cases.lock(tx, id);
        if (!found) {
          return null;
        }
        const subject = { kind: 'case', id: found.id } as const;
        await audit.record(tx, { staffId: staff.id, action: 'case_viewed', subject, now: clock.now() });
        const file = await readFile(deps, tx, staff, found);
        await cases.markRead(tx, found.id);
        return file;
      });
    },
  };
}

async function readFile(
  deps: ReadingDeps,
  tx: Database,
  staff: Acting,
  found: StoredCase,
): Promise<CaseFile> {
  const seal = await deps.cases.sealOf(tx, found.id);
  const clocks = await deps.clocks.of(tx, found.id);
  const entries = await deps.entries.of(tx, found.id);
  const dangers = await readDangers(deps, tx, found.id, seal);
  const report = seal.openReport(found.report);
  const judgements = (await deps.judgements.of(tx, found.id)).map((row) =>
    openJudgement(seal, row, report.intake),
  );
  const actors = [...entries.map((entry) => entry.staff_id), ...judgements.map(({ decidedBy }) => decidedBy)];
  const names = await deps.staffNames(tx, idsOf([found.assigned_to, ...actors]));
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  const kinds = running.map(({ kind }) => kind);
  const waiting = waitingAsks({ state: found.state, running: kinds, lines: entries });
  return {
    ...rowOf({ ...found, wants_call: waiting.includes('callback') }, nextOf(running), names),
    suicide: report.suicide,
    intake: toldIn(report.intake),
    hasPhone: report.intake.phone !== undefined,
    clocks: clocks.map(({ kind, dueAt, stoppedAt }) => ({ kind, dueAt, stoppedAt })),
    entries: entries.map((entry) =>
      entryLine(seal, entry, {
        staffName: nameOf(names, entry.staff_id),
        danger: dangers.find(({ id }) => id === entry.id)?.result.level ?? null,
      }),
    ),
    files: await readFiles(tx, found.id, seal),
    dangers,
    judgements: judgements.map((judgement) => ({
      ...judgement,
      decidedBy: nameOf(names, judgement.decidedBy),
    })),
    waiting,
    transitions: offered({ state: found.state, running: kinds }, staff.roles),
    isCalling: await deps.alarms.isOpen(tx, found.id),
    canNotify: found.unsafe_channel_at === null && (await deps.cases.listeners(tx, found.id)).length > 0,
  };
}

const idsOf = (ids: ReadonlyArray<string | null>) => [...new Set(ids.filter((id) => id !== null))];
const nameOf = (names: ReadonlyMap<string, string>, id: string | null) => (id && names.get(id)) ?? null;
const nextOf = ([first]: readonly StoredClock[]) => (first ? { kind: first.kind, dueAt: first.dueAt } : null);

function rowOf(
  row: Omit<ListedCase, 'clock' | 'due_at'>,
  nextClock: CaseRow['nextClock'],
  names: ReadonlyMap<string, string>,
): CaseRow {
  const { id, state, category, urgency, minor, channel, township } = row;
  return {
    ...{ id, state, category, urgency, minor, channel, township, nextClock },
    number: caseNumber(row.serial, row.created_at),
    registeredAt: row.created_at,
    assignedTo: nameOf(names, row.assigned_to),
    unread: row.unread_since !== null,
    wantsCall: row.wants_call,
    overLimit: row.over_limit,
    leftAt: row.left_at,
    isUnsafe: row.unsafe_channel_at !== null,
  };
}
