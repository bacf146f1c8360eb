/**
 * An inverted index over short rows. A row's match with a query is the mass of the distinct tokens they share, where
 * a token's mass is its inverse document frequency. Masses of rows and queries come with it, so that a caller can
 * normalise by either.
 */
export interface Postings {
  readonly rows: number;
  /** Sum of the masses of the row's distinct tokens. */
  rowMass(row: number): number;
  /** Mass of one token; tokens never seen count as rare as the rarest. */
  mass(token: string): number;
  /** Calls `visit` for each row that shares a token, with the shared mass. */
  match(tokens: ReadonlySet<string>, visit: (row: number, shared: number) => void): void;
}

/** Builds an index over the given rows of tokens; `weight` scales the mass of a kind of token. */
export function createPostings(rows: ReadonlyArray<ReadonlySet<string>>, weight: (token: string) => number): Postings {
  const rowsByToken = new Map<string, number[]>();
  rows.forEach((tokens, row) => {
    for (const token of tokens) {
      const list = rowsByToken.get(token);
      if (list) {
        list.push(row);
      } else {
        rowsByToken.set(token, [row]);
      }
    }
  });
  const lists = new Map<string, Uint32Array>();
  const masses = new Map<string, number>();
  const idf = (frequency: number) => Math.log(1 + (rows.length - frequency + 0.5) / (frequency + 0.5));
  for (const [token, list] of rowsByToken) {
    lists.set(token, Uint32Array.from(list));
    masses.set(token, idf(list.length) * weight(token));
  }
  const unseen = idf(0.5);
  const mass = (token: string) => masses.get(token) ?? unseen * weight(token);
  const rowMasses = Float64Array.from(rows, (tokens) => [...tokens].reduce((sum, token) => sum + mass(token), 0));
  const shared = new Float64Array(rows.length);
  const touched = new Uint32Array(rows.length);

  return {
    rows: rows.length,
    rowMass: (row) => rowMasses[row] ?? 0,
    mass,
    match(tokens, visit) {
      let count = 0;
      for (const token of tokens) {
        const list = lists.get(token);
        const add = masses.get(token) ?? 0;
        for (let i = 0; list && i < list.length; i++) {
          const row = list[i] ?? 0;
          if (shared[row] === 0) {
            touched[count++] = row;
          }
          shared[row] = (shared[row] ?? 0) + add;
        }
      }
      for (let i = 0; i < count; i++) {
        const row = touched[i] ?? 0;
        visit(row, shared[row] ?? 0);
        shared[row] = 0;
      }
    },
  };
}
