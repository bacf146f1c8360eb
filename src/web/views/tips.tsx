import type { JSX } from 'preact';
import type { PublishedTip } from '../ports.js';
import { Layout, type PageFiles } from './layout.js';
import { Notice } from './notice.js';
import { TipArticle } from './tip-article.js';
import type { Tongue } from './tongue.js';

interface TipsPageProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly tips: readonly PublishedTip[];
  /** True when somebody has just ended her own page. */
  readonly hasEnded?: boolean;
}

/** What to mind this week, each tip with its sources and the day it was checked. */
export function TipsPage({ tongue, files, tips, hasEnded = false }: TipsPageProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('tips.title')} room="tips">
      <div class="wrap">
        <h1>{t('tips.heading')}</h1>
        <p class="lead">{t('tips.lead')}</p>
        <Notice notice={hasEnded ? { text: say('tips:own.ended'), isAlarm: false } : undefined} />
        <section class="card card-strong subscribe" aria-labelledby="subscribe">
          <h2 id="subscribe">{say('tips:week.subscribe_title')}</h2>
          <p>{say('tips:week.subscribe_text')}</p>
          <p class="actions">
            <a class="button" href="/tips/new">
              {say('tips:week.subscribe')}
            </a>
          </p>
        </section>
        {tips.length === 0 && <p>{t('tips.empty')}</p>}
        {tips.map((tip) => (
          <TipArticle key={tip.id} tongue={tongue} tip={tip} anchor={tip.id} />
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
