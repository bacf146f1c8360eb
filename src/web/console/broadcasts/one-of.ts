import type { Locale } from '../../../conversation/types.js';

/** "A, B or C" in the way of a language. */
export function oneOf(locale: Locale, names: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);
}
