import { type Calendar, occasionsOn, shanghaiTime, type Tip, weekOf } from '../domain/tips/index.js';
import type { Source } from '../domain/knowledge/index.js';
import type { Clock } from '../lib/clock.js';
import type { PublishedTips } from './ports.js';

interface TipsShown {
  readonly tips: readonly Tip[];
  readonly calendar: Calendar;
  readonly cite: (source: Source, locale: string) => string;
  readonly clock: Clock;
}

/** The tips that the calendar brings in the week of today, Monday to Sunday in China, each once. */
export function publishTips({ tips, calendar, cite, clock }: TipsShown): PublishedTips {
  const byId = new Map(tips.map((tip) => [`${tip.locale}|${tip.id}`, tip]));
  return {
    thisWeek(locale) {
      const days = weekOf(shanghaiTime(clock.now()).day);
      const ids = new Set(
        days.flatMap((day) => occasionsOn(calendar, day)).flatMap((occurrence) => occurrence.tips),
      );
      return [...ids].flatMap((id) => {
        const tip = byId.get(`${locale}|${id}`);
        return tip
          ? [
              {
                id,
                title: tip.title,
                text: tip.text,
                citations: tip.sources.map((source) => cite(source, locale)),
                reviewedOn: tip.reviewed_on,
              },
            ]
          : [];
      });
    },
  };
}
