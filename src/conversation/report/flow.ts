import { z } from 'zod';
import {
  INTAKE_STEPS,
  type IntakeDraft,
  intakeSchema,
  type IntakeStep,
  MOST,
  settle,
  type StepName,
  stepsOf,
} from '../../domain/cases/index.js';
import type { Setting } from '../types.js';

const NAMES = INTAKE_STEPS.map((step) => step.name);
const names = NAMES as [StepName, ...StepName[]];

/** A report that is being filled in. Plain data: it is part of the session. */
export const reportFlowSchema = z.strictObject({
  kind: z.literal('report'),
  /** The question that is open. `abroad`: the consent to be stored abroad, asked before all others. */
  step: z.enum(['abroad', ...names, 'review']),
  draft: intakeSchema.partial(),
  /** The form's own random token. */
  submission: z.string().min(16).max(64),
  /** True when an answer is being changed: the next thing is `resume`, or the review again. */
  changing: z.literal(true).optional(),
  /** The question that was open when she asked to change an earlier answer. */
  resume: z.enum(names).optional(),
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

/** Where the open question stands among those that are asked. */
export function progressOf({ step, draft }: ReportFlow): { readonly at: number; readonly of: number } {
  const steps = stepsOf(draft);
  return { at: steps.findIndex(({ name }) => name === step) + 1, of: steps.length };
}

/** Whether a draft asks for this. */
export const isAsked = (draft: IntakeDraft, name: string): boolean =>
  stepsOf(draft).some((step) => step.name === name);

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
  return number !== undefined && flow.draft.contact === 'phone'
    ? { ...rest, draft: { ...flow.draft, phone: flow.draft.phone ?? number } }
    : flow;
}

/** On to the next question; while one answer is changed only to those that the change has opened, and then to where she was. */
export function onward(flow: ReportFlow): ReportFlow {
  const { changing, resume, rewrite: _rewrite, ...rest } = flow;
  const later = INTAKE_STEPS.slice(NAMES.indexOf(flow.step as StepName) + 1).filter(({ name }) =>
    isAsked(flow.draft, name),
  );
  if (!changing) {
    return { ...rest, step: later[0]?.name ?? 'review' };
  }
  const opened = later.find((step) => isOpened(flow, step));
  return opened
    ? { ...rest, changing, ...(resume ? { resume } : {}), step: opened.name }
    : { ...rest, step: whereSheWas(flow) };
}

/** Whether a question has to be asked before she is back where she was; later ones come in their turn, unless this answer opens them. */
function isOpened({ draft, step, resume }: ReportFlow, { name, when }: IntakeStep): boolean {
  const isPassed = !resume || NAMES.indexOf(name) < NAMES.indexOf(resume);
  return (
    when !== undefined && draft[name] === undefined && (isPassed || !when({ ...draft, [step]: undefined }))
  );
}

/** The question that was open before a change, or the first after it that is still asked. */
function whereSheWas({ draft, resume }: ReportFlow): ReportFlow['step'] {
  const later = resume ? INTAKE_STEPS.slice(NAMES.indexOf(resume)) : [];
  return later.find(({ name }) => isAsked(draft, name))?.name ?? 'review';
}

/** One question back; the first stays. From a change: back to where she was. */
export function backward(flow: ReportFlow): ReportFlow {
  const { changing, resume: _resume, rewrite: _rewrite, ...rest } = flow;
  const asked = stepsOf(flow.draft).map(({ name }) => name);
  const at = flow.step === 'review' ? asked.length : asked.indexOf(flow.step as StepName);
  return { ...rest, step: changing ? whereSheWas(flow) : (asked[at - 1] ?? firstStep()) };
}

/** All of it is shown, whatever is open. */
export function toReview(flow: ReportFlow): ReportFlow {
  const { changing: _changing, resume: _resume, rewrite: _rewrite, ...rest } = flow;
  return { ...rest, step: 'review' };
}

/** Opens the question of an answer that is to be changed, and then the one that is open now. */
export function change(flow: ReportFlow, name: StepName): ReportFlow {
  const { resume, ...rest } = flow;
  const open = flow.changing ? resume : NAMES.find((known) => known === flow.step);
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
