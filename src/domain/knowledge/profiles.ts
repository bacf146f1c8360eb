/** How many phrasings of an entry must hold a token until one more adds little. */
const SATURATION = 1.2;
/** What a token in the answer counts beside one in a phrasing. */
const ANSWER_COUNTS = 0.7;

export interface Profiles {
  /**
   * For each entry that shares a token: the share of the query's mass that the entry's phrasings and answer speak of,
   * more for tokens that many of its phrasings hold. In [0, 1). `leftOut` takes one phrasing out of its entry.
   */
  fit(tokens: ReadonlySet<string>, leftOut?: { readonly entry: number; readonly tokens: ReadonlySet<string> }): Map<number, number>;
}

interface Posting {
  readonly entries: number[];
  readonly phrasings: number[];
  readonly inAnswer: boolean[];
}

/** Builds the profile of each entry from the tokens of its phrasings and of its answer. */
export function createProfiles(
  entries: ReadonlyArray<{ readonly phrasings: ReadonlyArray<ReadonlySet<string>>; readonly answer: ReadonlySet<string> }>,
  weight: (token: string) => number,
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
      const sums = new Map<number, number>();
      let queryMass = 0;
      for (const token of tokens) {
        const posting = postings.get(token);
        const mass = rarity(Math.max(0.5, posting?.entries.length ?? 0.5)) * weight(token);
        queryMass += mass;
        for (let i = 0; posting && i < posting.entries.length; i++) {
          const entry = posting.entries[i] ?? 0;
          const gone = leftOut?.entry === entry && leftOut.tokens.has(token) ? 1 : 0;
          const count = (posting.phrasings[i] ?? 0) - gone + (posting.inAnswer[i] ? ANSWER_COUNTS : 0);
          if (count > 0) {
            sums.set(entry, (sums.get(entry) ?? 0) + (mass * count) / (count + SATURATION));
          }
        }
      }
      for (const [entry, sum] of sums) {
        sums.set(entry, sum / (queryMass || 1));
      }
      return sums;
    },
  };
}
