import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../lib/errors.js';
import type { CaseAlarms } from '../alarm/index.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { mayBeHarmed } from './assessment.js';
import { callSooner } from './call-sooner.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import type { DangerAnswers, DangerScale } from './danger-scale.js';
import type { DangerStore } from './danger-store.js';
import { dueAt } from './deadlines.js';
import type { EntryStore } from './entry-store.js';

export interface RecordDangerDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly dangers: DangerStore;
  readonly danger: DangerScale;
  readonly alarms: Pick<CaseAlarms, 'raise'>;
}

export interface GivenDanger {
  readonly answers: DangerAnswers;
  /** Null when she answered by herself. */
  readonly staffId: string | null;
  /** The form's own token. */
  readonly submission: string;
  readonly now: Date;
}

/**
 * Keeps a danger assessment of a case that is locked, with its timeline row (the same id), what follows at once from high danger, and its audit
 * row. The same submission again changes nothing; throws `submission_changed` (409) when it comes with other answers.
 */
export function createRecordDanger(deps: RecordDangerDeps) {
  const { sealer, audit, cases, entries, dangers, danger } = deps;
  return async (tx: Database, found: StoredCase, given: GivenDanger): Promise<void> => {
    const { staffId, submission, now } = given;
    const { id: caseId } = found;
    const answers = danger.settle(given.answers);
    const seal = await cases.sealOf(tx, caseId);
    const submissionKey = sealer.blindIndex('danger_assessment', `${caseId}|${staffId}|${submission}`);
    const before = await dangers.bySubmission(tx, submissionKey);
    if (before) {
      if (!isDeepStrictEqual(seal.openDanger(before.id, before.answers).answers, answers)) {
        throw new AppError('submission_changed', 409);
      }
      return;
    }
    const result = danger.score(answers);
    const id = randomUUID();
    const sealed = seal.sealDanger(id, { answers, result });
    await dangers.add(tx, { id, caseId, staffId, answers: sealed, submissionKey, now });
    await entries.add(tx, { id, caseId, kind: 'danger_assessed', staffId, payload: null, now });
    if (result.level === 'high') {
      await heedHigh(deps, tx, found, now);
    }
    await audit.record(tx, {
      staffId,
      action: 'danger_assessed',
      subject: { kind: 'case', id: caseId },
      now,
    });
  };
}
export type RecordDanger = ReturnType<typeof createRecordDanger>;

/**
 * High danger is an emergency: it calls somebody, stands out as unread, somebody speaks with her (again) within the hour, and a minor who may be harmed is reported. A
 * milder result lowers nothing.
 */
async function heedHigh(
  { cases, clocks, alarms }: RecordDangerDeps,
  tx: Database,
  { id, minor, category }: StoredCase,
  now: Date,
): Promise<void> {
  const urgency = 'emergency';
  await cases.raise(tx, id, { urgency, minor }, now);
  await cases.markUnread(tx, id, now);
  await alarms.raise(tx, { caseId: id, cause: 'danger_assessed_high', now });
  await callSooner(clocks, tx, { id, urgency }, now);
  const all = await clocks.of(tx, id);
  if (mayBeHarmed({ minor, category, urgency }) && !all.some(({ kind }) => kind === 'mandatory_report')) {
    await clocks.start(tx, id, 'mandatory_report', now, dueAt('mandatory_report', now, urgency));
  }
}
