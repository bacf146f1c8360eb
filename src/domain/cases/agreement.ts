import { addDays, isDay, shanghaiMoment, shanghaiTime } from '../tips/index.js';
import type { Agreement, AgreementFigures } from './agreement-figures.js';
import { isGraver } from './judgement.js';
import type { CaseUrgency } from './types.js';

/** How many messages were suggested and decided alike. */
export interface AgreementCount {
  readonly category: string;
  readonly decidedCategory: string;
  readonly urgency: CaseUrgency;
  readonly decidedUrgency: CaseUrgency;
  readonly minor: boolean;
  readonly decidedMinor: boolean;
  readonly count: number;
}

/** Adds up a month. */
export function agreementOf(
  month: string,
  counts: readonly AgreementCount[],
  categories: readonly string[],
): Agreement {
  const line = (category: string) => ({
    category,
    ...figuresOf(
      counts.filter((each) => each.category === category),
      counts.filter((each) => each.decidedCategory === category),
    ),
  });
  return {
    month,
    lines: categories.map(line).filter(({ suggested, decided }) => suggested + decided > 0),
    total: figuresOf(counts, counts),
    whole: sum(counts.filter((each) => isSame(each) && urgencyOf(each) === 'same' && isMinorSame(each))),
  };
}

const sum = (counts: readonly AgreementCount[]) => counts.reduce((total, { count }) => total + count, 0);
const isSame = ({ category, decidedCategory }: AgreementCount) => category === decidedCategory;
const isMinorSame = ({ minor, decidedMinor }: AgreementCount) => minor === decidedMinor;
const urgencyOf = ({ urgency, decidedUrgency }: AgreementCount) =>
  urgency === decidedUrgency ? 'same' : isGraver(decidedUrgency, urgency) ? 'raised' : 'lowered';

const figuresOf = (
  suggested: readonly AgreementCount[],
  decided: readonly AgreementCount[],
): AgreementFigures => ({
  suggested: sum(suggested),
  decided: sum(decided),
  same: sum(suggested.filter(isSame)),
  raised: sum(suggested.filter((each) => urgencyOf(each) === 'raised')),
  lowered: sum(suggested.filter((each) => urgencyOf(each) === 'lowered')),
  minorSet: sum(suggested.filter((each) => !each.minor && each.decidedMinor)),
  minorTaken: sum(suggested.filter((each) => each.minor && !each.decidedMinor)),
});

/** A part in whole percent, never rounded up to all or down to nothing; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) {
    return null;
  }
  const rounded = Math.round((100 * part) / whole);
  return part === 0 || part === whole ? rounded : Math.min(99, Math.max(1, rounded));
}

/** The calendar month (Asia/Shanghai) of a moment, `YYYY-MM`. */
export const monthOf = (moment: Date): string => shanghaiTime(moment).day.slice(0, 7);

export const isMonth = (text: string): boolean => isDay(`${text}-01`);

/** The month so many months before. */
export function monthsBefore(month: string, months: number): string {
  let first = `${month}-01`;
  for (let left = months; left > 0; left -= 1) {
    first = `${addDays(first, -1).slice(0, 7)}-01`;
  }
  return first.slice(0, 7);
}

/** From its first moment to the first of the next. */
export function momentsOf(month: string): { readonly from: Date; readonly to: Date } {
  const first = `${month}-01`;
  return {
    from: shanghaiMoment(first, 0),
    to: shanghaiMoment(`${addDays(first, 31).slice(0, 7)}-01`, 0),
  };
}
