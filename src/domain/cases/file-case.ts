import { randomInt, randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { CaseAlarms } from '../alarm/index.js';
import type { AuditStore } from '../audit/index.js';
import { REPORT_CONSENT } from '../consent/index.js';
import type { Database } from '../contacts/index.js';
import type { Passwords, Sealer } from '../privacy/index.js';
import { type Assess, firstClocks, withAnswers } from './assessment.js';
import type { CaseStore } from './case-store.js';
import type { DangerAnswers, DangerScale } from './danger-scale.js';
import { dueAt } from './deadlines.js';
import { draftIds } from './draft-code.js';
import { createFilingStore, type FiledRow, type FilingStore, type NewCase } from './filing-store.js';
import type { Intake } from './intake.js';
import { settle } from './intake-steps.js';
import { newJudgement } from './judgement.js';
import { caseNumber } from './number.js';
import { lookupsOf } from './phone-index.js';
import type { RecordDanger } from './record-danger.js';
import type { CaseSeals } from './seal.js';
import { slipToken, slipTokenKey } from './slip-token.js';
import { filingKeyOf } from './submission-key.js';
import { toldAt } from './told-at.js';
import type { Filed, FileCase, Origin } from './types.js';

/** How long the digits may still be shown for the first time. */
const SLIP_FOR_MS = 7 * 24 * 3_600_000;
const HALF_OF_CODE = 10 ** 8;

export interface FilingDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly seals: CaseSeals;
  readonly passwords: Pick<Passwords, 'hash'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly assess: Assess;
  readonly cases: Pick<CaseStore, 'lock'>;
  readonly danger: DangerScale;
  readonly recordDanger: RecordDanger;
  readonly alarms: Pick<CaseAlarms, 'raise'>;
  /** An id of `townships.yaml` that a text names, or null. */
  readonly townshipOf: (text: string) => string | null;
}

/** The use case `FileCase`. The slow digest comes before the first row is locked. */
export function createFileCase(deps: FilingDeps): FileCase {
  const store = createFilingStore();
  return async (db, intake, origin) => {
    const { assessment, ...answers } = settle(intake);
    const dangers = answered(deps.danger, assessment);
    const digests = digestsOf(deps.sealer, { ...answers, ...dangers }, origin);
    const filed = (row: Pick<FiledRow, 'id' | 'serial' | 'created_at'>, repeated: boolean): Filed => ({
      caseId: row.id,
      number: caseNumber(row.serial, row.created_at),
      slipToken: slipToken(deps.sealer, origin.submission),
      repeated,
    });

    const before = await findSame(store, db, digests);
    if (before) {
      return filed(before, true);
    }
    const made = await prepare(deps, answers, linkedOrigin(answers, origin), digests);
    const serial = await store.insert(db, made);
    if (serial !== null) {
      await record(deps.audit, db, made);
      await callIfUrgent(deps, db, made);
      await recordDangers(deps, db, made, dangers);
      return filed({ id: made.id, serial, created_at: made.toldAt }, false);
    }
    const winner = await findSame(store, db, digests);
    if (!winner) {
      throw new Error('the case vanished while it was filed');
    }
    return filed(winner, true);
  };
}

/** Her chat is linked, and told that there is news, only when she said so: a phone that lights up may be in other hands. */
function linkedOrigin({ contact }: Intake, { contactId, ...origin }: Origin): Origin {
  return contact === 'chat' && contactId !== undefined ? { ...origin, contactId } : origin;
}

type Answered = { readonly assessment?: DangerAnswers };

/** Her answers to the danger assessment; questions that were all skipped are no assessment. */
function answered(scale: DangerScale, assessment: DangerAnswers | undefined): Answered {
  const settled = scale.settle(assessment ?? {});
  return Object.values(settled).some((answer) => answer !== 'unknown') ? { assessment: settled } : {};
}

