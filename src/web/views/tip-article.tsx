import type { JSX } from 'preact';
import type { Tongue } from './tongue.js';

interface TipArticleProps {
  readonly tongue: Tongue;
  readonly tip: {
    /** The language of title and text, when it is not that of the page. */
    readonly lang?: string;
    readonly title: string;
    readonly text: string;
    readonly citations: readonly string[];
    /** YYYY-MM-DD; missing for what staff wrote for the day. */
    readonly reviewedOn?: string;
  };
  readonly anchor?: string;
  /** Of one's own page: when it came. */
  readonly day?: string;
  readonly isNew?: boolean;
}

/** A tip with its sources and the day it was checked. */
export function TipArticle({ tongue, tip, anchor, day, isNew }: TipArticleProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <article class="answer" id={anchor}>
      <h2>
        <span lang={tip.lang}>{tip.title}</span>
        {isNew && <em class="new">{say('tips:own.new')}</em>}
      </h2>
      {day && <p class="came">{day}</p>}
      <p class="tip-text" lang={tip.lang}>
        {tip.text}
      </p>
      {tip.citations.length > 0 && (
        <div class="sources">
          <h3>{t('learn.sources')}</h3>
          <ul>
            {tip.citations.map((citation) => (
              <li key={citation}>{citation}</li>
            ))}
          </ul>
          {tip.reviewedOn && <p>{t('learn.checked', { date: tip.reviewedOn })}</p>}
        </div>
      )}
    </article>
  );
}
