const FEWEST_DIGITS = 5;
const MOST_DIGITS = 15;
const MOBILE = 11;

/** Digits with whatever people put between them. */
const RUNS = /[+0-9][0-9\s\-().–—]*/g;
/** As much of it as only a telephone number is. */
const LONG_RUN = /(?:[+0-9０-９])(?:[\s\-().–—－]?[0-9０-９]){6,}/g;

/**
 * The telephone numbers in a text, each in the one form in which it is looked up: digits alone, half-width, without +86, a landline with the
 * zero of its area. Two mobile numbers one after the other are two.
 */
export function phonesIn(text: string): string[] {
  const runs = text.normalize('NFKC').match(RUNS) ?? [];
  const numbers = runs.flatMap((run) => apart(inOneForm(run)));
  return [...new Set(numbers)].filter(({ length }) => length >= FEWEST_DIGITS && length <= MOST_DIGITS);
}

/** A text of hers without the numbers in it, which are shown in one place alone. */
export const withoutPhones = (text: string): string => text.replace(LONG_RUN, '…');

function inOneForm(run: string): string {
  const digits = run.replace(/[^0-9]/g, '');
  const isAbroad = /^\s*(?:\+|00)\s*86/.test(run);
  if (!isAbroad) {
    return digits.replace(/^86(?=1\d{10}$)/, '');
  }
  const rest = digits.replace(/^(?:00)?86/, '');
  return /^[01]/.test(rest) ? rest : `0${rest}`;
}

function apart(digits: string): string[] {
  const isTwo = digits.length === 2 * MOBILE && digits.startsWith('1') && digits[MOBILE] === '1';
  return isTwo ? [digits.slice(0, MOBILE), digits.slice(MOBILE)] : [digits];
}
