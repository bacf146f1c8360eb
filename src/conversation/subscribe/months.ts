import { normalise } from '../../domain/language/index.js';
import { MOST_CHILDREN } from '../../domain/tips/index.js';

const HAN = '零一二三四五六七八九';
const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SMALL = '(十[一二]?|[一二三四五六七八九]|0?[1-9]|1[0-2])';
const YEAR = '(?<!\\d)((?:19|20)?\\d{2})';

/** 2019年5月, 19年05月, 2019-5, 2019/05, 2019.5, 201905, 5/2019. */
const PATTERNS: ReadonlyArray<{ readonly at: RegExp; readonly year: number; readonly month: number }> = [
  { at: new RegExp(`${YEAR} ?年 ?的? ?${SMALL} ?月`, 'gu'), year: 1, month: 2 },
  { at: /(?<!\d)((?:19|20)\d{2}) ?[-/.年~] ?(0?[1-9]|1[0-2])(?!\d)/gu, year: 1, month: 2 },
  { at: /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)/gu, year: 1, month: 2 },
  { at: /(?<![\d/.-])(0?[1-9]|1[0-2]) ?[/.-] ?((?:19|20)\d{2})(?!\d)/gu, year: 2, month: 1 },
  {
    at: new RegExp(`\\b(${ENGLISH.join('|')})[a-z]*\\.?,? ?((?:19|20)\\d{2})(?!\\d)`, 'gu'),
    year: 2,
    month: 1,
  },
  { at: new RegExp(`(?<!\\d)((?:19|20)\\d{2}),? ?(${ENGLISH.join('|')})[a-z]*`, 'gu'), year: 1, month: 2 },
];

/** The years and months (`YYYY-MM`) that a message names, in its order, each once. Days and ages are not looked at. */
export function birthMonthsOf(text: string): string[] {
  const plain = arabicYears(normalise(text));
  const found = PATTERNS.flatMap(({ at, year, month }) =>
    [...plain.matchAll(at)].map((match) => ({
      index: match.index,
      month: `${yearOf(match[year] ?? '')}-${String(monthOf(match[month] ?? '')).padStart(2, '0')}`,
    })),
  );
  found.sort((a, b) => a.index - b.index);
  return [...new Set(found.map((each) => each.month))].slice(0, MOST_CHILDREN);
}

/** 二零一九年, 二〇一九年, 一九年: years are read digit by digit. */
const arabicYears = (text: string): string =>
  text.replace(/[零〇一二三四五六七八九]{2,4}(?= ?年)/gu, (digits) =>
    [...digits].map((digit) => HAN.indexOf(digit === '〇' ? '零' : digit)).join(''),
  );

const yearOf = (digits: string): string => (digits.length === 4 ? digits : `20${digits}`);

function monthOf(word: string): number {
  if (/^\d/.test(word)) {
    return Number(word);
  }
  const english = ENGLISH.indexOf(word.slice(0, 3));
  return english >= 0
    ? english + 1
    : word.startsWith('十')
      ? 10 + Math.max(0, HAN.indexOf(word[1] ?? '零'))
      : HAN.indexOf(word);
}
