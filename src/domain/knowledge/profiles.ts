/** How many phrasings of an entry must hold a token until one more adds little. */
const SATURATION = 1.2;
/** What a token in the answer counts beside one in a phrasing. */
const ANSWER_COUNTS = 0.7;

/** Fits by kind of token: notions, pairs and words, single characters. Each in [0, 1). */
export type Fit = readonly [notions: number, pairs: number, characters: number];

export interface Profiles {
  /**
   * For each entry that shares a token: the share of the query's mass that the entry's phrasings and answer speak of,
   * more for tokens that many of its phrasings hold. `leftOut` takes one phrasing out of its entry.
   */
  fit(tokens: ReadonlySet<string>, leftOut?: { readonly entry: number; readonly tokens: ReadonlySet<string> }): Map<number, Fit>;
}

const kindOf = (token: string): 0 | 1 | 2 => (token.startsWith('#') ? 0 : /^\p{Script=Han}$/u.test(token) ? 2 : 1);

interface Posting {
  readonly entries: number[];
  readonly phrasings: number[];
  readonly inAnswer: boolean[];
}

/** Builds the profile of each entry from the tokens of its phrasings and of its answer. */
export function createProfiles(
  entries: ReadonlyArray<{ readonly phrasings: ReadonlyArray<ReadonlySet<string>>; readonly answer: ReadonlySet<string> }>,
): Profiles {
  const postings = new Map<string, Posting>();
  const add = (token: string, entry: number, fromAnswer: boolean) => {
    const posting = postings.get(token) ?? { entries: [], phrasings: [], inAnswer: [] };
    postings.set(token, posting);
    const last = posting.entries.length - 1;
    if (posting.entries[last] !== entry) {
      posting.entries.push(entry);
      posting.phrasings.push(fromAnswer ? 0 : 1);
      posting.inAnswer.push(fromAnswer);
    } else if (fromAnswer) {
      posting.inAnswer[last] = true;
    } else {
      posting.phrasings[last] = (posting.phrasings[last] ?? 0) + 1;
    }
  };
  entries.forEach(({ phrasings, answer }, entry) => {
    phrasings.forEach((tokens) => tokens.forEach((token) => add(token, entry, false)));
    answer.forEach((token) => add(token, entry, true));
  });
  const rarity = (holders: number) => Math.log(1 + (entries.length - holders + 0.5) / (holders + 0.5));

  return {
    fit(tokens, leftOut) {
      const sums = new Map<number, [number, number, number]>();
      const masses: [number, number, number] = [0, 0, 0];
      for (const token of tokens) {
        const posting = postings.get(token);
        const kind = kindOf(token);
        const mass = rarity(Math.max(0.5, posting?.entries.length ?? 0.5));
        masses[kind] += mass;
        for (let i = 0; posting && i < posting.entries.length; i++) {
          const entry = posting.entries[i] ?? 0;
          const gone = leftOut?.entry === entry && leftOut.tokens.has(token) ? 1 : 0;
          const count = (posting.phrasings[i] ?? 0) - gone + (posting.inAnswer[i] ? ANSWER_COUNTS : 0);
          if (count > 0) {
            const sum = sums.get(entry) ?? [0, 0, 0];
            sum[kind] += (mass * count) / (count + SATURATION);
            sums.set(entry, sum);
          }
        }
      }
      return new Map(
        [...sums].map(([entry, sum]) => [entry, [sum[0] / (masses[0] || 1), sum[1] / (masses[1] || 1), sum[2] / (masses[2] || 1)] as const]),
      );
    },
  };
}
