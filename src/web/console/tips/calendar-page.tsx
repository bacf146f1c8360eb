import type { JSX } from 'preact';
import {
  type Day,
  isSettled,
  type Occurrence,
  targetOf,
  type Tip,
  TIPS_AT,
  TIPS_A_WEEK,
  weekdayOf,
} from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge } from '../views/marks.js';
import { oneOf } from '../broadcasts/one-of.js';
import type { Option } from '../broadcasts/index.js';

/** A day with what its calendar brings. */
export interface PlannedDay {
  readonly day: Day;
  readonly occurrences: readonly Occurrence[];
}

interface CalendarProps {
  readonly tongue: Tongue;
  readonly days: readonly PlannedDay[];
  readonly tips: readonly Tip[];
  readonly themes: readonly Option[];
  readonly maySeeList: boolean;
}

/** Day by day: the occasion, whether its date is certain, the tips that it brings and whom they reach. */
export function CalendarPage({ tongue, days, tips, themes, maySeeList }: CalendarProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-tips:calendar.heading')}</h1>
      <p class="lead">
        {say('console-tips:calendar.lead', { time: `${TIPS_AT.hour}:${TIPS_AT.minute}`, most: TIPS_A_WEEK })}
      </p>
      {maySeeList && (
        <p class="actions">
          <a class="button button-plain" href="/console/broadcasts">
            {say('console-tips:calendar.to_list')}
          </a>
        </p>
      )}
      {days.length === 0 && <p>{say('console-tips:calendar.empty')}</p>}
      {days.map(({ day, occurrences }) => (
        <section class="panel" key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>
            {day} {say(`console-tips:weekday.${weekdayOf(day)}`)}
          </h2>
          {occurrences.map((occurrence) => (
            <Occasion
              key={`${occurrence.occasion.id} ${occurrence.date}`}
              tongue={tongue}
              occurrence={occurrence}
              isAhead={occurrence.date !== day}
              tips={tips}
              themes={themes}
            />
          ))}
        </section>
      ))}
    </>
  );
}

interface OccasionProps extends Pick<CalendarProps, 'tongue' | 'tips' | 'themes'> {
  readonly occurrence: Occurrence;
  readonly isAhead: boolean;
}

function Occasion({ tongue, occurrence, isAhead, tips, themes }: OccasionProps): JSX.Element {
  const { locale, say } = tongue;
  const { occasion, date, confirmed } = occurrence;
  const tipsOf = occurrence.tips.flatMap((id) => {
    const inLocale = (wanted: string) => tips.find((tip) => tip.id === id && tip.locale === wanted);
    return inLocale(locale) ?? inLocale('zh-CN') ?? [];
  });
  return (
    <div class="occasion">
      <h3>
        {occasion.title[locale]}{' '}
        <Badge
          mood={confirmed ? 'good' : 'warn'}
          text={say(`console-tips:calendar.${confirmed ? 'confirmed' : 'guess'}`)}
        />
      </h3>
      {isAhead && <p>{say('console-tips:calendar.on_date', { date })}</p>}
      {!confirmed && <p>{say('console-tips:calendar.guess_text', { note: occasion.note ?? '' })}</p>}
      {!isSettled(occurrence) && <p>{say('console-tips:calendar.waits')}</p>}
      {occasion.deal === 'in_turn' && occasion.tips.length > 1 && (
        <p>{say('console-tips:calendar.one_of')}</p>
      )}
      {tipsOf.map((tip) => (
        <PlannedTip key={tip.id} tongue={tongue} tip={tip} occasion={occasion} themes={themes} />
      ))}
    </div>
  );
}

interface PlannedTipProps extends Pick<CalendarProps, 'tongue' | 'themes'> {
  readonly tip: Tip;
  readonly occasion: Occurrence['occasion'];
}

function PlannedTip({ tongue: { locale, say }, tip, occasion, themes }: PlannedTipProps): JSX.Element {
  const { audiences, bands, topics } = targetOf(tip, occasion);
  const list = (names: readonly string[]) => oneOf(locale, names);
  return (
    <details>
      <summary>
        {tip.title}{' '}
        <span class="soft">
          {say('console-tips:calendar.for', {
            who: list(audiences.map((who) => say(`console-tips:caregiver.${who}`))),
            ages: list(bands.map((band) => say(`console-tips:band.${band}`))),
          })}
        </span>
      </summary>
      <p class="words" lang={tip.locale}>
        {tip.text}
      </p>
      <p>
        {say('console-tips:calendar.topics', {
          names: list(topics.map((topic) => themes.find(({ id }) => id === topic)?.title ?? topic)),
        })}
      </p>
    </details>
  );
}
