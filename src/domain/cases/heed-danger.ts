import type { CaseAlarms } from '../alarm/index.js';
import type { Database } from '../contacts/index.js';
import { type Assess, mayBeHarmed, withAnswers } from './assessment.js';
import { callSooner } from './call-sooner.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import { dueAt } from './deadlines.js';
import { gravest, isGraver, newJudgement } from './judgement.js';
import type { JudgementStore } from './judgement-store.js';
import type { ClockKind } from './types.js';

export interface HeedDangerDeps {
  readonly cases: CaseStore;
  readonly clocks: ClockStore;
  readonly judgements: JudgementStore;
  readonly assess: Assess;
  readonly alarms: Pick<CaseAlarms, 'raise'>;
}
/** A message that she has added to her case. */
interface Message {
  readonly entryId: string;
  readonly text: string;
  readonly now: Date;
}
export type HeedDanger = (tx: Database, found: StoredCase, message: Message) => Promise<void>;

/**
 * What she writes later may be graver than what she told first: the case then rises, and its clocks start anew. It never sinks by a
 * message. What the triage suggested of it waits for somebody to decide. An emergency calls somebody and
 * she is to be spoken with (again), also when the case was one before.
 */
export function createHeedDanger({ cases, clocks, judgements, assess, alarms }: HeedDangerDeps): HeedDanger {
  return async (tx, found, { entryId, text, now }) => {
    const { id, category, urgency, minor } = found;
    const heard = assess(text);
    const seal = await cases.sealOf(tx, id);
    await judgements.add(tx, { caseId: id, entryId, now }, newJudgement(seal, heard));
    const report = seal.openReport(found.report);
    const before = { category, urgency, minor, suicide: report.suicide };
    const told = withAnswers(heard);
    const after = gravest(before, told);
    const rises = isGraver(after.urgency, urgency);
    const isNewlyMinor = after.minor && !minor;
    if (rises || isNewlyMinor || after.suicide !== report.suicide) {
      const kept = seal.sealReport({ ...report, suicide: after.suicide });
      await cases.stand(tx, id, { ...after, report: kept }, now);
    }
    const kinds: ClockKind[] = [
      ...(rises ? (['first_contact'] as const) : []),
      ...(isNewlyMinor && mayBeHarmed({ ...heard, urgency: after.urgency })
        ? (['mandatory_report'] as const)
        : []),
    ];
    for (const kind of kinds) {
      await clocks.start(tx, id, kind, now, dueAt(kind, now, after.urgency));
    }
    if (told.urgency === 'emergency') {
      await alarms.raise(tx, { caseId: id, cause: 'danger_told_later', now });
      await callSooner(clocks, tx, { id, urgency: 'emergency' }, now);
    }
  };
}
