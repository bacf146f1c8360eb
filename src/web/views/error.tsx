import type { JSX } from 'preact';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

export interface ErrorPageProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly status: number;
  readonly sentence: string;
  /** True on pages that nobody else should see. */
  readonly hasExit?: boolean;
  /** Id under which staff find it in the log; for faults of ours only. */
  readonly reference?: string;
}

/** What went wrong and what to do now. Needs nothing but its words: it stands when the database is down. */
export function ErrorPage({
  tongue,
  files,
  status,
  sentence,
  hasExit,
  reference,
}: ErrorPageProps): JSX.Element {
  const { t } = tongue;
  const heading = status === 404 ? 'not_found_heading' : status < 500 ? 'client_heading' : 'server_heading';
  return (
    <Layout tongue={tongue} files={files} title={t('error.title')} hasExit={hasExit ?? false}>
      <div class="wrap narrow">
        <section class="card card-strong">
          <h1>{t(`error.${heading}`)}</h1>
          <p class="lead">{sentence}</p>
          {reference && <p class="version">{t('error.reference', { id: reference })}</p>}
          <p class="actions">
            <a class="button" href="/">
              {t('error.back')}
            </a>
            <a class="button button-plain" href="/chat">
              {t('error.chat')}
            </a>
          </p>
        </section>
      </div>
    </Layout>
  );
}
