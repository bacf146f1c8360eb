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

/** Multinomial logistic regression by Adam over the whole batch; `decay` is the strength of the L2 penalty. Deterministic. */
export function fitSoftmax(
  examples: readonly Example[],
  size: number,
  labels: number,
  decay: number,
): Softmax {
  const w = new Float64Array((size + 1) * labels);
  const [m, v] = [new Float64Array(w.length), new Float64Array(w.length)];
  const score = (features: Example['features']): number[] => {
    const z = Array.from({ length: labels }, (_, k) => w[size * labels + k] ?? 0);
    for (const [at, value] of features) {
      for (let k = 0; k < labels; k += 1) {
        z[k] = (z[k] ?? 0) + (w[at * labels + k] ?? 0) * value;
      }
    }
    return z;
  };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const g = w.map((weight, i) => (i < size * labels ? decay * weight : 0));
    for (const { features, label, weight } of examples) {
      const z = score(features);
      const top = Math.max(...z);
      const odds = z.map((each) => Math.exp(each - top));
      const sum = odds.reduce((a, b) => a + b, 0);
      const slopes = odds.map((odd, k) => weight * (odd / sum - (k === label ? 1 : 0)));
      for (const [at, value] of [...features, [size, 1] as const]) {
        for (let k = 0; k < labels; k += 1) {
          g[at * labels + k] = (g[at * labels + k] ?? 0) + (slopes[k] ?? 0) * value;
        }
      }
    }
    const rate = RATE * (round > ROUNDS * 0.7 ? 0.2 : 1);
    for (let i = 0; i < w.length; i += 1) {
      const slope = g[i] ?? 0;
      m[i] = 0.9 * (m[i] ?? 0) + 0.1 * slope;
      v[i] = 0.999 * (v[i] ?? 0) + 0.001 * slope * slope;
      w[i] =
        (w[i] ?? 0) -
        (rate * ((m[i] ?? 0) / (1 - 0.9 ** round))) / (Math.sqrt((v[i] ?? 0) / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  return { of: (feature, label) => w[feature * labels + label] ?? 0, score };
}
