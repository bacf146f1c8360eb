import { z } from 'zod';
import { AppError } from '../../lib/errors.js';
import { type BroadcastContent, MOST_BROADCAST } from './types.js';

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((text) => [...text].length <= most && !text.includes('\0'));
const inOneLanguage = z.strictObject({
  title: words(MOST_BROADCAST.title),
  text: words(MOST_BROADCAST.text),
});
const schema = z.strictObject({ 'zh-CN': inOneLanguage, en: inOneLanguage.optional() });

/** A broadcast's words, trimmed. Throws `broadcast_content` (400) when something is missing or too long. */
export function readBroadcastContent(content: unknown): BroadcastContent {
  const read = schema.safeParse(content);
  if (!read.success) {
    throw new AppError('broadcast_content', 400, MOST_BROADCAST);
  }
  const { en, ...chinese } = read.data;
  return en ? { ...chinese, en } : chinese;
}
