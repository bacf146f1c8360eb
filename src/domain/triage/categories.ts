import { z } from 'zod';
import { COMPLAINT_CATEGORIES } from './complaint-categories.js';

const text = z.string().min(1);
const translated = z.strictObject({ 'zh-CN': text, en: text });

/** An article of a law named as in `laws.yaml`: `236` or `236之1`, an item `(五)`. */
const citationSchema = z.strictObject({
  law: z.string(),
  article: z.string().regex(/^\d+(?:之\d+)?$/),
  item: z.string().optional(),
});
export type LawCitation = z.infer<typeof citationSchema>;

const term = { what: text, within: text };
/** What has to be done within which time (or how much it is): by law, by something else, or only as the Federation itself suggests. */
const deadlineSchema = z.union([
  z.strictObject({ ...term, basis: z.array(citationSchema).min(1) }),
  z.strictObject({ ...term, basis_other: text }),
  z.strictObject({ ...term, internal: z.literal(true) }),
]);

/** A leaf of the tree: what kind of complaint, on what law, who handles it, how soon, what to say first. */
const leafSchema = z.strictObject({
  id: z.string().regex(/^[A-G]\d{1,2}$/),
  name: translated,
  code: z.enum(COMPLAINT_CATEGORIES),
  definition: text,
  basis: z.array(citationSchema),
  /** Rules and projects without an article: documents, plans. */
  basis_other: z.string().optional(),
  /** red at once · orange within 24 hours · yellow within 3 working days · blue ordinary. */
  light: z.enum(['red', 'orange', 'yellow', 'blue']),
  /** When another light applies (a threat, a minor …). */
  light_note: z.string().optional(),
  lead: z.array(text).min(1),
  joint: z.array(text),
  /** Beside the shared evidence. */
  evidence: z.array(text).min(1),
  /** What she is told first, in her own language: the one thing to do before anything else. */
  advice: translated,
  /** Beside what the Federation does for every case. */
  federation: text,
  deadlines: z.array(deadlineSchema).min(1),
});
export type CategoryLeaf = z.infer<typeof leafSchema>;

/** `locales/categories.yaml`. */
export const categoriesSchema = z.strictObject({
  shared: z.strictObject({ evidence: z.array(text).min(1), federation: text }),
  groups: z.array(z.strictObject({ id: z.string(), name: translated, leaves: z.array(leafSchema).min(1) })),
});
export type CategoriesData = z.infer<typeof categoriesSchema>;
