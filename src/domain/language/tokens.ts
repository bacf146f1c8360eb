/** English words that say nothing of what is asked. */
const EMPTY_WORDS = new Set(
  'a an the my our your his her its their i we you he she it they me us him them is are was were be been am do does did to of and or in on at for with from by as that this these those there here how what when where who which why can could should would will may if so not no very just about have has had get got need want'.split(
    ' ',
  ),
);

/** Before a token that is one character or one syllable alone: it says less than a pair. */
export const SINGLE = '~';

/**
 * The tokens of a standardised text: every Han character (with `SINGLE` before it), every pair of neighbouring Han
 * characters, every Latin word and number. Pairs don't reach across punctuation or blanks.
 */
export function tokenise(standardised: string): string[] {
  const tokens: string[] = [];
  for (const [run] of standardised.matchAll(/\p{Script=Han}+|[a-z]+|\d+(?:\.\d+)?/gu)) {
    if (/^[a-z\d]/.test(run)) {
      if (!EMPTY_WORDS.has(run)) {
        tokens.push(stem(run));
      }
      continue;
    }
    const chars = [...run];
    chars.forEach((char, i) => {
      tokens.push(SINGLE + char);
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
