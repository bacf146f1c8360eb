import { z } from 'zod';
import { type Lexicon, normalise, squeeze } from '../language/index.js';
import { COMPLAINT_CATEGORIES, type ComplaintCategory } from './complaint-categories.js';
import type { Reader } from './reader.js';

/** `locales/lexicon/complaints.yaml`: the words in which a wrong is told. */
export const complaintCuesSchema = z.strictObject({
  told: z.string(),
  categories: z.record(z.enum(COMPLAINT_CATEGORIES), z.array(z.string())),
  question_only: z.string(),
});
export type ComplaintCuesData = z.infer<typeof complaintCuesSchema>;

const KID = '孩子|小孩|娃娃|娃儿|娃|儿子|女儿|孙孙|孙子|孙女|外孙|幺儿|妹儿|宝宝|学生';

export interface ComplaintCues {
  /** The category of a wrong told in passing, or null when the message only asks or tells of none. */
  find(text: string): ComplaintCategory | null;
  /** The category of a wrong told in passing by the hand-written rules alone. */
  rule(text: string): ComplaintCategory | null;
  /** The category of a message that is known to tell of a wrong: by rule, else the likeliest. */
  likeliest(text: string): ComplaintCategory;
  /** The categories whose hand-written rules a message meets, told or asked, the graver first. */
  match(text: string): ComplaintCategory[];
}

/** Score from which the model alone believes that a wrong is told and not a rule asked for. */
const SURELY_TOLD = 1.5;

/** So far ahead of the next a category has to be for its advice to be given; else the advice that fits any wrong. */
const CLEARLY = 0.25;

/** Compiles the lexicon once; categories are tried in the order of `COMPLAINT_CATEGORIES`, the graver first. */
export function createComplaintCues(
  data: ComplaintCuesData,
  lexicon: Lexicon,
  reader?: Reader,
): ComplaintCues {
  const categories = COMPLAINT_CATEGORIES.map((category) => ({
    category,
    patterns: data.categories[category].map((source) => new RegExp(source.replaceAll('{kid}', KID), 'u')),
  }));
  const questionOnly = new RegExp(data.question_only, 'u');
  const formsOf = (text: string) => {
    const plain = normalise(text);
    return [...new Set([squeeze(plain), squeeze(lexicon.standardise(plain))])];
  };
  const match = (forms: readonly string[]) =>
    categories
      .filter(({ patterns }) => patterns.some((p) => forms.some((form) => p.test(form))))
      .map(({ category }) => category);

  function likeliest(text: string): ComplaintCategory {
    const scores = reader?.read(text).scores ?? new Map<string, number>();
    const [first, second] = COMPLAINT_CATEGORIES.map((category) => ({
      category,
      score: scores.get(category) ?? -9,
    })).sort((a, b) => b.score - a.score);
    return first && second && first.score - second.score >= CLEARLY ? first.category : 'other';
  }

  function surelyTold(text: string): ComplaintCategory | null {
    const told = reader?.read(text).scores.get('told') ?? -9;
    return told < SURELY_TOLD ? null : likeliest(text);
  }

  return {
    likeliest: (text) => match(formsOf(text))[0] ?? likeliest(text),
    match: (text) => match(formsOf(text)),
    rule(text) {
      const forms = formsOf(text);
      return forms.some((form) => questionOnly.test(form)) ? null : (match(forms)[0] ?? null);
    },
    find(text) {
      const forms = formsOf(text);
      return forms.some((form) => questionOnly.test(form)) ? null : (match(forms)[0] ?? surelyTold(text));
    },
  };
}
