import { SINGLE } from '../language/index.js';
import type { Asked } from './vocabulary.js';

/** How many phrasings of an entry must hold a token until one more adds little. */
const SATURATION = 1.2;
/** What a token in the answer counts beside one in a phrasing. */
const ANSWER_COUNTS = 0.7;
/** Kinds of token, each with a fit of its own: notions, pairs and words, single characters. */
const KINDS = 3;

/** Told of an entry and its fit with a query, by kind of token; each in [0, 1). */
export type Visit = (entry: number, notions: number, pairs: number, characters: number) => void;

export interface Profiles {
  /**
   * For each entry that shares a token: the share of the query's mass that the entry's phrasings and answer speak of,
   * more for tokens that many of its phrasings hold. `leftOut` takes one phrasing out of its entry.
   */
  fit(
    asked: Asked,
    visit: Visit,
    leftOut?: { readonly entry: number; readonly tokens: ReadonlySet<number> },
  ): void;
}

const kindOf = (token: string): number => (token.startsWith('#') ? 0 : token.startsWith(SINGLE) ? 2 : 1);

/** The tokens of an entry, as numbers: those of each phrasing, and those of its answer. */
export interface EntryTokens {
  readonly phrasings: ReadonlyArray<readonly number[]>;
  readonly answer: readonly number[];
}

/** For each token the entries that hold it and in how many phrasings, one behind the other. */
function* packHolders(entries: readonly EntryTokens[], tokens: number) {
  const sizes = new Uint32Array(tokens + 1);
  const countsOf: Array<Map<number, number>> = [];
  for (const entry of entries) {
    const counts = new Map<number, number>();
    for (const token of entry.phrasings.flat()) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    for (const token of entry.answer) {
      counts.set(token, (counts.get(token) ?? 0) + ANSWER_COUNTS);
    }
    for (const token of counts.keys()) {
      sizes[token + 1] = (sizes[token + 1] ?? 0) + 1;
    }
    countsOf.push(counts);
    yield;
  }
  const starts = sizes.map((size, n) => (sizes[n] = size + (sizes[n - 1] ?? 0)));
  const holders = new Uint32Array(starts[tokens] ?? 0);
  const counts = new Float32Array(holders.length);
  const next = starts.slice();
  for (const [entry, of] of countsOf.entries()) {
    of.forEach((count, token) => {
      const at = next[token] ?? 0;
      next[token] = at + 1;
      holders[at] = entry;
      counts[at] = count;
    });
    yield;
  }
  return { starts, holders, counts };
}

/** Builds the profile of each entry, in short steps; `names` tells the kind of each token. */
export function* buildProfiles(
  entries: readonly EntryTokens[],
  names: readonly string[],
): Generator<undefined, Profiles> {
  const size = entries.length;
  const kinds = Uint8Array.from(names, kindOf);
  const { starts, holders, counts } = yield* packHolders(entries, names.length);
  const rarity = (held: number) => Math.log(1 + (size - held + 0.5) / (held + 0.5));
  const sums = new Float32Array(size * KINDS);
  const seen = new Uint8Array(size);
  const touched = new Uint32Array(size);

  return {
    fit({ known, unknown }, visit, leftOut) {
      const masses = [0, 0, 0];
      for (const token of unknown) {
        masses[kindOf(token)] = (masses[kindOf(token)] ?? 0) + rarity(0.5);
      }
      let met = 0;
      for (const token of known) {
        const [from, to] = [starts[token] ?? 0, starts[token + 1] ?? 0];
        const kind = kinds[token] ?? 0;
        const mass = rarity(to - from);
        masses[kind] = (masses[kind] ?? 0) + mass;
        for (let i = from; i < to; i++) {
          const entry = holders[i] ?? 0;
          const count = (counts[i] ?? 0) - (leftOut?.entry === entry && leftOut.tokens.has(token) ? 1 : 0);
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
      const [notions, pairs, characters] = masses.map((mass) => mass || 1) as [number, number, number];
      for (let i = 0; i < met; i++) {
        const entry = touched[i] ?? 0;
        const at = entry * KINDS;
        visit(
          entry,
          (sums[at] ?? 0) / notions,
          (sums[at + 1] ?? 0) / pairs,
          (sums[at + 2] ?? 0) / characters,
        );
        sums[at] = sums[at + 1] = sums[at + 2] = 0;
        seen[entry] = 0;
      }
    },
  };
}
