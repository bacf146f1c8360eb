import type { Lexicon } from '../language/index.js';
import { createTerms, type Terms } from './search.js';

/** The tokens of texts, those of entries' texts remembered: most stay the same when an entry changes. */
export interface LiveTerms extends Terms {
  /** The same, remembering what is read. */
  readonly learning: Terms;
  /** Whether anybody has asked by sound yet. */
  hasSounds(): boolean;
  /** Forgets all texts but these. */
  keep(texts: Iterable<string>): void;
}

/** Tokens are kept in one string, a tenth of the size of a set; none holds a line break. */
const pack = (terms: Iterable<string>) => [...terms].join('\n');
const unpack = (packed: string) => (packed === '' ? [] : packed.split('\n'));

export function createLiveTerms(lexicon: Lexicon): LiveTerms {
  const plain = createTerms(lexicon);
  let words = new Map<string, string>();
  /** Filled when the first question by sound reads them. */
  let sounds = new Map<string, string>();

  const readWords = (text: string, isKept: boolean): Iterable<string> => {
    const known = words.get(text);
    if (known !== undefined) {
      return unpack(known);
    }
    const terms = plain.words(text);
    if (isKept) {
      words.set(text, pack(terms));
    }
    return terms;
  };
  /** Kept when the text is an entry's. */
  const readSounds = (text: string): Iterable<string> => {
    const known = sounds.get(text);
    if (known !== undefined) {
      return unpack(known);
    }
    const terms = plain.sounds(text);
    if (words.has(text)) {
      sounds.set(text, pack(terms));
    }
    return terms;
  };

  return {
    words: (text) => readWords(text, false),
    sounds: readSounds,
    learning: { words: (text) => readWords(text, true), sounds: readSounds },
    hasSounds: () => sounds.size > 0,
    keep(texts) {
      const kept = new Set(texts);
      const among = (map: Map<string, string>) => new Map([...map].filter(([text]) => kept.has(text)));
      words = among(words);
      sounds = among(sounds);
    },
  };
}
