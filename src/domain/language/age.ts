/** The age bands of the outline's family-education guidance; `any` stands in entries that hold for all. */
export const AGE_BANDS = ['expectant', '0-3', '3-6', '6-12', '12-15', '15-18'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

const HAN_DIGITS = '零一二三四五六七八九';

function toNumber(text: string): number {
  if (/^\d/.test(text)) {
    return Number.parseFloat(text);
  }
  const plain = text.replaceAll('两', '二').replace('半', '');
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['', plain];
  const digit = (c: string | undefined) => (c ? Math.max(0, HAN_DIGITS.indexOf(c)) : 0);
  return plain.includes('十') ? (tens ? digit(tens) : 1) * 10 + digit(ones) : digit(plain);
}

/** The band of an age in years. */
export function bandOfYears(years: number): AgeBand {
  return years < 3 ? '0-3' : years < 6 ? '3-6' : years < 12 ? '6-12' : years < 15 ? '12-15' : '15-18';
}

const NUMBER = '(\\d{1,2}(?:\\.\\d)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])';
const YEARS = new RegExp(`${NUMBER}\\s*(?:个半|岁半|岁|周岁|years? old|yrs?\\b|-year-old)`, 'gu');
const MONTHS = new RegExp(`${NUMBER}\\s*(?:个多?月|月龄|months? old)`, 'gu');

const STAGES: ReadonlyArray<readonly [RegExp, AgeBand]> = [
  [
    /怀孕|怀起|孕期|孕妇|孕早期|产检|备孕|准妈妈|准爸爸|胎儿|胎教|待产|pregnan|expecting|expectant/u,
    'expectant',
  ],
  [/月娃|新生儿|宝宝|婴儿|月子|满月|托班|托育|奶娃|吃奶|infant|newborn|baby|toddler/u, '0-3'],
  [/幼儿园|幼稚园|小班|中班|大班|学前班|入园|kindergarten|preschool/u, '3-6'],
  [/小学|[一二三四五六]年级|[1-6]年级|幼小衔接|一升二|primary|elementary|grade [1-6]\b|小升初/u, '6-12'],
  [
    /初中|初[一二三]|[七八九]年级|[7-9]年级|中考|middle school|junior high|grade [7-9]\b|teenager|\bteens?\b/u,
    '12-15',
  ],
  [/高中|高[一二三](?!点|度)|高考|职高|中职|中专|senior high|high school|grade 1[0-2]\b/u, '15-18'],
];

/**
 * The age bands that a message names, in order of mention: from years, months, school years and stages.
 * Empty when it names none.
 */
export function bandsOf(text: string): AgeBand[] {
  const found: Array<{ at: number; band: AgeBand }> = [];
  const add = (at: number, band: AgeBand) => found.push({ at, band });
  for (const match of text.matchAll(YEARS)) {
    const years = toNumber(match[1] ?? '');
    if (years > 0 && years <= 18) {
      add(match.index, bandOfYears(years));
    }
  }
  for (const match of text.matchAll(MONTHS)) {
    if (!/怀孕|怀起|孕/.test(text.slice(Math.max(0, match.index - 4), match.index))) {
      const months = toNumber(match[1] ?? '');
      if (months > 0 && months < 36 && /岁|月龄|宝|娃|孩|婴|months? old/u.test(text)) {
        add(match.index, '0-3');
      }
    }
  }
  for (const [pattern, band] of STAGES) {
    const match = pattern.exec(text);
    if (match) {
      add(match.index, band);
    }
  }
  found.sort((a, b) => a.at - b.at);
  return [...new Set(found.map((f) => f.band))];
}
