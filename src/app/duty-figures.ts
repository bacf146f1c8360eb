import { type DutyHours, type StoredHours, weekInWords } from '../domain/duty/index.js';
import { MOST_FIGURE, type OwnFigure } from '../domain/knowledge/index.js';
import { shanghaiTime } from '../domain/tips/index.js';
import type { Say } from '../infra/i18n.js';

/** The figure that holds the hours of 12338. */
export const DUTY_FIGURE = 'hours_12338';

/** The figures that are made of the hours of duty; none until these are entered, and then no words of staff count in their place. */
export function figuresOfDuty({ hours, weekChanged }: StoredHours, say: Say): OwnFigure[] {
  const [chinese, english] = [hoursInWords(hours, say, 'zh-CN'), hoursInWords(hours, say, 'en')];
  return chinese && english && weekChanged
    ? [
        {
          id: DUTY_FIGURE,
          value: { 'zh-CN': chinese, en: english },
          asOf: shanghaiTime(weekChanged.at).day,
          changedBy: weekChanged.by,
          changedAt: weekChanged.at,
        },
      ]
    : [];
}

/** The hours of 12338 as they stand in a sentence; null until they are entered. */
export const hoursInWords = ({ week }: DutyHours, say: Say, locale: 'zh-CN' | 'en'): string | null =>
  week && weekInWords(week, { locale, say: (key, params) => say(locale, key, params) }, MOST_FIGURE[locale]);
