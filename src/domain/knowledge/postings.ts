/** Rows of an index that share a token. */
interface Posting {
  readonly rows: Uint32Array;
  /** Inverse document frequency, scaled by the kind of token. */
  readonly mass: number;
}

/**
 * An inverted index over short rows. A row's match with a query is the mass of the distinct tokens they share. Masses of
 * rows and queries come with it, so that a caller can normalise by either.
 */
export interface Postings {
  /** Sum of the masses of the row's distinct tokens. */
  rowMass(row: number): number;
  /** Sum of the masses of a query's tokens; tokens never seen count as rare as the rarest. */
  queryMass(tokens: ReadonlySet<string>): number;
  /** Calls `visit` for each row that shares a token, with the shared mass. */
  match(tokens: ReadonlySet<string>, visit: (row: number, shared: number) => void): void;
}

/** Builds an index over rows of tokens; the rows are read once and not kept. `weight` scales the mass of a kind of token. */
export function createPostings(
  rows: Iterable<ReadonlySet<string>>,
  weight: (token: string) => number,
): Postings {
  const lists = new Map<string, number[]>();
  let count = 0;
  for (const tokens of rows) {
    for (const token of tokens) {
      const list = lists.get(token);
      if (list) {
        list.push(count);
      } else {
        lists.set(token, [count]);
      }
    }
    count += 1;
  }
  const idf = (frequency: number) => Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
  const rowMasses = new Float32Array(count);
  const postings = new Map<string, Posting>();
  for (const [token, list] of lists) {
    const mass = idf(list.length) * weight(token);
    postings.set(token, { rows: Uint32Array.from(list), mass });
    for (const row of list) {
      rowMasses[row] = (rowMasses[row] ?? 0) + mass;
    }
  }
  const unseen = idf(0.5);
  const shared = new Float32Array(count);
  const touched = new Uint32Array(count);

  return {
    rowMass: (row) => rowMasses[row] ?? 0,
    queryMass(tokens) {
      let sum = 0;
      for (const token of tokens) {
        sum += postings.get(token)?.mass ?? unseen * weight(token);
      }
      return sum;
    },
    match(tokens, visit) {
      let met = 0;
      for (const token of tokens) {
        const posting = postings.get(token);
        if (!posting) {
          continue;
        }
        for (const row of posting.rows) {
          const before = shared[row] ?? 0;
          if (before === 0) {
            touched[met++] = row;
          }
          shared[row] = before + posting.mass;
        }
      }
      for (let i = 0; i < met; i++) {
        const row = touched[i] ?? 0;
        visit(row, shared[row] ?? 0);
        shared[row] = 0;
      }
    },
  };
}
