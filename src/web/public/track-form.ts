import { z } from 'zod';
import { MOST } from '../../domain/cases/index.js';
import { AppError } from '../../lib/errors.js';
import { submissionToken } from './help-form.js';
import { lineBreaks } from './line-breaks.js';

const token = z.string().max(100).optional();
const words = z.string().transform(lineBreaks);
const short = z.string().max(200).transform(lineBreaks);

const tokenForm = z.strictObject({ token });
const enterForm = z.strictObject({ token, number: short, code: short, text: words.optional() });
const checkForm = z.strictObject({ token, last: short });
const writeForm = z.strictObject({ token, submission: submissionToken, text: words });

export type WriteForm = z.infer<typeof writeForm>;

/** Reads a form that has a button alone. Throws `bad_request` (400). */
export const readTokenForm = (body: unknown) => parse(tokenForm, body);

/** Reads number and digits as they were written. Throws `bad_request` (400). */
export const readEnterForm = (body: unknown) => parse(enterForm, body);

/** Reads the digits that she typed to check them. Throws `bad_request` (400). */
export const readCheckForm = (body: unknown) => parse(checkForm, body);

/** Reads a message. Throws `bad_request` (400). */
export const readWriteForm = (body: unknown): WriteForm => parse(writeForm, body);

/** What is wrong with a message, if anything is. */
export function problemOf(text: string): 'missing' | 'too_long' | undefined {
  if (text.trim() === '') {
    return 'missing';
  }
  return [...text.trim()].length > MOST.message ? 'too_long' : undefined;
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new AppError('bad_request', 400);
  }
  return parsed.data;
}
