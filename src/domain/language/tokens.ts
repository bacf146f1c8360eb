/**
 * The tokens of a standardised text: every Han character, every pair of neighbouring Han characters, every
 * Latin word and number. Pairs don't reach across punctuation or blanks.
 */
export function tokenise(standardised: string): string[] {
  const tokens: string[] = [];
  for (const [run] of standardised.matchAll(/\p{Script=Han}+|[a-z]+|\d+(?:\.\d+)?/gu)) {
    if (/^[a-z\d]/.test(run)) {
      tokens.push(stem(run));
      continue;
    }
    const chars = [...run];
    chars.forEach((char, i) => {
      tokens.push(char);
      const next = chars[i + 1];
      if (next !== undefined) {
        tokens.push(char + next);
      }
    });
  }
  return tokens;
}

/** The commonest English endings taken off, so that "kids" meets "kid" and "sleeping" meets "sleep". */
function stem(word: string): string {
  if (word.length <= 3) {
    return word;
  }
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/, '')
    .replace(/(?<=[^s])s$/, '');
}
