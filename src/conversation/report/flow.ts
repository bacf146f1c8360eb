import { z } from 'zod';
import {
  INTAKE_STEPS,
  type IntakeDraft,
  intakeSchema,
  MOST,
  settle,
  type StepName,
  stepsOf,
} from '../../domain/cases/index.js';
import type { Setting } from '../types.js';

const NAMES = INTAKE_STEPS.map((step) => step.name);

/** A report that is being filled in. Plain data: it is part of the session. */
export const reportFlowSchema = z.strictObject({
  kind: z.literal('report'),
  /** The question that is open. `abroad`: the consent to be stored abroad, asked before all others. */
  step: z.enum(['abroad', ...NAMES, 'review'] as ['abroad', ...StepName[], 'review']),
  draft: intakeSchema.partial(),
  /** The form's own random token. */
  submission: z.string().min(16).max(64),
  /** True when an answer is being changed: the next thing is the review again. */
  changing: z.literal(true).optional(),
  /** True when the next words replace what she told so far. */
  rewrite: z.literal(true).optional(),
});
export type ReportFlow = z.infer<typeof reportFlowSchema>;

/** An empty form, or one that holds what she has told already. */
export function beginReport(submission: string, told: string | undefined, setting: Setting): ReportFlow {
  const mustAgree = setting.place === 'abroad' && !setting.consents.includes('telegram_report');
  return {
    kind: 'report',
    step: mustAgree ? 'abroad' : firstStep(),
    draft: told && !mustAgree ? { happened: told } : {},
    submission,
  };
}

export const firstStep = (): StepName => NAMES[0] ?? 'happened';

/** Where the open question stands among those that are asked. */
export function progressOf({ step, draft }: ReportFlow): { readonly at: number; readonly of: number } {
  const steps = stepsOf(draft);
  return { at: steps.findIndex(({ name }) => name === step) + 1, of: steps.length };
}

/** The form with an answer (none: without it); the open question stays. */
export function withAnswer<Name extends StepName>(
  flow: ReportFlow,
  name: Name,
  value: IntakeDraft[Name],
): ReportFlow {
  const { rewrite: _rewrite, ...rest } = flow;
  return { ...rest, draft: settle({ ...flow.draft, [name]: value }) };
}

/** On to the next question; while one answer is changed only to those that the change has opened, and then to the review. */
export function onward(flow: ReportFlow): ReportFlow {
  const { changing, rewrite: _rewrite, ...rest } = flow;
  const later = INTAKE_STEPS.slice(NAMES.indexOf(flow.step as StepName) + 1);
  const next = later.find(
    ({ name, when }) =>
      (when?.(flow.draft) ?? true) && (!changing || (when && flow.draft[name] === undefined)),
  );
  return next ? { ...rest, ...(changing ? { changing } : {}), step: next.name } : { ...rest, step: 'review' };
}

/** One question back; the first stays. */
export function backward(flow: ReportFlow): ReportFlow {
  const { changing, rewrite: _rewrite, ...rest } = flow;
  const names = stepsOf(flow.draft).map(({ name }) => name);
  const at = flow.step === 'review' ? names.length : names.indexOf(flow.step as StepName);
  return { ...rest, step: changing ? 'review' : (names[at - 1] ?? firstStep()) };
}

/** Opens the question of an answer that is to be changed, and then the review again. */
export const change = (flow: ReportFlow, name: StepName): ReportFlow => ({
  ...flow,
  step: name,
  changing: true,
});

/** Adds words to what happened. `cut` when not all of them had room. */
export function addTold(
  flow: ReportFlow,
  words: string,
): { readonly flow: ReportFlow; readonly cut: boolean } {
  const before = flow.rewrite ? undefined : flow.draft.happened;
  const { text, cut } = joinTold(before, words);
  return { flow: withAnswer(flow, 'happened', text), cut };
}

/** What she told, in the order in which she told it, as far as a report has room. */
export function joinTold(
  before: string | undefined,
  words: string,
): { readonly text: string | undefined; readonly cut: boolean } {
  const all = [...(before ? `${before}\n${words.trim()}` : words)];
  const text = intakeSchema.shape.happened.safeParse(all.slice(0, MOST.happened).join('')).data;
  return { text: text ?? before, cut: all.length > MOST.happened };
}
