import { z } from 'zod';
import { COMPLAINT_CATEGORIES } from './complaint-categories.js';

const name = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

/** A leaf of the tree: what kind of complaint, on what law, who handles it, how soon, what to say first. */
const leafSchema = z.strictObject({
  id: z.string().regex(/^[A-G]\d{1,2}$/),
  name,
  code: z.enum(COMPLAINT_CATEGORIES),
  definition: z.string().min(1),
  /** Law names as in `laws.yaml`; an article reads `236` or `236之1`, an item `(五)`. */
  basis: z.array(
    z.strictObject({
      law: z.string(),
      article: z.string().regex(/^\d+(?:之\d+)?$/),
      item: z.string().optional(),
    }),
  ),
  /** Rules and projects without an article: documents, plans. */
  basis_other: z.string().optional(),
  /** red at once · orange within 24 hours · yellow within 3 working days · blue ordinary. */
  light: z.enum(['red', 'orange', 'yellow', 'blue']),
  /** When another light applies (a threat, a minor …). */
  light_note: z.string().optional(),
  lead: z.array(z.string()).min(1),
  joint: z.array(z.string()),
  /** Beside the shared evidence. */
  evidence: z.string(),
  advice: z.string(),
  /** Beside what the Federation does for every case. */
  federation: z.string(),
  deadlines: z.string(),
});
export type CategoryLeaf = z.infer<typeof leafSchema>;

/** `locales/categories.yaml`. */
export const categoriesSchema = z.strictObject({
  shared: z.strictObject({ evidence: z.string(), federation: z.string() }),
  groups: z.array(z.strictObject({ id: z.string(), name, leaves: z.array(leafSchema).min(1) })),
});
export type CategoriesData = z.infer<typeof categoriesSchema>;
