import { type Lexicon, normalise, squeeze } from '../language/index.js';
import { createFeatures } from './features.js';
import { createLinearModel, type LinearModel, modelSchema } from './linear-model.js';
import modelData from './model.json' with { type: 'json' };
import type { RedFlagsData } from './red-flags.js';

/** A message as the rules and the model see it. */
export interface Reading {
  /** The message in one spelling, and without blanks; then the same in standard words. Patterns meet any of them. */
  readonly forms: readonly string[];
  readonly features: readonly string[];
  readonly scores: ReadonlyMap<string, number>;
}

export interface Reader {
  read(text: string): Reading;
  /** The features alone, for training. */
  features(text: string): string[];
  compile(source: string): RegExp;
  readonly model: LinearModel;
}

/** Compiles the word lists and signs once. The last message read is kept: rules, cues and triage read the same one. */
export function createReader(data: RedFlagsData, lexicon: Lexicon): Reader {
  const lists: Record<string, string> = { ...data.words, fiction: data.fiction, study: data.study };
  const compile = (source: string) =>
    new RegExp(
      source.replace(/\{(\w+)\}/g, (all, name: string) => (lists[name] ? `(?:${lists[name]})` : all)),
      'u',
    );
  const features = createFeatures(Object.entries(data.signs).map(([name, source]) => ({ name, pattern: compile(source) })));
  const model = createLinearModel(modelSchema.parse(modelData));
  let last: { text: string; reading: Reading } | undefined;

  function read(text: string): Reading {
    if (last?.text === text) {
      return last.reading;
    }
    const plain = normalise(text);
    const forms = [...new Set([squeeze(plain), squeeze(lexicon.standardise(plain)), plain])];
    const found = features(text);
    const reading = { forms, features: found, scores: model.score(found) };
    last = { text, reading };
    return reading;
  }
  return { read, features, compile, model };
}
