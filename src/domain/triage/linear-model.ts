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

/** What one sign or concept counts: it stands for a whole word list and says much. */
const LISTS: Readonly<Record<string, number>> = { '@': 0.5, '%': 0.8 };
/** What a block of small features counts together: they are many and each says little. */
const BLOCK_WEIGHT = 2;
/** A message of fewer features in a block is read as if it had so many: two words alone must not look sure. */
const FEWEST = 40;
const BLOCKS = '_+#|~=';
const listOf = (feature: string) => LISTS[feature[0] ?? ''];
/** The block of a small feature: its first character, or all that are plain groups of characters. */
const blockOf = (feature: string) => Math.max(0, BLOCKS.indexOf(feature[0] ?? '') + 1);

/** How much each feature of a message counts: those of lists alike, others by how many of their block the model knows. */
export function valuesOf(
  features: readonly string[],
  known: (feature: string) => boolean,
): Array<readonly [string, number]> {
  const kept = features.filter(known);
  const counts = Array.from({ length: BLOCKS.length + 1 }, () => 0);
  for (const feature of kept) {
    if (listOf(feature) === undefined) {
      counts[blockOf(feature)] = (counts[blockOf(feature)] ?? 0) + 1;
    }
  }
  const each = counts.map((count) => BLOCK_WEIGHT / Math.sqrt(Math.max(FEWEST, count)));
  return kept.map((feature) => [feature, listOf(feature) ?? each[blockOf(feature)] ?? 0] as const);
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
