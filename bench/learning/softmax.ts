/** A sentence as numbers: which features it has and how much each counts, which class it is, and how much it counts itself. */
export interface Example {
  readonly features: ReadonlyArray<readonly [number, number]>;
  readonly label: number;
  readonly weight: number;
}
export interface Softmax {
  /** Weight of a feature for a class; the bias stands at the number of features. */
  of(feature: number, label: number): number;
  /** Log-odds of each class, up to a constant. */
  score(features: Example['features']): number[];
}

const ROUNDS = 160;
const RATE = 0.1;

/** The features of all examples in one row each, the bias last: place of the class weights, and value. */
function flat(examples: readonly Example[], size: number, labels: number) {
  const starts = new Int32Array(examples.length + 1);
  examples.forEach(({ features }, nth) => {
    starts[nth + 1] = (starts[nth] ?? 0) + features.length + 1;
  });
  const total = starts[examples.length] ?? 0;
  const [places, values] = [new Int32Array(total), new Float64Array(total)];
  examples.forEach(({ features }, nth) => {
    [...features, [size, 1] as const].forEach(([at, value], i) => {
      places[(starts[nth] ?? 0) + i] = at * labels;
      values[(starts[nth] ?? 0) + i] = value;
    });
  });
  return { starts, places, values };
}

/** Turns log-odds into probabilities, in place. */
function toOdds(z: Float64Array): void {
  const top = Math.max(...z);
  let sum = 0;
  for (let k = 0; k < z.length; k += 1) {
    z[k] = Math.exp((z[k] ?? 0) - top);
    sum += z[k] ?? 0;
  }
  for (let k = 0; k < z.length; k += 1) {
    z[k] = (z[k] ?? 0) / sum;
  }
}

/** Multinomial logistic regression by Adam over the whole batch; `decay` is the strength of the L2 penalty. Deterministic. */
export function fitSoftmax(
  examples: readonly Example[],
  size: number,
  labels: number,
  decay: number,
): Softmax {
  const w = new Float64Array((size + 1) * labels);
  const [g, m, v] = [new Float64Array(w.length), new Float64Array(w.length), new Float64Array(w.length)];
  const { starts, places, values } = flat(examples, size, labels);
  const z = new Float64Array(labels);

  /** Adds the slope of each example's loss to `g`. */
  function addSlopes(): void {
    for (let nth = 0; nth < examples.length; nth += 1) {
      const [from, to] = [starts[nth] ?? 0, starts[nth + 1] ?? 0];
      z.fill(0);
      for (let i = from; i < to; i += 1) {
        const [place, value] = [places[i] as number, values[i] as number];
        for (let k = 0; k < labels; k += 1) {
          z[k] = (z[k] as number) + (w[place + k] as number) * value;
        }
      }
      toOdds(z);
      const { label, weight } = examples[nth] as Example;
      for (let k = 0; k < labels; k += 1) {
        z[k] = weight * ((z[k] as number) - (k === label ? 1 : 0));
      }
      for (let i = from; i < to; i += 1) {
        const [place, value] = [places[i] as number, values[i] as number];
        for (let k = 0; k < labels; k += 1) {
          g[place + k] = (g[place + k] as number) + (z[k] as number) * value;
        }
      }
    }
  }

  function step(round: number): void {
    const rate = RATE * (round > ROUNDS * 0.7 ? 0.2 : 1);
    const [first, second] = [1 - 0.9 ** round, 1 - 0.999 ** round];
    for (let i = 0; i < w.length; i += 1) {
      const slope = g[i] as number;
      m[i] = 0.9 * (m[i] as number) + 0.1 * slope;
      v[i] = 0.999 * (v[i] as number) + 0.001 * slope * slope;
      w[i] =
        (w[i] as number) -
        (rate * ((m[i] as number) / first)) / (Math.sqrt((v[i] as number) / second) + 1e-8);
    }
  }

  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let i = 0; i < w.length; i += 1) {
      g[i] = i < size * labels ? decay * (w[i] as number) : 0;
    }
    addSlopes();
    step(round);
  }
  return {
    of: (feature, label) => w[feature * labels + label] ?? 0,
    score: (features) =>
      Array.from({ length: labels }, (_, k) =>
        features.reduce(
          (sum, [at, value]) => sum + (w[at * labels + k] ?? 0) * value,
          w[size * labels + k] ?? 0,
        ),
      ),
  };
}
