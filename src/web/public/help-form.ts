import { z } from 'zod';
import { type Intake, INTAKE_STEPS, intakeSchema, settle, type StepName } from '../../domain/cases/index.js';
import { AppError } from '../../lib/errors.js';
import { lineBreaks } from './line-breaks.js';

/** The answers as they were sent: what stays on the page when they can't be taken. */
export type Answers = Partial<Record<StepName, string>>;
export type Problem = 'missing' | 'too_long';
export type Problems = Partial<Record<StepName, Problem>>;

export interface HelpForm {
  readonly token: string | undefined;
  readonly submission: string;
  readonly answers: Answers;
}

export const submissionToken = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
const envelope = z.looseObject({
  token: z.string().max(100).optional(),
  submission: submissionToken,
});
const STEP_NAMES: ReadonlySet<string> = new Set(INTAKE_STEPS.map((step) => step.name));
const answers = z.record(
  z.string().refine((name) => STEP_NAMES.has(name)),
  z.string(),
);

/** Reads the fields of `POST /help`; an answer left empty counts as none. Throws `bad_request` (400) for what the page could not have sent. */
export function readHelpForm(body: unknown): HelpForm {
  const { token, submission, ...rest } = envelope.safeParse(body).data ?? {};
  const given = answers.safeParse(rest);
  if (typeof submission !== 'string' || !given.success) {
    throw new AppError('bad_request', 400);
  }
  const written = Object.entries(given.data)
    .map(([name, value]) => [name, lineBreaks(value)] as const)
    .filter(([, value]) => value.trim() !== '');
  return { token, submission, answers: Object.fromEntries(written) };
}

/** The report that the answers make, or what is wrong with which. Throws `bad_request` (400) for a choice that the page does not offer. */
export function checkAnswers(given: Answers): { readonly intake: Intake } | { readonly problems: Problems } {
  const checked = intakeSchema.safeParse(settle(given as Partial<Intake>));
  if (checked.success) {
    return { intake: checked.data };
  }
  const wrong = checked.error.issues.map((issue) => problemAt(issue.path[0], given));
  return { problems: Object.fromEntries(wrong) };
}

function problemAt(name: unknown, given: Answers): readonly [StepName, Problem] {
  const step = INTAKE_STEPS.find((known) => known.name === name);
  if (step?.kind !== 'text') {
    throw new AppError('bad_request', 400);
  }
  return [step.name, given[step.name] === undefined ? 'missing' : 'too_long'];
}
