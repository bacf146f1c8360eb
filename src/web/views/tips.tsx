import type { JSX } from 'preact';
import type { PublishedTip } from '../ports.js';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

/** What to mind this week, each tip with its sources and the day it was checked. */
export function TipsPage({
  tongue,
  files,
  tips,
}: {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly tips: readonly PublishedTip[];
}): JSX.Element {
  const { t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('tips.title')} room="tips">
      <div class="wrap">
        <h1>{t('tips.heading')}</h1>
        <p class="lead">{t('tips.lead')}</p>
        {tips.length === 0 && <p>{t('tips.empty')}</p>}
        {tips.map((tip) => (
          <article class="answer" id={tip.id} key={tip.id}>
            <h2>{tip.title}</h2>
            <p>{tip.text}</p>
            <div class="sources">
              <h3>{t('learn.sources')}</h3>
              <ul>
                {tip.citations.map((citation) => (
                  <li key={citation}>{citation}</li>
                ))}
              </ul>
              <p>{t('learn.checked', { date: tip.reviewedOn })}</p>
            </div>
          </article>
        ))}
        <p class="ask-instead">
          <a class="button" href="/learn">
            {t('tips.more')}
          </a>
        </p>
      </div>
    </Layout>
  );
}
