import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { PERMISSIONS } from '../staff/index.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore, StoredClock } from './clock-store.js';
import { dueAt, extendedFinish } from './deadlines.js';
import { decide, type MoveDetails } from './decide.js';
import type { EntryStore } from './entry-store.js';
import { keptText } from './say-in-case.js';
import type { Transition } from './transitions.js';
import type { Acting } from './types.js';

export interface MoveCaseDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
}
type Move = MoveDetails & { readonly name: string; readonly submission?: string; readonly now: Date };

/**
 * Moves a case that is locked: state, officer, clocks, timeline and audit row together; the same submission again does nothing. Throws
 * what `decide` throws, and `assignee_invalid` (400).
 */
export function createMoveCase({ sealer, audit, cases, entries, clocks }: MoveCaseDeps) {
  return async (tx: Database, staff: Acting, found: StoredCase, move: Move) => {
    const { id, state } = found;
    const { now } = move;
    const submissionKey =
      move.submission === undefined
        ? undefined
        : sealer.blindIndex('case_entry', `${id}|${move.name}|${staff.id}|${move.submission}`);
    const before = submissionKey && (await entries.bySubmission(tx, submissionKey));
    if (before) {
      return { entryId: before.id, tells: false };
    }
    const all = await clocks.of(tx, id);
    const running = all.filter(({ stoppedAt }) => stoppedAt === null);
    const standing = { state, running: running.map(({ kind }) => kind) };
    const transition = decide(standing, move.name, staff.roles, move);
    const hands = await handsAfter(cases, tx, transition, staff, found, move);
    const to = transition.to ?? state;
    const entryId = randomUUID();
    const payload = move.reason?.trim()
      ? (await cases.sealOf(tx, id)).sealEntry(entryId, keptText(move.reason))
      : null;
    await cases.change(tx, id, { state: to, hands }, now);
    await moveClocks(clocks, tx, found, transition, running, now);
    await entries.add(tx, {
      ...{ id: entryId, caseId: id, kind: 'transition', staffId: staff.id, payload, now },
      move: { name: transition.name, from: state, to },
      ...(submissionKey && { submissionKey }),
    });
    const subject = { kind: 'case', id } as const;
    await audit.record(tx, {
      staffId: staff.id,
      action: 'case_moved',
      subject,
      detail: transition.name,
      now,
    });
    return { entryId, tells: transition.tells };
  };
}
export type MoveCase = ReturnType<typeof createMoveCase>;

async function handsAfter(
  cases: CaseStore,
  tx: Database,
  { hands }: Transition,
  staff: Acting,
  found: StoredCase,
  { assignTo }: Move,
): Promise<string | null> {
  switch (hands) {
    case 'self':
      return staff.id;
    case 'nobody':
      return null;
    case null:
      return found.assigned_to;
    case 'assignee':
      if (!assignTo || !(await cases.mayHold(tx, assignTo, PERMISSIONS.case_change))) {
        throw new AppError('assignee_invalid');
      }
      return assignTo;
  }
}

async function moveClocks(
  clocks: ClockStore,
  tx: Database,
  { id, urgency }: StoredCase,
  transition: Transition,
  running: readonly StoredClock[],
  now: Date,
): Promise<void> {
  await clocks.stop(tx, id, transition.stops, now);
  for (const kind of transition.starts) {
    await clocks.start(tx, id, kind, now, dueAt(kind, now, urgency));
  }
  const finish = transition.extends && running.find(({ kind }) => kind === 'finish');
  if (finish) {
    await clocks.moveEnd(tx, id, 'finish', extendedFinish(finish.startedAt));
  }
}
