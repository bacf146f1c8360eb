import { SINGLE } from '../language/index.js';

/** How many phrasings of an entry must hold a token until one more adds little. */
const SATURATION = 1.2;
/** What a token in the answer counts beside one in a phrasing. */
const ANSWER_COUNTS = 0.7;
/** Kinds of token, each with a fit of its own: notions, pairs and words, single characters. */
const KINDS = 3;

/** Fit of an entry with a query, by kind of token; each in [0, 1). */
export interface Fit {
  readonly notions: number;
  readonly pairs: number;
  readonly characters: number;
}

export interface Profiles {
  /**
   * For each entry that shares a token: the share of the query's mass that the entry's phrasings and answer speak of,
   * more for tokens that many of its phrasings hold. `leftOut` takes one phrasing out of its entry.
   */
  fit(
    tokens: ReadonlySet<string>,
    visit: (entry: number, fit: Fit) => void,
    leftOut?: { readonly entry: number; readonly tokens: ReadonlySet<string> },
  ): void;
}

interface Posting {
  readonly entries: number[];
  /** Phrasings of the entry that hold the token, and a part more when its answer does. */
  readonly counts: number[];
}

const kindOf = (token: string): number => (token.startsWith('#') ? 0 : token.startsWith(SINGLE) ? 2 : 1);

/** Builds the profile of each entry from the tokens of its phrasings and of its answer; the rows are read once and not kept. */
export function createProfiles(
  size: number,
  rows: Iterable<{
    readonly entry: number;
    readonly tokens: ReadonlySet<string>;
    readonly isAnswer: boolean;
  }>,
): Profiles {
  const postings = new Map<string, Posting>();
  for (const { entry, tokens, isAnswer } of rows) {
    for (const token of tokens) {
      const posting = postings.get(token) ?? { entries: [], counts: [] };
      postings.set(token, posting);
      const last = posting.entries.length - 1;
      const adds = isAnswer ? ANSWER_COUNTS : 1;
      if (posting.entries[last] === entry) {
        posting.counts[last] = (posting.counts[last] ?? 0) + adds;
      } else {
        posting.entries.push(entry);
        posting.counts.push(adds);
      }
    }
  }
  const packed = new Map(
    [...postings].map(([token, { entries, counts }]) => [
      token,
      { entries: Uint32Array.from(entries), counts: Float32Array.from(counts) },
    ]),
  );
  const rarity = (holders: number) => Math.log(1 + (size - holders + 0.5) / (holders + 0.5));
  const sums = new Float32Array(size * KINDS);
  const seen = new Uint8Array(size);
  const touched = new Uint32Array(size);

  return {
    fit(tokens, visit, leftOut) {
      const masses = [0, 0, 0];
      let met = 0;
      for (const token of tokens) {
        const posting = packed.get(token);
        const kind = kindOf(token);
        const mass = rarity(posting?.entries.length ?? 0.5);
        masses[kind] = (masses[kind] ?? 0) + mass;
        for (let i = 0; posting && i < posting.entries.length; i++) {
          const entry = posting.entries[i] ?? 0;
          const count =
            (posting.counts[i] ?? 0) - (leftOut?.entry === entry && leftOut.tokens.has(token) ? 1 : 0);
          if (count > 0) {
            if (seen[entry] === 0) {
              seen[entry] = 1;
              touched[met++] = entry;
            }
            const at = entry * KINDS + kind;
            sums[at] = (sums[at] ?? 0) + (mass * count) / (count + SATURATION);
          }
        }
      }
      for (let i = 0; i < met; i++) {
        const entry = touched[i] ?? 0;
        const share = (kind: number) => (sums[entry * KINDS + kind] ?? 0) / (masses[kind] || 1);
        visit(entry, { notions: share(0), pairs: share(1), characters: share(2) });
        sums.fill(0, entry * KINDS, entry * KINDS + KINDS);
        seen[entry] = 0;
      }
    },
  };
}
