/** How she rates what was done for her. */
export const RATINGS = ['good', 'fair', 'bad'] as const;
export type Rating = (typeof RATINGS)[number];

/** Of one length without words: how long a ciphertext is must not tell how she rated. */
const LENGTH = 64;

/** A rating as the text of its line. */
export const ratingText = (rating: Rating, words: string | null): string =>
  JSON.stringify({ rating, words }).padEnd(LENGTH);

/** What `ratingText` wrote. */
export const readRating = (text: string): { readonly rating: Rating; readonly words: string | null } =>
  JSON.parse(text) as { rating: Rating; words: string | null };
