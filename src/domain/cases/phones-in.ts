import { inPlainSight } from './in-plain-sight.js';

const FEWEST_DIGITS = 5;
const MOST_DIGITS = 15;

/** Digits with whatever people put between them. */
const RUNS = /[+0-9][0-9\s\-().–—·_]*/g;
/** A mobile number and what comes after it: not its own digits, unless it is another one. */
const MOBILE_FIRST = /^\D*(?:(?:00\s*)?86\D*)?(1[3-9](?:\D*\d){9})(?=\D|$|(?:86)?1[3-9]\d{9}(?!\d))(.*)$/s;
/** A landline before a mobile number. */
const MOBILE_LAST = /^(.*?\d)\D+((?:(?:00\s*)?86\D*)?1[3-9](?:\D*\d){9}\D*)$/s;

/**
 * The telephone numbers in a text, each in the one form in which it is looked up: digits alone, half-width, without +86, a landline with the
 * zero of its area. What stands before or after a mobile number is read by itself.
 */
export function phonesIn(text: string): string[] {
  const runs = inPlainSight(text).normalize('NFKC').match(RUNS) ?? [];
  const numbers = runs.flatMap(apart);
  return [...new Set(numbers)].filter(({ length }) => length >= FEWEST_DIGITS && length <= MOST_DIGITS);
}

function apart(run: string): string[] {
  const [, mobile, after] = MOBILE_FIRST.exec(run) ?? [];
  if (mobile !== undefined && after !== undefined) {
    return [digitsOf(mobile), ...apart(after)];
  }
  const [, before, last] = digitsOf(run).length > MOST_DIGITS ? (MOBILE_LAST.exec(run) ?? []) : [];
  return before !== undefined && last !== undefined ? [inOneForm(before), ...apart(last)] : [inOneForm(run)];
}

function inOneForm(run: string): string {
  const isAbroad = /^\s*(?:\+|00)\s*86/.test(run);
  const rest = digitsOf(run).replace(isAbroad ? /^(?:00)?86/ : '', '');
  return isAbroad && !rest.startsWith('0') ? `0${rest}` : rest;
}

const digitsOf = (run: string): string => run.replace(/[^0-9]/g, '');

/** As it is written: also full-width, with a stroke or a dot between, and with signs that nobody sees. */
const WRITTEN_RUN =
  /[+＋0-9０-９](?:[\s\-－()（）.．\u2010-\u2015−/／·・_＿\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[0-9０-９])*/gu;
const PIECE = /\d(?:[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*\d)*/gu;
const COUNTRY = /(?:\+\D*)?(?:(?<!\d)(?:00)?86\D*)?$/;
/** Hour and minute in one piece, as a timetable gives them. */
const CLOCK = /^(?:[01]\d|2[0-4])[0-5][05]$/;

/** A text of hers without the numbers in it, which are shown in one place alone. Times and dates in it stay. */
export const withoutPhones = (text: string): string =>
  text.replace(WRITTEN_RUN, (run) =>
    phonesAt(run.normalize('NFKC')).reduceRight(
      (rest, { from, to }) => `${rest.slice(0, from)}…${rest.slice(to)}`,
      run,
    ),
  );

/** Neighbouring pieces of digits in a run. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly string[];
}

/** Where numbers stand: what is one for certain first, in the fewest pieces, so that a time before it isn't taken for its beginning. */
function phonesAt(run: string): Piece[] {
  const single = [...run.matchAll(PIECE)].map(({ 0: written, index: from }) => ({
    ...{ from, to: from + written.length },
    pieces: [inPlainSight(written)],
  }));
  const together = single.flatMap(({ from }, first) =>
    single.slice(first, first + MOST_DIGITS).map(({ to }, nth) => ({
      ...{ from, to },
      pieces: single.slice(first, first + nth + 1).flatMap(({ pieces }) => pieces),
    })),
  );
  const taken: Piece[] = [];
  for (const is of [isMobile, isLandline, isLocal]) {
    for (const piece of together.filter(({ pieces }) => is(pieces)).sort(byFewest)) {
      if (taken.every(({ from, to }) => piece.to <= from || piece.from >= to)) {
        taken.push(piece);
      }
    }
  }
  return taken
    .map((piece) => ({ ...piece, from: run.slice(0, piece.from).search(COUNTRY) }))
    .sort((a, b) => a.from - b.from);
}

const byFewest = (a: Piece, b: Piece): number => a.pieces.length - b.pieces.length || a.from - b.from;

const isMobile = (pieces: readonly string[]): boolean =>
  /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(pieces.join('')) && !mayBeTimes(pieces);
const isLandline = (pieces: readonly string[]): boolean =>
  /^(?:0|(?:00)?86)[1-9]\d{8,10}$/.test(pieces.join('')) && !mayBeTimes(pieces);
/** Without its area: in one piece, or in two that are no times. */
const isLocal = (pieces: readonly string[]): boolean =>
  pieces.length === 1
    ? /^\d{7,}$/.test(pieces.join(''))
    : /^\d{3,4} \d{4}$/.test(pieces.join(' ')) && !mayBeTimes(pieces);

/** "9.05-10.05", "0830-1130": hours, minutes and days of a month; digits one by one are none. */
const mayBeTimes = (pieces: readonly string[]): boolean =>
  pieces.some(({ length }) => length > 1) &&
  pieces.every((piece) => (piece.length <= 2 ? Number(piece) < 60 : CLOCK.test(piece)));
