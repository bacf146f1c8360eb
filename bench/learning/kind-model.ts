import { normalise } from '../../src/domain/language/index.js';
import { kindFeatures } from '../../src/domain/triage/kind-features.js';
import { type KindModelData, KINDS } from '../../src/domain/triage/kinds.js';
import { type Example, fitSoftmax, type Softmax } from './softmax.js';
import { kindOf, type Sentence } from './sentences.js';

const KEPT = 12_000;
const DECAY = 0.1;
/** What a sentence counts by where it comes from: asked, told, or a phrasing of the knowledge. */
export const COUNTS = { asked: 1, told: 0.7, phrasing: 0.5 } as const;
export interface Weighed {
  readonly row: Sentence;
  readonly counts: number;
}

const indexOf = (names: readonly string[]) => new Map(names.map((name, nth) => [name, nth]));
const valuesOf = (text: string, index: ReadonlyMap<string, number>): Example['features'] => {
  const known = kindFeatures(normalise(text)).flatMap((feature) => index.get(feature) ?? []);
  return known.map((at) => [at, 1 / Math.sqrt(Math.max(1, known.length))] as const);
};

/** The rarer a kind among the sentences, the more each of them counts; by the root, so that the common ones still lead. */
function balanced(sentences: readonly Weighed[]): Map<number, number> {
  const mass = KINDS.map((kind) =>
    sentences.reduce((sum, { row, counts }) => sum + (kindOf(row) === kind ? counts : 0), 0),
  );
  const mean = mass.reduce((a, b) => a + b, 0) / KINDS.length;
  return new Map(mass.map((each, nth) => [nth, Math.sqrt(mean / Math.max(1, each))]));
}

function fitOver(sentences: readonly Weighed[], names: readonly string[]): Softmax {
  const index = indexOf(names);
  const balance = balanced(sentences);
  const examples = sentences.map(({ row, counts }): Example => {
    const label = KINDS.indexOf(kindOf(row));
    return { features: valuesOf(row.text, index), label, weight: counts * (balance.get(label) ?? 1) };
  });
  return fitSoftmax(examples, names.length, KINDS.length, DECAY);
}

/** Learns what kind a message is from labelled sentences, and keeps the features that tell most. */
export function learnKinds(sentences: readonly Weighed[]): KindModelData {
  const seen = new Map<string, number>();
  sentences.forEach(({ row }) =>
    kindFeatures(normalise(row.text)).forEach((name) => seen.set(name, (seen.get(name) ?? 0) + 1)),
  );
  const all = [...seen].filter(([, times]) => times >= 2).map(([name]) => name);
  const first = fitOver(sentences, all);
  const strength = (nth: number) => Math.max(...KINDS.map((_, k) => Math.abs(first.of(nth, k))));
  const kept = all
    .map((name, nth) => ({ name, strength: strength(nth) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, KEPT)
    .map(({ name }) => name)
    .sort();
  const model = fitOver(sentences, kept);
  const weightsOf = (nth: number) => KINDS.map((_, k) => Math.round(100 * model.of(nth, k)));
  return {
    bias: weightsOf(kept.length),
    weights: Object.fromEntries(kept.map((name, nth) => [name, weightsOf(nth)])),
  };
}
