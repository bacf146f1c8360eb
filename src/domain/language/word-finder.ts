/** Finds the words of a list in a text: the longest at each place. Latin words are met whole only, Han words anywhere. */
export interface WordFinder {
  /** Calls `visit` for each place where a word begins, with the longest word there. Returning a number skips to that place. */
  scan(text: string, visit: (word: string, at: number) => number | undefined): void;
}

const isLatin = (char: string | undefined) => char !== undefined && /[a-z]/.test(char);

/** Builds the look-up by first character; a scan is linear in the text for lists of any size. */
export function createWordFinder(words: Iterable<string>): WordFinder {
  const byFirst = new Map<string, string[]>();
  for (const word of words) {
    const first = word[0];
    if (first !== undefined) {
      byFirst.set(first, [...(byFirst.get(first) ?? []), word]);
    }
  }
  for (const list of byFirst.values()) {
    list.sort((a, b) => b.length - a.length);
  }
  const fits = (text: string, word: string, at: number) =>
    text.startsWith(word, at) &&
    !(isLatin(word[0]) && isLatin(text[at - 1])) &&
    !(isLatin(word.at(-1)) && isLatin(text[at + word.length]));

  return {
    scan(text, visit) {
      for (let at = 0; at < text.length; at++) {
        const word = byFirst.get(text[at] ?? '')?.find((candidate) => fits(text, candidate, at));
        const next = word === undefined ? undefined : visit(word, at);
        at = next === undefined ? at : Math.max(at, next - 1);
      }
    },
  };
}
