import { z } from 'zod';
import { AppError } from '../../lib/errors.js';

const token = z.string().max(100).optional();
const addForm = z.strictObject({ token, keep: z.literal('copy').optional() });
const removeForm = z.strictObject({ token, id: z.uuid() });

/** The fields beside a file: `keep` says that no original is to be kept. Throws `bad_request` (400). */
export const readAddForm = (body: unknown) => parse(addForm, body);

/** Which file she takes back. Throws `bad_request` (400). */
export const readRemoveForm = (body: unknown) => parse(removeForm, body);

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse({ ...(body as object) });
  if (!parsed.success) {
    throw new AppError('bad_request', 400);
  }
  return parsed.data;
}
