import { z } from 'zod';

/** The words that mean the same, as `locales/lexicon/*.yaml` hold them. */
export const lexiconSchema = z.strictObject({
  /** Dialect, typos and homophones → the standard word. Replaced in the text, longest first. */
  standard: z.record(z.string(), z.array(z.string())),
  /** Words that say nothing of what is asked. */
  filler: z.array(z.string()),
  /** Notions: a name → all its words. A word found adds the notion to the tokens, the word stays. */
  notions: z.record(z.string(), z.array(z.string())),
});
export type LexiconData = z.infer<typeof lexiconSchema>;

export interface Lexicon {
  /** The text with dialect words replaced by the standard ones. */
  standardise(normalised: string): string;
  /** What is left of a text without the words that say nothing: a measure of how much it tells. */
  substance(standardised: string): string;
  /** Names of the notions that the text speaks of. */
  notionsOf(standardised: string): string[];
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const longestFirst = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
/** Latin words are matched whole, Han words anywhere. */
const asPattern = (word: string) => (/^[a-z0-9 '-]+$/.test(word) ? `(?<![a-z])${escaped(word)}(?![a-z])` : escaped(word));

/** Builds the look-ups once; both are linear in the length of the text. */
export function createLexicon(data: LexiconData): Lexicon {
  const standardOf = new Map(
    Object.entries(data.standard).flatMap(([word, variants]) => variants.map((variant) => [variant, word] as const)),
  );
  const variantPattern = new RegExp(longestFirst(standardOf.keys()).map(asPattern).join('|') || '(?!)', 'gu');
  const notionsByWord = new Map<string, string[]>();
  for (const [notion, words] of Object.entries(data.notions)) {
    for (const word of words) {
      notionsByWord.set(word, [...(notionsByWord.get(word) ?? []), notion]);
    }
  }
  const notionPattern = new RegExp(`(?=(${longestFirst(notionsByWord.keys()).map(asPattern).join('|') || '(?!)'}))`, 'gu');

  const fillerPattern = new RegExp(longestFirst(data.filler).map(asPattern).join('|') || '(?!)', 'gu');

  return {
    substance: (standardised) => standardised.replace(fillerPattern, ' ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim(),
    standardise: (normalised) => normalised.replace(variantPattern, (variant) => standardOf.get(variant) ?? variant),
    notionsOf(standardised) {
      const found = new Set<string>();
      for (const match of standardised.matchAll(notionPattern)) {
        for (const notion of notionsByWord.get(match[1] ?? '') ?? []) {
          found.add(notion);
        }
      }
      return [...found];
    },
  };
}
