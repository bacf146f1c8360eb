import type { Source } from '../domain/knowledge/index.js';
import {
  type Calendar,
  createTipFinder,
  occasionsOn,
  shanghaiTime,
  type Tip,
  weekOf,
} from '../domain/tips/index.js';
import type { Clock } from '../lib/clock.js';
import type { Choice, PublishedTip, PublishedTips } from './ports.js';

interface TipsShown {
  readonly tips: readonly Tip[];
  /** What people subscribe to, by language. */
  readonly themes: ReadonlyMap<string, readonly Choice[]>;
  readonly calendar: Calendar;
  readonly cite: (source: Source, locale: string) => string;
  readonly clock: Clock;
}

/** The tips as pages show them; those of the week are what the calendar brings from Monday to Sunday in China, each once. */
export function publishTips({ tips, themes, calendar, cite, clock }: TipsShown): PublishedTips {
  const find = createTipFinder(tips);
  const show = (tip: Tip, locale: string): PublishedTip => ({
    id: tip.id,
    ...(tip.locale === locale ? {} : { lang: tip.locale }),
    title: tip.title,
    text: tip.text,
    citations: tip.sources.map((source) => cite(source, locale)),
    reviewedOn: tip.reviewed_on,
  });
  return {
    thisWeek(locale) {
      const days = weekOf(shanghaiTime(clock.now()).day);
      const ids = new Set(
        days.flatMap((day) => occasionsOn(calendar, day)).flatMap((occurrence) => occurrence.tips),
      );
      return [...ids]
        .map((id) => find(id, locale))
        .filter((tip) => tip?.locale === locale)
        .flatMap((tip) => (tip ? [show(tip, locale)] : []));
    },
    tip(locale, id) {
      const tip = find(id, locale);
      return tip && show(tip, locale);
    },
    themes: (locale) => themes.get(locale) ?? [],
  };
}
