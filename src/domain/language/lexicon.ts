import { z } from 'zod';
import { createWordFinder } from './word-finder.js';

const wordLists = z.record(z.string(), z.array(z.string().min(1)));

/** The words that mean the same, as `locales/lexicon/words.yaml` holds them. */
export const lexiconSchema = z.strictObject({
  /** Dialect, typos and homophones → the standard word. Replaced in the text, longest first. */
  standard: wordLists,
  /** Words that say nothing of what is asked. */
  filler: z.array(z.string().min(1)),
  /** Notions: a name → all its words. A word found adds the notion to the tokens, the word stays. */
  notions: wordLists,
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

/** Builds the look-ups once; each is linear in the length of the text. */
export function createLexicon(data: LexiconData): Lexicon {
  const standardOf = new Map(
    Object.entries(data.standard).flatMap(([word, variants]) =>
      variants.map((variant) => [variant, word] as const),
    ),
  );
  const notionsByWord = new Map<string, string[]>();
  for (const [notion, words] of Object.entries(data.notions)) {
    for (const word of words) {
      notionsByWord.set(word, [...(notionsByWord.get(word) ?? []), notion]);
    }
  }
  const variants = createWordFinder(standardOf.keys());
  const notionWords = createWordFinder(notionsByWord.keys());
  const fillers = createWordFinder(data.filler);

  /** The text with each word that the finder meets replaced. */
  function replace(text: string, finder: typeof variants, by: (word: string) => string): string {
    const parts: string[] = [];
    let from = 0;
    finder.scan(text, (word, at) => {
      parts.push(text.slice(from, at), by(word));
      from = at + word.length;
      return from;
    });
    return parts.length === 0 ? text : parts.join('') + text.slice(from);
  }

  return {
    standardise: (normalised) => replace(normalised, variants, (word) => standardOf.get(word) ?? word),
    substance: (standardised) =>
      replace(standardised, fillers, () => ' ')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    notionsOf(standardised) {
      const found = new Set<string>();
      notionWords.scan(standardised, (word) => {
        notionsByWord.get(word)?.forEach((notion) => found.add(notion));
        return undefined; // a shorter notion may begin inside this one
      });
      return [...found];
    },
  };
}
