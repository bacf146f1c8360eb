/** Every distinct token of an index by a small number, so that all else is arrays of numbers. */
export interface Vocabulary {
  /** The number of a token; a new one gets the next. */
  add(token: string): number;
  /** Undefined for a token never added. */
  find(token: string): number | undefined;
  readonly size: number;
}

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  return {
    add(token) {
      const known = numbers.get(token);
      if (known !== undefined) {
        return known;
      }
      numbers.set(token, numbers.size);
      return numbers.size - 1;
    },
    find: (token) => numbers.get(token),
    get size() {
      return numbers.size;
    },
  };
}

/** A query as an index sees it. */
export interface Asked {
  /** The numbers of its known tokens. */
  readonly known: readonly number[];
  /** Its tokens that the index never saw. */
  readonly unknown: readonly string[];
}

export function recognise(vocabulary: Vocabulary, tokens: Iterable<string>): Asked {
  const known: number[] = [];
  const unknown: string[] = [];
  for (const token of tokens) {
    const number = vocabulary.find(token);
    if (number === undefined) {
      unknown.push(token);
    } else {
      known.push(number);
    }
  }
  return { known, unknown };
}
