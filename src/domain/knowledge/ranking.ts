/** What is known of an entry as an answer to a question; every feature lies in [−1, 1]. */
export interface Features {
  /** Cosine with the closest phrasing. */
  readonly best: number;
  /** Mean cosine with the three closest phrasings. */
  readonly consensus: number;
  /** Best cosine of any passage of the question with a phrasing. */
  readonly passage: number;
  /** Share of the question's mass that the answer speaks of. */
  readonly answer: number;
  /** Fit of the question with all that the entry says. */
  readonly profile: number;
  /** Fit of the ages. */
  readonly band: number;
}

export const FEATURES = ['best', 'consensus', 'passage', 'answer', 'profile', 'band'] as const satisfies ReadonlyArray<keyof Features>;

/** Weights of the features, learned by `npm run learn` from the phrasings: each asked while it is left out of the index. */
const WEIGHTS: Features = { best: 2, consensus: 3, passage: 2, answer: 6, profile: 11, band: 1.2 };

/** The entry's standing among the candidates: log-odds against each other, higher is better. */
export function score(features: Features): number {
  return FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0);
}
