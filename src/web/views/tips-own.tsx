import type { JSX } from 'preact';
import { Layout, type PageFiles } from './layout.js';
import { Notice } from './notice.js';
import { TipArticle } from './tip-article.js';
import type { Tongue } from './tongue.js';

/** A tip or broadcast as one's own page shows it. */
export interface TipShown {
  readonly key: string;
  readonly lang?: string;
  readonly title: string;
  readonly text: string;
  readonly citations: readonly string[];
  readonly reviewedOn?: string;
  /** When it came, YYYY-MM-DD. */
  readonly day: string;
  readonly isNew: boolean;
}

interface TipsOwnProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly secret: string;
  readonly token: string;
  /** The newest first. */
  readonly tips: readonly TipShown[];
  /** True right after the wishes were kept. */
  readonly isSaved: boolean;
}

/** Somebody's own page. Its address is all there is to come back to it: that is said first. */
export function TipsOwn({ tongue, files, secret, token, tips, isSaved }: TipsOwnProps): JSX.Element {
  const { say } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={say('tips:own.title')} room="tips">
      <div class="wrap narrow">
        <h1>{say('tips:own.heading')}</h1>
        <Notice notice={isSaved ? { text: say('tips:own.saved'), isAlarm: false } : undefined} />
        <section class="card card-strong" aria-labelledby="keep">
          <h2 id="keep">{say('tips:own.keep_title')}</h2>
          <p>{say('tips:own.keep')}</p>
          <p>{say('tips:own.keep_how')}</p>
        </section>
        {tips.length === 0 && <p>{say('tips:own.empty')}</p>}
        {tips.map(({ key, day, isNew, ...tip }) => (
          <TipArticle key={key} tongue={tongue} tip={tip} day={day} isNew={isNew} />
        ))}
        <section class="card" aria-labelledby="change">
          <h2 id="change">{say('tips:own.change_title')}</h2>
          <p class="actions">
            <a class="button" href={`/tips/p/${secret}/wishes`}>
              {say('tips:own.change')}
            </a>
          </p>
          <form method="post" action={`/tips/p/${secret}/end`}>
            <input type="hidden" name="token" value={token} />
            <p class="hint">{say('tips:own.end_hint')}</p>
            <button class="button button-plain" type="submit">
              {say('tips:own.end')}
            </button>
          </form>
        </section>
      </div>
    </Layout>
  );
}
