/** What is known of an entry as an answer to a question; every feature lies in [−1, 1]. */
export interface Features {
  /** Cosine with the closest phrasing. */
  readonly best: number;
  /** Mean cosine with the three closest phrasings. */
  readonly consensus: number;
  /** Share of the question's mass that the answer speaks of. */
  readonly answer: number;
  /** Fit of the question's notions with all that the entry says. */
  readonly notions: number;
  /** Fit of its pairs of characters and its words. */
  readonly pairs: number;
  /** Fit of its single characters. */
  readonly characters: number;
  /** Fit of the ages. */
  readonly band: number;
}

export const FEATURES = [
  'best',
  'consensus',
  'answer',
  'notions',
  'pairs',
  'characters',
  'band',
] as const satisfies ReadonlyArray<keyof Features>;

/** Weights of the features, learned by `npm run learn` from the phrasings: each asked while it is left out of the index. */
const WEIGHTS: Features = {
  best: 1.8,
  consensus: 2.77,
  answer: 4.39,
  notions: 0.35,
  pairs: 8.94,
  characters: 8.55,
  band: 1.55,
};

/** The entry's standing among the candidates: log-odds against each other, higher is better. */
export function score(features: Features): number {
  return FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0);
}

/** The part of the standing that an entry's profile and its ages give, without a look at its phrasings. */
export function profileScore(notions: number, pairs: number, characters: number, band: number): number {
  return (
    WEIGHTS.notions * notions + WEIGHTS.pairs * pairs + WEIGHTS.characters * characters + WEIGHTS.band * band
  );
}
