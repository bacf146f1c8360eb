import { z } from 'zod';
import type { Message } from '../../conversation/types.js';
import { AppError } from '../../lib/errors.js';
import { fromHeader } from '../middleware/language.js';

/** Longest message, in characters (code points). The dialogue itself looks at the first part of it only. */
export const MOST_CHARACTERS = 10_000;

/** Words as the database can keep them: NUL is dropped, half of a character pair becomes the replacement sign. */
const words = z.string().transform((text) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD'));
const buttonValue = z.string().regex(/^[\x20-\x7e]{1,64}$/);
const clientKey = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** Body of `POST /api/chat`: a text or a button pressed. */
const jsonInput = z
  .strictObject({
    text: words.optional(),
    button: buttonValue.optional(),
    clientKey: clientKey.optional(),
    locale: z
      .string()
      .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$/)
      .transform(fromHeader)
      .optional(),
  })
  .refine((input) => (input.text === undefined) !== (input.button === undefined));

/** Fields of the form: a button beside an untouched text box counts as the button. */
const formInput = z.strictObject({
  text: words.optional(),
  button: buttonValue.optional(),
  key: clientKey.optional(),
  token: z.string().max(100).optional(),
});

export interface ChatInput {
  readonly message: Message;
  readonly clientKey: string | undefined;
}

/** Reads a JSON body. Throws `bad_request` or `text_too_long` (400). */
export function readJsonInput(body: unknown): ChatInput & { readonly locale: 'zh-CN' | 'en' | undefined } {
  const input = parse(jsonInput, body);
  return { message: messageOf(input), clientKey: input.clientKey, locale: input.locale };
}

/** Reads the form. Throws `bad_request` or `text_too_long` (400). */
export function readFormInput(body: unknown): ChatInput & { readonly token: string | undefined } {
  const input = parse(formInput, body);
  return { message: messageOf(input), clientKey: input.key, token: input.token };
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new AppError('bad_request', 400);
  }
  return parsed.data;
}

function messageOf({
  text = '',
  button,
}: {
  text?: string | undefined;
  button?: string | undefined;
}): Message {
  if (button !== undefined) {
    return { kind: 'button', value: button };
  }
  if (text.length > MOST_CHARACTERS && [...text].length > MOST_CHARACTERS) {
    throw new AppError('text_too_long', 400, { limit: MOST_CHARACTERS });
  }
  return { kind: 'text', text };
}
