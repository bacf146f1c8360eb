import { z } from 'zod';
import {
  applies,
  asksFor,
  INTAKE_STEPS,
  type IntakeDraft,
  intakeSchema,
  type IntakeStep,
  inTodaysNames,
  MOST,
  RENAMED,
  settle,
  type StepName,
  stepsOf,
} from '../../domain/cases/index.js';
import type { Setting } from '../types.js';

const NAMES = INTAKE_STEPS.map((step) => step.name);
const names = NAMES as [StepName, ...StepName[]];
/** What may be open when an earlier answer is changed, and comes again then. */
const RESUMED = [...names, 'scale'] as const;
const inTodaysName = (name: unknown) => (typeof name === 'string' ? (RENAMED[name] ?? name) : name);

/** A report that is being filled in. Plain data: it is part of the session. */
export const reportFlowSchema = z.strictObject({
  kind: z.literal('report'),
  /** The question that is open. `abroad`: the consent to be stored abroad, asked before all others; `scale`: the danger assessment. */
  step: z.preprocess(inTodaysName, z.enum(['abroad', ...names, 'scale', 'review'])),
  draft: z.preprocess(
    (kept) => (typeof kept === 'object' && kept !== null ? inTodaysNames(kept) : kept),
    intakeSchema.partial(),
  ),
  /** The question of the danger assessment that is open; none while it is only offered. */
  question: z.string().optional(),
  /** True when the danger assessment has been offered: that is done once. */
  offered: z.literal(true).optional(),
  /** The form's own random token. */
  submission: z.string().min(16).max(64),
  /** True when an answer is being changed: the next thing is `resume`, or the review again. */
  changing: z.literal(true).optional(),
  /** The question that was open when she asked to change an earlier answer. */
  resume: z.preprocess(inTodaysName, z.enum(RESUMED).optional()),
  /** True when the next words replace what she told so far. */
  rewrite: z.literal(true).optional(),
  /** True when she has been asked whether to throw away what she wrote. */
  leaving: z.literal(true).optional(),
  /** Words that answer no question: part of the report only when she says so. */
  beside: z.string().optional(),
  /** A phone number that she gave without having agreed to be called: not part of the report until she does. */
  number: z.string().optional(),
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

export const firstStep = (): StepName => names[0];

/** The questions that the talk asks, in their order. */
const asked = (draft: IntakeDraft): readonly StepName[] =>
  INTAKE_STEPS.filter((step) => asksFor(step, draft, 'chat')).map(({ name }) => name);

/** Where the open question stands among those that are asked. */
export function progressOf({ step, draft }: ReportFlow): { readonly at: number; readonly of: number } {
  const names = asked(draft);
  return { at: names.findIndex((name) => name === step) + 1, of: names.length };
}

/** Whether a draft asks for this, or has it answered. */
export const isAsked = (draft: IntakeDraft, name: string): boolean =>
  stepsOf(draft, 'chat').some((step) => step.name === name);

/** The questions that are answered, as the review lists them. */
export const answeredSteps = (draft: IntakeDraft): readonly IntakeStep[] =>
  stepsOf(draft, 'chat').filter(({ name }) => draft[name] !== undefined);

/** Whether a number that she gives may be used. */
export const mayUseNumber = ({ contact }: IntakeDraft): boolean => contact === 'phone' || contact === 'sms';

/** Whether there is anything in the form that ending it would throw away. */
export const holdsWords = ({ draft, beside, number }: ReportFlow): boolean =>
  beside !== undefined || number !== undefined || Object.values(draft).some((answer) => answer !== undefined);

/** The form with an answer (none: without it); the open question stays. Words that were aside until then are aside no longer. */
export function withAnswer<Name extends StepName>(
  flow: ReportFlow,
  name: Name,
  value: IntakeDraft[Name],
): ReportFlow {
  const { rewrite, beside, ...rest } = flow;
  return withNumber({
    ...rest,
    ...(rewrite && name !== 'happened' ? { rewrite } : {}),
    ...(beside !== undefined && beside !== value ? { beside } : {}),
    draft: settle({ ...flow.draft, [name]: value }),
  });
}

/** A number that waited goes where it belongs once she agrees to be called. */
function withNumber(flow: ReportFlow): ReportFlow {
  const { number, ...rest } = flow;
  return number !== undefined && mayUseNumber(flow.draft)
    ? { ...rest, draft: { ...flow.draft, phone: flow.draft.phone ?? number } }
    : flow;
}

/** On to the next question; while one answer is changed only to those that the change has opened, and then to where she was. */
export function onward(flow: ReportFlow): ReportFlow {
  const { changing, resume, rewrite: _rewrite, ...rest } = flow;
  const names = asked(flow.draft);
  const later = INTAKE_STEPS.filter(({ name }) => names.includes(name) && isBefore(flow.step, name));
  if (!changing) {
    return { ...rest, step: later[0]?.name ?? 'review' };
  }
  const opened = later.find((step) => isOpened(flow, step));
  return opened
    ? { ...rest, changing, ...(resume ? { resume } : {}), step: opened.name }
    : { ...rest, step: whereSheWas(flow) };
}

const placeOf = (step: string): number => (NAMES as readonly string[]).indexOf(step);

/** Whether a question comes before another; what is no question comes after all. */
const isBefore = (step: string, other: string): boolean =>
  placeOf(step) >= 0 && (placeOf(other) < 0 || placeOf(step) < placeOf(other));

/** Whether a question has to be asked before she is back where she was; later ones come in their turn, unless this answer opens them. */
function isOpened({ draft, step, resume }: ReportFlow, opened: IntakeStep): boolean {
  const isPassed = !resume || isBefore(opened.name, resume);
  return (
    draft[opened.name] === undefined &&
    hangsOn(opened, step) &&
    (isPassed || !applies(opened, { ...draft, [step]: undefined }))
  );
}

/** Whether a question is asked because of the answer to another, or of the one that both of them hang on. */
function hangsOn({ when }: IntakeStep, name: string): boolean {
  const other = INTAKE_STEPS.find((step) => step.name === name);
  return when !== undefined && (when.name === name || when.name === other?.when?.name);
}

/** The question that was open before a change, or the first after it that is still asked. */
function whereSheWas({ draft, resume }: ReportFlow): ReportFlow['step'] {
  if (resume === undefined || resume === 'scale') {
    return resume ?? 'review';
  }
  return asked(draft).find((name) => !isBefore(name, resume)) ?? 'review';
}

/** One question back; the first stays. From a change: back to where she was. */
export function backward(flow: ReportFlow): ReportFlow {
  const { changing, resume: _resume, rewrite: _rewrite, ...rest } = flow;
  const before = asked(flow.draft).findLast((name) => isBefore(name, flow.step));
  return { ...rest, step: changing ? whereSheWas(flow) : (before ?? firstStep()) };
}

/** All of it is shown, whatever is open. */
export function toReview(flow: ReportFlow): ReportFlow {
  const { changing: _changing, resume: _resume, rewrite: _rewrite, question: _question, ...rest } = flow;
  return { ...rest, step: 'review', offered: true };
}

/** Opens the question of an answer that is to be changed, and then the one that is open now. */
export function change(flow: ReportFlow, name: StepName): ReportFlow {
  const { resume, ...rest } = flow;
  const open = flow.changing ? resume : RESUMED.find((known) => known === flow.step);
  return { ...rest, step: name, changing: true, ...(open ? { resume: open } : {}) };
}

/** Adds words to what happened. `cut` when not all of them had room. */
export function addTold(
  flow: ReportFlow,
  words: string,
): { readonly flow: ReportFlow; readonly cut: boolean } {
  const before = flow.rewrite ? undefined : flow.draft.happened;
  const { text, cut } = joinTold(before, words);
  return { flow: withAnswer(flow, 'happened', text), cut };
}

/** Keeps words aside: they answer no question, and are part of the report only when she says so. */
export function putAside(flow: ReportFlow, words: string): ReportFlow {
  const lines = flow.beside?.split('\n') ?? [];
  const { text } = lines.includes(words.trim()) ? { text: flow.beside } : joinTold(flow.beside, words);
  return text === undefined ? flow : { ...flow, beside: text };
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
