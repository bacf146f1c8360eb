import type { PackedLists } from './packed-lists.js';
import type { Asked } from './vocabulary.js';

/** Rows of tokens whose likeness to a query is the mass of the tokens they share: rare ones weigh more. */
export interface TokenRows {
  /** Sum of the masses of a query's tokens; tokens never seen count as rare as the rarest. */
  queryMass(asked: Asked): number;
  /** Sum of the masses of the row's tokens. */
  rowMass(row: number): number;
  /** Mass of the row's tokens that are marked. */
  sharedMass(row: number, marked: Uint8Array): number;
}

/** `weights` scales the mass of each token by its kind, `weightOf` that of a token never seen. */
export function createTokenRows(
  { starts, items }: PackedLists,
  weights: Float32Array,
  weightOf: (token: string) => number,
): TokenRows {
  const count = starts.length - 1;
  const idf = (frequency: number) => Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
  const unseen = idf(0.5);
  const masses = new Float32Array(weights.length);
  for (const token of items) {
    masses[token] = (masses[token] ?? 0) + 1;
  }
  masses.forEach((frequency, token) => (masses[token] = idf(frequency || 0.5) * (weights[token] ?? 1)));
  const sum = (row: number, counts: (token: number) => boolean): number => {
    let mass = 0;
    for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) {
      const token = items[i] ?? 0;
      mass += counts(token) ? (masses[token] ?? 0) : 0;
    }
    return mass;
  };
  const rowMasses = Float32Array.from({ length: count }, (_, row) => sum(row, () => true));
  return {
    queryMass: ({ known, unknown }) =>
      known.reduce((mass, token) => mass + (masses[token] ?? 0), 0) +
      unknown.reduce((mass, token) => mass + unseen * weightOf(token), 0),
    rowMass: (row) => rowMasses[row] ?? 0,
    sharedMass: (row, marked) => sum(row, (token) => marked[token] === 1),
  };
}
