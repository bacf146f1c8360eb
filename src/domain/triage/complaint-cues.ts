import { z } from 'zod';
import { type Lexicon, normalise, squeeze } from '../language/index.js';

/** The complaint categories, equal to the database values (fact sheet §3; labels in `locales/<language>/complaint.json`). */
export const COMPLAINT_CATEGORIES = [
  'domestic_violence',
  'sexual_assault',
  'trafficking',
  'minor_harm',
  'sexual_harassment',
  'personality_rights',
  'employment_discrimination',
  'labor_rights',
  'land_property',
  'marriage_family',
  'reproductive_health',
  'social_support',
  'other',
] as const;
export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];

/** `locales/lexicon/complaints.yaml`: the words in which a wrong is told. */
export const complaintCuesSchema = z.strictObject({
  told: z.string(),
  categories: z.record(z.enum(COMPLAINT_CATEGORIES), z.array(z.string())),
  question_only: z.string(),
});
export type ComplaintCuesData = z.infer<typeof complaintCuesSchema>;

export interface ComplaintCues {
  /** The category of a wrong told in passing, or null when the message only asks or tells of none. */
  find(text: string): ComplaintCategory | null;
}

const KID = '孩子|小孩|娃娃|娃儿|娃|儿子|女儿|孙孙|孙子|孙女|外孙|幺儿|妹儿|宝宝|学生';

/** Compiles the lexicon once; categories are tried in the order of `COMPLAINT_CATEGORIES`, the graver first. */
export function createComplaintCues(data: ComplaintCuesData, lexicon: Lexicon): ComplaintCues {
  const categories = COMPLAINT_CATEGORIES.map((category) => ({
    category,
    patterns: data.categories[category].map((source) => new RegExp(source.replaceAll('{kid}', KID), 'u')),
  }));
  const questionOnly = new RegExp(data.question_only, 'u');

  return {
    find(text) {
      const plain = normalise(text);
      const forms = [...new Set([squeeze(plain), squeeze(lexicon.standardise(plain))])];
      if (forms.some((form) => questionOnly.test(form))) {
        return null;
      }
      return categories.find(({ patterns }) => patterns.some((p) => forms.some((form) => p.test(form))))?.category ?? null;
    },
  };
}
