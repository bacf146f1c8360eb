import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { CaseAlarms } from '../alarm/index.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { PERMISSIONS } from '../staff/index.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore, StoredClock } from './clock-store.js';
import { dueAt, extendedFinish } from './deadlines.js';
import { decide, type MoveDetails } from './decide.js';
import type { EntryStore, NewEntry } from './entry-store.js';
import type { JudgementStore } from './judgement-store.js';
import { keptText } from './say-in-case.js';
import { submissionKeyOf } from './submission-key.js';
import type { Transition } from './transitions.js';

export interface MoveCaseDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly judgements: Pick<JudgementStore, 'isReportJudged'>;
  readonly alarms: Pick<CaseAlarms, 'take'>;
}
/** Who moves it: an account with its roles, or the reporter, who has no id. */
export interface Mover {
  readonly id: string | null;
  readonly roles: readonly string[];
}
type Move = MoveDetails & { readonly name: string; readonly submission?: string; readonly now: Date };

/**
 * Moves a case that is locked: state, officer, clocks, words to her, timeline and audit row together; an officer who moves it takes its
 * alarm, unless she wrote something since that no officer has read. The same submission again does nothing. Throws what `decide` throws, and `assignee_invalid` (400).
 */
export function createMoveCase(deps: MoveCaseDeps) {
  const { sealer, audit, cases, entries, clocks, judgements, alarms } = deps;
  return async (tx: Database, staff: Mover, found: StoredCase, move: Move) => {
    const { id, state } = found;
    const { now } = move;
    const submissionKey =
      move.submission === undefined
        ? undefined
        : submissionKeyOf(sealer, {
            ...{ caseId: id, what: move.name },
            ...{ staffId: staff.id, submission: move.submission },
          });
    const before = submissionKey && (await entries.bySubmission(tx, submissionKey));
    if (before) {
      return { entryId: before.id, tells: false };
    }
    const all = await clocks.of(tx, id);
    const running = all.filter(({ stoppedAt }) => stoppedAt === null);
    const judged = await judgements.isReportJudged(tx, id);
    const standing = { state, running: running.map(({ kind }) => kind), judged };
    const transition = decide(standing, move.name, staff.roles, move);
    const hands = await handsAfter(cases, tx, transition, staff, found, move);
    const to = transition.to ?? state;
    if (transition.requires === 'message') {
      await writeToHer(deps, tx, staff, id, move);
    }
    await cases.change(tx, id, { state: to, hands }, now);
    await moveClocks(clocks, tx, found, transition, running, now);
    if (staff.id !== null && found.unread_since === null) {
      await alarms.take(tx, id, staff.id, now);
    }
    const { name } = transition;
    const entry = { caseId: id, kind: 'transition', staffId: staff.id, now } as const;
    const entryId = await addEntry(deps, tx, move.reason, {
      ...{ ...entry, move: { name, from: state, to } },
      ...(submissionKey && { submissionKey }),
    });
    const subject = { kind: 'case', id } as const;
    await audit.record(tx, { staffId: staff.id, action: 'case_moved', subject, detail: name, now });
    return { entryId, tells: transition.tells };
  };
}
export type MoveCase = ReturnType<typeof createMoveCase>;

/** What she is told with the move. She reads it before the new state. */
async function writeToHer(
  deps: MoveCaseDeps,
  tx: Database,
  staff: Mover,
  caseId: string,
  { message, now }: Move,
): Promise<void> {
  await addEntry(deps, tx, message, { caseId, kind: 'to_reporter', staffId: staff.id, now });
  const subject = { kind: 'case', id: caseId } as const;
  await deps.audit.record(tx, { staffId: staff.id, action: 'case_written', subject, now });
}

/** Adds a line with its words, if there are any. @returns its id */
async function addEntry(
  { cases, entries }: MoveCaseDeps,
  tx: Database,
  text: string | undefined,
  entry: Omit<NewEntry, 'id' | 'payload'>,
): Promise<string> {
  const id = randomUUID();
  const payload = text?.trim() ? (await cases.sealOf(tx, entry.caseId)).sealEntry(id, keptText(text)) : null;
  await entries.add(tx, { ...entry, id, payload });
  return id;
}

async function handsAfter(
  cases: CaseStore,
  tx: Database,
  { hands }: Transition,
  staff: Mover,
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
