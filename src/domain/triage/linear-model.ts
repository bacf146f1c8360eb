import { z } from 'zod';

/** What the model answers: one head per complaint category (their scores compete), and yes/no heads. */
export const YES_NO_HEADS = ['suicide', 'emergency', 'pressing', 'minor', 'told'] as const;
/** suicide; danger now; danger now or within days; a person under 18 concerned; a wrong told, and not a rule asked for. */
export type YesNoHead = (typeof YES_NO_HEADS)[number];

/**
 * `model.json`, written by `bench/learning/triage-train.ts`. Head number n is the letter at n from `a`; a feature's weights
 * read `a12c-5`: +0.12 for head a, −0.05 for head c. Weights and bias are hundredths.
 */
export const modelSchema = z.strictObject({
  heads: z.array(z.string()),
  bias: z.array(z.int()),
  weights: z.record(z.string(), z.string().regex(/^(?:[a-z]-?\d+)+$/)),
});
export type ModelData = z.infer<typeof modelSchema>;

/** A feature and what it adds to a head. */
export interface Contribution {
  readonly feature: string;
  readonly weight: number;
}

export interface LinearModel {
  /** Score of every head; above 0 the model believes it (yes/no heads), the highest category is the likeliest. */
  score(features: readonly string[]): ReadonlyMap<string, number>;
  /** The features that speak most for a head, strongest first. */
  reasons(features: readonly string[], head: string): Contribution[];
}

/** Groups of characters are many and each says little; a sign is one word list and says much. */
const SIGN_WEIGHT = 0.5;
const GRAMS_WEIGHT = 2;
/** A message of fewer groups is read as if it had so many: two words alone must not look sure. */
const FEWEST_GRAMS = 40;
const isSign = (feature: string) => feature.startsWith('@');

/** How much each feature of a message counts: signs alike, groups of characters by how many the model knows. */
export function valuesOf(
  features: readonly string[],
  known: (feature: string) => boolean,
): Array<readonly [string, number]> {
  const kept = features.filter(known);
  const grams = kept.filter((feature) => !isSign(feature)).length;
  const gram = GRAMS_WEIGHT / Math.sqrt(Math.max(FEWEST_GRAMS, grams));
  return kept.map((feature) => [feature, isSign(feature) ? SIGN_WEIGHT : gram] as const);
}

/** Unpacks the weights once. */
export function createLinearModel(data: ModelData): LinearModel {
  const weights = new Map(
    Object.entries(data.weights).map(([feature, packed]) => [
      feature,
      [...packed.matchAll(/([a-z])(-?\d+)/g)].map(
        ([, letter = 'a', value]) => [letter.charCodeAt(0) - 97, Number(value) / 100] as const,
      ),
    ]),
  );
  const known = (feature: string) => weights.has(feature);

  return {
    score(features) {
      const scores = data.bias.map((bias) => bias / 100);
      for (const [feature, value] of valuesOf(features, known)) {
        for (const [head, weight] of weights.get(feature) ?? []) {
          scores[head] = (scores[head] ?? 0) + weight * value;
        }
      }
      return new Map(data.heads.map((head, nth) => [head, scores[nth] ?? 0]));
    },
    reasons(features, head) {
      const at = data.heads.indexOf(head);
      return valuesOf(features, known)
        .map(([feature, value]) => ({
          feature,
          weight: value * (weights.get(feature)?.find(([nth]) => nth === at)?.[1] ?? 0),
        }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight);
    },
  };
}
