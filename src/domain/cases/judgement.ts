import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { COMPLAINT_CATEGORIES } from '../triage/index.js';
import { type Decision, type Judged, type Judgement, type Suggested, withAnswers } from './assessment.js';
import type { Intake } from './intake.js';
import type { NewJudgement, StoredJudgement } from './judgement-store.js';
import type { CaseSeal } from './seal.js';
import { type CaseUrgency, URGENCIES } from './types.js';

/** What an officer decides of a message. */
export const decisionSchema: z.ZodType<Decision> = z.strictObject({
  category: z.enum(COMPLAINT_CATEGORIES),
  urgency: z.enum(URGENCIES),
  minor: z.boolean(),
  suicide: z.boolean(),
  why: z.string(),
  seen: z.string(),
});

/** Names the decision that stands: another one has another name; empty while there is none. */
export const seenOf = ({ decidedAt }: Pick<Judgement, 'decidedAt'>): string => decidedAt?.toISOString() ?? '';

export function openJudgement(seal: CaseSeal, row: StoredJudgement, intake: Intake): Judgement {
  const { id, entryId, category, urgency, minor, unsure, decidedBy, decidedAt } = row;
  const suggested = { category, urgency, minor, unsure, ...seal.openSuggestion(id, row.suggestion) };
  return {
    ...{ id, entryId, suggested, decidedBy, decidedAt },
    proposed: withAnswers(suggested, entryId === null ? intake : {}),
    decision: row.decided && openDecision(seal, id, row.decided),
  };
}

/** What the triage suggested of a message, as it is kept until somebody decides. */
export function newJudgement(
  seal: Pick<CaseSeal, 'sealSuggestion'>,
  { category, urgency, minor, unsure, suicide, also, reasons }: Suggested,
): NewJudgement {
  const id = randomUUID();
  return {
    id,
    category,
    urgency,
    minor,
    unsure,
    suggestion: seal.sealSuggestion(id, { suicide, also, reasons }),
  };
}

function openDecision(
  seal: CaseSeal,
  id: string,
  { category, urgency, minor, decision }: NonNullable<StoredJudgement['decided']>,
): NonNullable<Judgement['decision']> {
  return { category, urgency, minor, ...seal.openDecision(id, decision) };
}

export const isGraver = (urgency: CaseUrgency, than: CaseUrgency): boolean =>
  URGENCIES.indexOf(urgency) < URGENCIES.indexOf(than);

/** The first with whatever is graver in the others; the category is the first's. */
export const gravest = (first: Judged, ...others: readonly Judged[]): Judged => ({
  category: first.category,
  urgency: URGENCIES.find((known) => [first, ...others].some(({ urgency }) => urgency === known)) ?? 'normal',
  minor: [first, ...others].some(({ minor }) => minor),
  suicide: [first, ...others].some(({ suicide }) => suicide),
});

/** Whether it makes light of something: that has to be explained. */
export const sinks = (from: Judged, to: Judged): boolean =>
  isGraver(from.urgency, to.urgency) || (from.minor && !to.minor) || (from.suicide && !to.suicide);

/**
 * Where a case stands once one of its messages was judged. By its report it stands where that says, but never below what another
 * message says; by a later message it only ever rises.
 */
export function standingAfter(
  now: Judged,
  judged: Pick<Judgement, 'id' | 'entryId'>,
  decision: Judged,
  all: readonly Judgement[],
): Judged {
  if (judged.entryId !== null) {
    return gravest(now, decision);
  }
  const others = all.filter(({ id }) => id !== judged.id);
  return gravest(decision, ...others.map((other) => other.decision ?? other.proposed));
}
