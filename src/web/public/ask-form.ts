import { z } from 'zod';
import { type Ask, RATINGS } from '../../domain/cases/index.js';
import { AppError } from '../../lib/errors.js';
import { submissionToken } from './help-form.js';
import { lineBreaks } from './line-breaks.js';

const words = z.string().max(20_000).transform(lineBreaks).default('');
const about = { token: z.string().max(100).optional(), submission: submissionToken };

const askForm = z.discriminatedUnion('ask', [
  z.strictObject({ ...about, ask: z.literal('callback'), window: words, phone: words }),
  z.strictObject({ ...about, ask: z.literal('object'), words }),
  z.strictObject({ ...about, ask: z.literal('withdrawal'), words }),
  z.strictObject({ ...about, ask: z.literal('rating'), rating: z.enum(RATINGS).optional(), words }),
  z.strictObject({ ...about, ask: z.literal('removal') }),
]);
export type AskForm = z.infer<typeof askForm>;

/** Reads what she asks for. Throws `bad_request` (400). */
export function readAskForm(body: unknown): AskForm {
  const parsed = askForm.safeParse(body);
  if (!parsed.success) {
    throw new AppError('bad_request', 400);
  }
  return parsed.data;
}

/** What the form asks for. Throws `rating_missing` (400). */
export function askOf(form: AskForm): Ask {
  switch (form.ask) {
    case 'callback':
      return { kind: form.ask, window: form.window, phone: form.phone };
    case 'object':
    case 'withdrawal':
      return { kind: form.ask, words: form.words };
    case 'rating':
      if (form.rating === undefined) {
        throw new AppError('rating_missing');
      }
      return { kind: form.ask, rating: form.rating, words: form.words };
    case 'removal':
      return { kind: form.ask };
  }
}
