import { z } from 'zod';
import {
  DANGER_ANSWERS,
  type DangerAnswer,
  type DangerAnswers,
  type DangerScale,
  type Intake,
  INTAKE_STEPS,
  intakeSchema,
  type IntakeStep,
  optionsOf,
  READY,
  type SavedDraft,
  settle,
  type StepName,
} from '../../domain/cases/index.js';
import { AppError } from '../../lib/errors.js';
import { lineBreaks } from './line-breaks.js';

/** The answers as they were sent: what stays on the page when they can't be taken. */
export type Answers = Partial<Record<StepName, string | readonly string[]>>;
export type Problem = 'missing' | 'too_long';
export type Problems = Partial<Record<StepName, Problem>>;

/** What stands in the form: its answers, and those to the danger assessment. */
export interface Filled {
  readonly answers: Answers;
  readonly assessment: DangerAnswers;
  /** A prepared sentence that stands for what happened when nothing is written there. */
  readonly ready?: Ready;
}
export type Ready = (typeof READY)[number];

/** What a button of the form does: sends it, shows all of it first, or opens it again, at a question if one is named. */
export type HelpAction =
  { readonly kind: 'send' | 'check' } | { readonly kind: 'edit'; readonly at?: StepName | 'assessment' };

export interface HelpForm extends Filled {
  readonly token: string | undefined;
  readonly submission: string;
  readonly action: HelpAction;
}

export const submissionToken = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
const envelope = z.looseObject({
  token: z.string().max(100).optional(),
  submission: submissionToken,
  step: z
    .string()
    .regex(/^(send|check|edit(-[a-z_]{1,30})?)$/)
    .default('send'),
  ready: z.enum(['', ...READY]).default(''),
});
/** The questions of the page. */
const STEPS: ReadonlyMap<string, IntakeStep> = new Map(
  INTAKE_STEPS.filter(({ doors }) => doors?.includes('page') ?? true).map((step) => [step.name, step]),
);

/** The name of a field that answers a question of the danger assessment. */
export const answerName = (id: string): string => `answer_${id}`;

/** Reads the fields of `POST /help`; an answer left empty counts as none. Throws `bad_request` (400) for what the page could not have sent. */
export function readHelpForm(body: unknown, scale: DangerScale): HelpForm {
  const { token, submission, step, ready, ...rest } = envelope.safeParse(body).data ?? {};
  const { isStrange, ...filled } = collect(rest, scale);
  if (submission === undefined || isStrange) {
    throw new AppError('bad_request', 400);
  }
  return { token, submission, action: actionOf(step ?? 'send'), ...filled, ...readyIn(ready) };
}

/** Those answers of a saved draft that the form still asks for. */
export function knownAnswers(saved: SavedDraft['answers'], scale: DangerScale): Filled {
  const { isStrange: _isStrange, ...filled } = collect(saved, scale);
  return { ...filled, ...readyIn(saved.ready) };
}

function readyIn(value: unknown): Pick<Filled, 'ready'> {
  const ready = READY.find((name) => name === value);
  return ready ? { ready } : {};
}

/** The report that the answers make, or what is wrong with which. Throws `bad_request` (400) for a choice that the page does not offer. */
export function checkAnswers({
  answers,
  assessment,
}: Pick<Filled, 'answers' | 'assessment'>): { readonly intake: Intake } | { readonly problems: Problems } {
  const given = Object.keys(assessment).length === 0 ? answers : { ...answers, assessment };
  const checked = intakeSchema.safeParse(settle(given as Partial<Intake>));
  if (checked.success) {
    return { intake: checked.data };
  }
  const wrong = checked.error.issues.map((issue) => problemAt(issue.path[0], answers));
  return { problems: Object.fromEntries(wrong) };
}

function actionOf(step: string): HelpAction {
  const [kind, name = ''] = step.split('-', 2);
  if (kind !== 'edit') {
    return { kind: kind === 'check' ? 'check' : 'send' };
  }
  const at = name === 'assessment' ? name : STEPS.get(name)?.name;
  return { kind, ...(at && { at }) };
}

/** The fields that the form has. `isStrange` when there were others, or values of a shape that it can't send. */
function collect(
  fields: object,
  scale: DangerScale,
): Pick<Filled, 'answers' | 'assessment'> & { readonly isStrange: boolean } {
  const questions = new Map(scale.questions.map(({ id }) => [answerName(id), id]));
  const answers: Answers = {};
  const assessment: Record<string, DangerAnswer> = {};
  let isStrange = false;
  for (const [name, value] of Object.entries(fields)) {
    const given = answerOf(STEPS.get(name), value);
    const id = questions.get(name);
    const answer = DANGER_ANSWERS.find((known) => known === value);
    if (given !== null) {
      Object.assign(answers, given === undefined ? {} : { [name]: given });
    } else if (id !== undefined && (answer || value === '')) {
      Object.assign(assessment, answer ? { [id]: answer } : {});
    } else {
      isStrange = true;
    }
  }
  return { answers, assessment, isStrange };
}

/** What was given to a question: undefined when it was left empty, null for what can't be an answer to it. */
function answerOf(step: IntakeStep | undefined, value: unknown): string | string[] | null | undefined {
  const values = [value].flat().filter((each) => typeof each === 'string');
  const isShaped =
    values.length === [value].flat().length && (values.length === 1 || step?.kind === 'choices');
  if (!step || !isShaped) {
    return null;
  }
  const written = values.map(lineBreaks).filter((each) => each.trim() !== '');
  if (step.kind !== 'text' && !written.every((option) => optionsOf(step, 'page').includes(option))) {
    return null;
  }
  return step.kind === 'choices' && written.length > 0 ? written : written[0];
}

function problemAt(name: unknown, given: Answers): readonly [StepName, Problem] {
  const step = INTAKE_STEPS.find((known) => known.name === name);
  if (step?.kind !== 'text') {
    throw new AppError('bad_request', 400);
  }
  return [step.name, given[step.name] === undefined ? 'missing' : 'too_long'];
}
