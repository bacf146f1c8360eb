import { z } from 'zod';
import { AGE_BANDS } from '../language/index.js';
import { placesIn, withoutPlaces } from './figure-places.js';

/** Who asks: the three kinds of caregiver that the outline wants to reach (women's outline, part six, strategy 10). */
export const AUDIENCES = ['parent', 'grandparent', 'expectant'] as const;

/** Most characters of the parts of an entry, and how many parts there may be. */
export const ENTRY_LIMITS = {
  title: 48,
  question: 200,
  fewestQuestions: 5,
  /** By language: English needs about twice the characters. */
  answer: { 'zh-CN': 220, en: 420 },
  step: 120,
  steps: 5,
  notCovered: 120,
  sources: 3,
  law: 60,
  guidelineTitle: 200,
  guidelineIssuer: 120,
  outlineSection: 80,
} as const;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Text in which figures may have their places: these count when the figures are in them. */
const told = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((s) => [...withoutPlaces(s)].length <= most, `at most ${most} characters`);
const words = (most: number) =>
  told(most).refine((s) => placesIn(s).length === 0, 'no figure has a place here');

/** Where a fact comes from. A law is named as in `laws.yaml`, an outline by the part of the district's own document. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('law'),
    law: words(ENTRY_LIMITS.law),
    article: z.string().regex(/^\d+(之[一二三四五])?$/),
  }),
  z.strictObject({
    kind: z.literal('guideline'),
    title: words(ENTRY_LIMITS.guidelineTitle),
    issuer: words(ENTRY_LIMITS.guidelineIssuer),
    year: z.number().int().min(1990).max(2100).optional(),
  }),
  z.strictObject({
    kind: z.literal('outline'),
    document: z.enum(['women', 'children']),
    section: words(ENTRY_LIMITS.outlineSection),
  }),
]);
export type Source = z.infer<typeof sourceSchema>;

/** What a language says of an entry: the phrasings that people use and the answer they get. */
const wording = {
  id: z.string().regex(/^[a-z][a-z0-9_]+$/),
  /** A choice button: what the entry is about, no question. */
  title: words(ENTRY_LIMITS.title),
  questions: z.array(words(ENTRY_LIMITS.question)).min(ENTRY_LIMITS.fewestQuestions),
  steps: z.array(told(ENTRY_LIMITS.step)).max(ENTRY_LIMITS.steps).optional(),
  /** What the answer leaves open and who can tell. */
  not_covered: told(ENTRY_LIMITS.notCovered).optional(),
  sources: z.array(sourceSchema).min(1).max(ENTRY_LIMITS.sources),
};

const shippedEntry = z.strictObject({
  ...wording,
  answer: told(ENTRY_LIMITS.answer['zh-CN']),
  /** Entries with one group answer the same question for different ages. */
  group: z.string().optional(),
  bands: z.array(z.enum([...AGE_BANDS, 'any'])).min(1),
  audiences: z.array(z.enum(AUDIENCES)).min(1),
  reviewed_on: day,
  review_by: day,
});
const translatedEntry = z.strictObject({
  ...wording,
  answer: told(ENTRY_LIMITS.answer.en),
  group: z.string().optional(),
});

const topicFile = <Entry extends z.ZodType>(entry: Entry) =>
  z.strictObject({
    topic: z.string().regex(/^[a-z][a-z0-9_]+$/),
    title: words(ENTRY_LIMITS.title),
    entries: z.array(entry).min(1),
  });

/** One file of `locales/zh-CN/knowledge/`: the edition that all other languages follow. */
export const topicFileSchema = topicFile(shippedEntry);
/** One file of another language: wording only; ages, audiences and dates are those of the Chinese entry. */
export const translationFileSchema = topicFile(translatedEntry);

/** An entry as the search and the conversation see it: one language, complete. */
export const knowledgeEntrySchema = z.strictObject({
  ...shippedEntry.shape,
  answer: told(ENTRY_LIMITS.answer.en),
  locale: z.string(),
  topic: z.string(),
});
export type KnowledgeEntry = z.infer<typeof knowledgeEntrySchema>;
