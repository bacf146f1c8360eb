import { z } from 'zod';
import { normalise } from '../language/index.js';
import { kindFeatures } from './kind-features.js';
import modelData from './kinds.json' with { type: 'json' };

/** What a message is, as far as its words alone tell; the last four are dangers, by the number that comes first. */
export const KINDS = [
  'answer',
  'clarify',
  'out_of_scope',
  'smalltalk',
  'complaint',
  'danger',
  'injury',
  'rescue',
  'despair',
] as const;
export type Kind = (typeof KINDS)[number];
/** danger 110, injury 120, rescue 119, despair 12356. */
export const DANGERS = ['danger', 'injury', 'rescue', 'despair'] as const satisfies readonly Kind[];

/**
 * `kinds.json`, written by `bench/learning/kinds-train.ts`: for each feature its weights by kind in the order of `KINDS`, and the
 * bias; hundredths.
 */
export const kindModelSchema = z.strictObject({
  bias: z.array(z.int()).length(KINDS.length),
  weights: z.record(z.string(), z.array(z.int()).length(KINDS.length)),
});
export type KindModelData = z.infer<typeof kindModelSchema>;

/** How likely each kind is, by the words of a message alone; they add up to 1. */
export type Likelihoods = Readonly<Record<Kind, number>>;
export type ReadKind = (text: string) => Likelihoods;

/** Unpacks the model once. */
export function createReadKind(data: KindModelData = kindModelSchema.parse(modelData)): ReadKind {
  const weights = new Map(Object.entries(data.weights));
  return (text) => {
    const known = kindFeatures(normalise(text)).flatMap((feature) => {
      const found = weights.get(feature);
      return found ? [found] : [];
    });
    const scale = 1 / Math.sqrt(Math.max(1, known.length));
    const scores = data.bias.map(
      (bias, k) => (bias + scale * known.reduce((sum, each) => sum + (each[k] ?? 0), 0)) / 100,
    );
    return softmax(scores);
  };
}

function softmax(scores: readonly number[]): Likelihoods {
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const sum = odds.reduce((a, b) => a + b, 0);
  return Object.fromEntries(KINDS.map((kind, nth) => [kind, (odds[nth] ?? 0) / sum])) as Record<Kind, number>;
}
