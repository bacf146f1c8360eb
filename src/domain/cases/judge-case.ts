import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { type Decision, type Judged, type Judgement, mayBeHarmed } from './assessment.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import { dueAt } from './deadlines.js';
import type { EntryStore } from './entry-store.js';
import { isGraver, openJudgement, seenOf, sinks, standingAfter } from './judgement.js';
import type { JudgementStore } from './judgement-store.js';
import { keptText } from './say-in-case.js';
import type { Report } from './seal.js';
import type { Acting } from './types.js';

export interface JudgeCaseDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly judgements: JudgementStore;
}
interface Judging {
  readonly judgementId: string;
  readonly decision: Decision;
  /** The form's own token. */
  readonly submission: string;
  readonly now: Date;
}
/** How a case stands before and after. */
interface Turn {
  readonly before: Judged;
  readonly after: Judged;
}

/**
 * Decides about one message of a case that is locked: the decision, the case, its clocks, timeline and audit row together; the same
 * submission again does nothing. Throws `not_found` (404), `judgement_changed` (409) when another decision stands than was seen,
 * `reason_missing` (400) when something is made light of without a word why.
 */
export function createJudgeCase(deps: JudgeCaseDeps) {
  const { cases, entries, judgements } = deps;
  return async (tx: Database, staff: Acting, found: StoredCase, judging: Judging): Promise<void> => {
    const { judgementId, decision, now } = judging;
    const submissionKey = keyOf(deps, staff, found, judging);
    if (await entries.bySubmission(tx, submissionKey)) {
      return;
    }
    const seal = await cases.sealOf(tx, found.id);
    const report = seal.openReport(found.report);
    const all = (await judgements.of(tx, found.id)).map((row) => openJudgement(seal, row, report.intake));
    const judged = seenJudgement(all, judgementId, decision.seen);
    const turn = turnOf(found, report, judged, decision, all);
    const why = reasonFor(judged, turn, decision);
    const { category, urgency, minor, suicide } = decision;
    const sealed = seal.sealDecision(judgementId, { suicide, why });
    await judgements.decide(tx, judgementId, {
      ...{ category, urgency, minor, decision: sealed, staffId: staff.id, now },
    });
    const kept = seal.sealReport({ ...report, suicide: turn.after.suicide });
    await cases.stand(tx, found.id, { ...turn.after, report: kept }, now);
    await moveClocks(deps, tx, found, { ...turn, judged, now });
    await writeDown(deps, tx, staff, found, {
      submissionKey,
      why: why === null ? null : (entryId) => seal.sealEntry(entryId, why),
      isAsSuggested: isSame(judged.suggested, decision),
      now,
    });
  };
}
export type JudgeCase = ReturnType<typeof createJudgeCase>;

/** Other words or another choice under the same token are another decision, which has to have seen the first. */
function keyOf(
  { sealer }: JudgeCaseDeps,
  staff: Acting,
  found: StoredCase,
  { judgementId, decision, submission }: Judging,
): Uint8Array {
  const { category, urgency, minor, suicide, why, seen } = decision;
  const said = JSON.stringify([judgementId, category, urgency, minor, suicide, why, seen]);
  return sealer.blindIndex('case_entry', `${found.id}|judged|${staff.id}|${submission}|${said}`);
}

function seenJudgement(all: readonly Judgement[], id: string, seen: string): Judgement {
  const judged = all.find((known) => known.id === id);
  if (!judged) {
    throw new AppError('not_found', 404);
  }
  if (seenOf(judged) !== seen) {
    throw new AppError('judgement_changed', 409);
  }
  return judged;
}

function turnOf(
  { category, urgency, minor }: StoredCase,
  { suicide }: Report,
  judged: Judgement,
  decision: Decision,
  all: readonly Judgement[],
): Turn {
  const before = { category, urgency, minor, suicide };
  return { before, after: standingAfter(before, judged, decision, all) };
}

/** Why she is believed to be safer than the triage, a colleague or the case says; null when nothing is said and nothing need be. */
function reasonFor({ proposed, decision: former }: Judgement, turn: Turn, decision: Decision): string | null {
  const isLighter =
    sinks(proposed, decision) ||
    (former !== null && sinks(former, decision)) ||
    sinks(turn.before, turn.after);
  if (decision.why.trim() !== '') {
    return keptText(decision.why);
  }
  if (isLighter) {
    throw new AppError('reason_missing');
  }
  return null;
}

/**
 * A graver case is to be spoken with sooner, never later, and anew when a later message makes it so; a harmed minor is to be
 * reported. That a minor was none after all stops nothing: for that there is `no_report_due`.
 */
async function moveClocks(
  { clocks }: JudgeCaseDeps,
  tx: Database,
  { id }: StoredCase,
  { before, after, judged, now }: Turn & { readonly judged: Judgement; readonly now: Date },
): Promise<void> {
  const running = (await clocks.of(tx, id)).filter(({ stoppedAt }) => stoppedAt === null);
  const contact = running.find(({ kind }) => kind === 'first_contact');
  if (isGraver(after.urgency, before.urgency)) {
    const due = dueAt('first_contact', now, after.urgency);
    if (contact && due < contact.dueAt) {
      await clocks.moveEnd(tx, id, 'first_contact', due);
    } else if (!contact && judged.entryId !== null) {
      await clocks.start(tx, id, 'first_contact', now, due);
    }
  }
  const isNewlyHarmed = mayBeHarmed(after) && !mayBeHarmed(before);
  if (isNewlyHarmed && !running.some(({ kind }) => kind === 'mandatory_report')) {
    await clocks.start(tx, id, 'mandatory_report', now, dueAt('mandatory_report', now, after.urgency));
  }
}

interface Written {
  readonly submissionKey: Uint8Array;
  readonly why: ((entryId: string) => Uint8Array) | null;
  readonly isAsSuggested: boolean;
  readonly now: Date;
}

async function writeDown(
  { entries, audit }: JudgeCaseDeps,
  tx: Database,
  staff: Acting,
  { id, state }: StoredCase,
  { submissionKey, why, isAsSuggested, now }: Written,
): Promise<void> {
  const entryId = randomUUID();
  await entries.add(tx, {
    ...{ id: entryId, caseId: id, kind: 'transition', staffId: staff.id, submissionKey, now },
    payload: why?.(entryId) ?? null,
    move: { name: 'judged', from: state, to: state },
  });
  await audit.record(tx, {
    ...{ staffId: staff.id, action: 'case_judged', subject: { kind: 'case', id }, now },
    detail: isAsSuggested ? 'as_suggested' : 'otherwise',
  });
}

/** Of what is counted in plain alone: the audit row tells no secret. */
const isSame = (one: Judged, other: Judged): boolean =>
  one.category === other.category && one.urgency === other.urgency && one.minor === other.minor;
