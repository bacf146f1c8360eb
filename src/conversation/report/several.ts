import { NONE } from '../../domain/cases/index.js';

/** What is chosen with one more option; "none of these" takes the place of all others. */
export const withOption = (chosen: readonly string[], option: string): readonly string[] =>
  option === NONE ? [NONE] : [...new Set([...chosen, option])];

/** What is chosen without an option; undefined when nothing is left. */
export function withoutOption(chosen: readonly string[], option: string): readonly string[] | undefined {
  const left = chosen.filter((other) => other !== option);
  return left.length === 0 ? undefined : left;
}
