import { z } from 'zod';
import { createWordFinder } from '../language/index.js';

/** `locales/lexicon/concepts.yaml`: words that mean alike, by concept; and what names of persons are made of. */
export const conceptsSchema = z.strictObject({
  names: z.strictObject({ family: z.string(), given: z.string(), titles: z.array(z.string()) }),
  concepts: z.record(z.string(), z.array(z.string().min(1))),
});
export type ConceptsData = z.infer<typeof conceptsSchema>;

/** Builds the look-up once. It names the concepts of which a squeezed, normalised text holds a word, each once. */
export function createConceptFinder({ concepts }: ConceptsData): (squeezed: string) => string[] {
  const byWord = new Map<string, string[]>();
  for (const [name, words] of Object.entries(concepts)) {
    words.forEach((word) => byWord.set(word, [...(byWord.get(word) ?? []), name]));
  }
  const finder = createWordFinder(byWord.keys());
  return (squeezed) => {
    const found = new Set<string>();
    finder.scan(squeezed, (word) => {
      byWord.get(word)?.forEach((name) => found.add(name));
      return undefined;
    });
    return [...found];
  };
}
