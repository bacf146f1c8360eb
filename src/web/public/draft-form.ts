import { z } from 'zod';
import type { SavedDraft } from '../../domain/cases/index.js';
import { AppError } from '../../lib/errors.js';
import { TRAP } from '../views/trap.js';
import { submissionToken } from './help-form.js';
import { lineBreaks } from './line-breaks.js';

const token = z.string().max(100).optional();
const openForm = z.strictObject({ token, code: z.string().max(200) });
const saveForm = z.looseObject({ token, submission: submissionToken });
const NAME = /^[a-z][a-z0-9_.-]{0,60}$/;
const answers = z.record(z.string().regex(NAME), z.union([z.string(), z.array(z.string())]));

/** A report that is to be saved, and what its form proves. */
export interface SaveForm {
  readonly token: string | undefined;
  readonly draft: SavedDraft;
}

/** Reads the digits as they were typed. Throws `bad_request` (400). */
export const readOpenForm = (body: unknown) => parse(openForm, body);

/** Reads the fields of the intake form, whatever they are; those left empty are left out. Throws `bad_request` (400). */
export function readSaveForm(body: unknown): SaveForm {
  const { token: proof, submission, [TRAP]: _trap, ...rest } = parse(saveForm, body);
  const given = Object.entries(parse(answers, rest)).flatMap(([name, value]) => {
    const written = [value]
      .flat()
      .map(lineBreaks)
      .filter((words) => words.trim() !== '');
    return written.length === 0 ? [] : [[name, Array.isArray(value) ? written : written.join()] as const];
  });
  return { token: proof, draft: { submission, answers: Object.fromEntries(given) } };
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new AppError('bad_request', 400);
  }
  return parsed.data;
}
