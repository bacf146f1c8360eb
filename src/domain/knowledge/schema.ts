import { z } from 'zod';
import { AGE_BANDS } from '../language/index.js';

/** Who asks: the three kinds of caregiver that the outline wants to reach (women's outline, part six, strategy 10). */
export const AUDIENCES = ['parent', 'grandparent', 'expectant'] as const;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((s) => [...s].length <= most, `at most ${most} characters`);

/** Where a fact comes from. A law is named as in `laws.yaml`, an outline by the part of the district's own document. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('law'),
    law: words(60),
    article: z.string().regex(/^\d+(之[一二三四五])?$/),
  }),
  z.strictObject({
    kind: z.literal('guideline'),
    title: words(200),
    issuer: words(120),
    year: z.number().int().min(1990).max(2100).optional(),
  }),
  z.strictObject({ kind: z.literal('outline'), document: z.enum(['women', 'children']), section: words(80) }),
]);
export type Source = z.infer<typeof sourceSchema>;

/** What a language says of an entry: the phrasings that people use and the answer they get. */
const wording = {
  id: z.string().regex(/^[a-z][a-z0-9_]+$/),
  /** A choice button: what the entry is about, no question. */
  title: words(48),
  questions: z.array(words(200)).min(5),
  steps: z.array(words(120)).max(5).optional(),
  /** What the answer leaves open and who can tell. */
  not_covered: words(120).optional(),
  sources: z.array(sourceSchema).min(1).max(3),
};

const shippedEntry = z.strictObject({
  ...wording,
  answer: words(220),
  /** Entries with one group answer the same question for different ages. */
  group: z.string().optional(),
  bands: z.array(z.enum([...AGE_BANDS, 'any'])).min(1),
  audiences: z.array(z.enum(AUDIENCES)).min(1),
  reviewed_on: day,
  review_by: day,
});
const translatedEntry = z.strictObject({ ...wording, answer: words(420), group: z.string().optional() });

const topicFile = <Entry extends z.ZodType>(entry: Entry) =>
  z.strictObject({
    topic: z.string().regex(/^[a-z][a-z0-9_]+$/),
    title: words(48),
    entries: z.array(entry).min(1),
  });

/** One file of `locales/zh-CN/knowledge/`: the edition that all other languages follow. */
export const topicFileSchema = topicFile(shippedEntry);
/** One file of another language: wording only; ages, audiences and dates are those of the Chinese entry. */
export const translationFileSchema = topicFile(translatedEntry);

/** An entry as the search and the conversation see it: one language, complete. */
export const knowledgeEntrySchema = z.strictObject({
  ...shippedEntry.shape,
  answer: words(420),
  locale: z.string(),
  topic: z.string(),
});
export type KnowledgeEntry = z.infer<typeof knowledgeEntrySchema>;
