import { COMPLAINT_CATEGORIES } from '../../src/domain/triage/index.js';
import { type ModelData, valuesOf, YES_NO_HEADS } from '../../src/domain/triage/linear-model.js';
import { type Example, fitSoftmax } from './softmax.js';

/** A sentence as the model reads it, with what it is; a null label is not known and teaches nothing. */
export interface Reading {
  readonly features: readonly string[];
  readonly category: number | null;
  /** In the order of `YES_NO_HEADS`. */
  readonly yes: ReadonlyArray<boolean | null>;
  /** What the sentence counts. */
  readonly weight: number;
}

export const HEADS: readonly string[] = [...COMPLAINT_CATEGORIES, ...YES_NO_HEADS];
const CATEGORIES = COMPLAINT_CATEGORIES.length;
const DECAY = 1;
/** A danger that is missed costs more than one that is feared. */
const YES_WEIGHT: Readonly<Record<(typeof YES_NO_HEADS)[number], number>> = {
  suicide: 2,
  emergency: 2,
  pressing: 1.5,
  minor: 2,
  told: 1,
};
/** A feature of fewer sentences teaches nothing that holds for others. */
const LEAST_SEEN = 3;
/** Weights below this, in hundredths, are left out of the file. */
const LEAST = 4;

/** Weight of every head, by feature; the bias stands at the number of features. */
type Weights = (feature: number, head: number) => number;

function fit(readings: readonly Reading[], names: readonly string[]): Weights {
  const index = new Map(names.map((name, nth) => [name, nth]));
  const values = readings.map(({ features }) =>
    valuesOf(features, (feature) => index.has(feature)).map(
      ([feature, value]) => [index.get(feature) ?? 0, value] as const,
    ),
  );
  const examples = (labelOf: (reading: Reading) => { label: number; weight: number } | null): Example[] =>
    readings.flatMap((reading, nth) => {
      const known = labelOf(reading);
      return known ? [{ features: values[nth] ?? [], ...known }] : [];
    });
  const categories = fitSoftmax(
    examples(({ category, weight }) => (category === null ? null : { label: category, weight })),
    names.length,
    CATEGORIES,
    DECAY,
  );
  const heads = YES_NO_HEADS.map((head, nth) =>
    fitSoftmax(
      examples(({ yes, weight }) => {
        const is = yes[nth] ?? null;
        return is === null ? null : { label: Number(is), weight: weight * (is ? YES_WEIGHT[head] : 1) };
      }),
      names.length,
      2,
      DECAY * 2,
    ),
  );
  return (feature, head) => {
    const yesNo = heads[head - CATEGORIES];
    return yesNo ? yesNo.of(feature, 1) - yesNo.of(feature, 0) : categories.of(feature, head);
  };
}

/** Learns the model; `most` features that tell most are kept. Deterministic: the same sentences give the same model. */
export function learnTriage(readings: readonly Reading[], most: number): ModelData {
  const seen = new Map<string, number>();
  readings.forEach(({ features }) =>
    features.forEach((feature) => seen.set(feature, (seen.get(feature) ?? 0) + 1)),
  );
  const all = [...seen].filter(([, times]) => times >= LEAST_SEEN).map(([feature]) => feature);
  const first = fit(readings, all);
  if (all.length <= most) {
    return packed(all, first);
  }
  const strength = (nth: number) => HEADS.reduce((sum, _, head) => sum + first(nth, head) ** 2, 0);
  const kept = all
    .map((feature, nth) => ({ feature, strength: strength(nth) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, most)
    .map(({ feature }) => feature)
    .sort();
  return packed(kept, fit(readings, kept));
}

function packed(names: readonly string[], weights: Weights): ModelData {
  const pack = (nth: number) =>
    HEADS.map((_, head) => [String.fromCharCode(97 + head), Math.round(100 * weights(nth, head))] as const)
      .filter(([, weight]) => Math.abs(weight) >= LEAST)
      .map(([letter, weight]) => `${letter}${weight}`)
      .join('');
  return {
    heads: [...HEADS],
    bias: HEADS.map((_, head) => Math.round(100 * weights(names.length, head))),
    weights: Object.fromEntries(
      names.map((feature, nth) => [feature, pack(nth)] as const).filter(([, weight]) => weight !== ''),
    ),
  };
}