/** What she answered by herself is an assessment like an officer's, with all that follows from high danger. */
async function recordDangers(
  { cases, recordDanger }: FilingDeps,
  db: Database,
  { id, origin: { submission, now } }: NewCase,
  { assessment }: Answered,
): Promise<void> {
  const found = assessment === undefined ? null : await cases.lock(db, id);
  if (found && assessment) {
    await recordDanger(db, found, { answers: assessment, staffId: null, submission, now });
  }
}

/** An emergency does not wait until somebody looks. Whoever may take her own life is one. */
async function callIfUrgent(
  { alarms }: FilingDeps,
  db: Database,
  { id, taken: { urgency, suicide }, origin: { now } }: NewCase,
): Promise<void> {
  if (urgency === 'emergency' || suicide) {
    await alarms.raise(db, { caseId: id, cause: 'emergency_filed', now });
  }
}

type Digests = Pick<NewCase, 'submissionKey' | 'submissionDigest'>;

const digestsOf = (sealer: FilingDeps['sealer'], answers: Intake, { submission }: Origin): Digests => ({
  submissionKey: filingKeyOf(sealer, submission),
  submissionDigest: sealer.blindIndex('case_answers', inOneOrder(answers)),
});

/** The case of a submission, or null. Throws `submission_changed` (409) when it was filed with other answers. */
async function findSame(store: FilingStore, db: Database, digests: Digests): Promise<FiledRow | null> {
  const row = await store.find(db, digests.submissionKey);
  if (row && !Buffer.from(row.submission_digest).equals(digests.submissionDigest)) {
    throw new AppError('submission_changed', 409);
  }
  return row;
}

const record = (audit: FilingDeps['audit'], db: Database, { id, origin }: NewCase): Promise<void> =>
  audit.record(db, {
    staffId: origin.staffId ?? null,
    action: 'case_filed',
    subject: { kind: 'case', id },
    detail: origin.channel,
    now: origin.now,
  });

async function prepare(
  { sealer, seals, passwords, assess, townshipOf }: FilingDeps,
  intake: Intake,
  origin: Origin,
  digests: Digests,
): Promise<NewCase> {
  const id = randomUUID();
  const at = toldAt(origin.toldAt, origin.now);
  const code = newCode();
  const codeHash = await passwords.hash(code);
  const suggested = assess(intake.happened);
  const taken = withAnswers(suggested, intake);
  const { seal, key } = seals.create(id);
  return {
    ...digests,
    id,
    taken,
    judgement: newJudgement(seal, suggested),
    origin,
    toldAt: at,
    township: townshipIn(townshipOf, intake),
    report: seal.sealReport({
      intake: { ...intake, consent_version: REPORT_CONSENT },
      suicide: taken.suicide,
    }),
    key,
    phones: lookupsOf(sealer, intake.phone),
    codeHash,
    draftIds: draftIds(sealer, origin.submission),
    slip: {
      tokenKey: slipTokenKey(sealer, slipToken(sealer, origin.submission)),
      code: seal.sealCode(code),
      expiresAt: new Date(origin.now.getTime() + SLIP_FOR_MS),
    },
    clocks: firstClocks(taken).map((kind) => ({
      kind,
      dueAt: dueAt(kind, at, taken.urgency),
    })),
  };
}

/** Where it happened counts before where she lives, and both before what her account names. */
const townshipIn = (
  townshipOf: FilingDeps['townshipOf'],
  { place_of_harm, residence, happened }: Intake,
): string | null => townshipOf(place_of_harm ?? '') ?? townshipOf(residence ?? '') ?? townshipOf(happened);

/** 16 random digits (查询码). */
function newCode(): string {
  const half = () => String(randomInt(HALF_OF_CODE)).padStart(8, '0');
  return half() + half();
}

/** The answers as text, the same whatever order the fields came in. */
const inOneOrder = (intake: Intake) =>
  JSON.stringify(Object.entries(intake).sort(([a], [b]) => (a < b ? -1 : 1)));
