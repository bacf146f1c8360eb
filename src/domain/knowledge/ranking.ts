/** What is known of an entry as an answer to a question; every feature lies in [−1, 1]. */
export interface Features {
  /** Cosine with the closest phrasing. */
  readonly best: number;
  /** Mean cosine with the three closest phrasings. */
  readonly consensus: number;
  /** Best cosine of any clause of the question with a phrasing. */
  readonly passage: number;
  /** Share of the question's mass that the answer speaks of. */
  readonly answer: number;
  /** Fit of the ages. */
  readonly band: number;
}

export const FEATURES = ['best', 'consensus', 'passage', 'answer', 'band'] as const satisfies ReadonlyArray<keyof Features>;

/** Weights of the features, learned from the phrasings themselves: each asked while it is left out of the index. */
const WEIGHTS: Features = { best: 6, consensus: 6, passage: 3, answer: 2, band: 0.8 };

/** The entry's standing among the candidates. Higher is better; only differences mean something. */
export function score(features: Features): number {
  return FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0);
}
