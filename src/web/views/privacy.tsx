import type { JSX } from 'preact';
import type { Retention } from '../ports.js';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

/** The day of the last change to what this page promises. */
export const PRIVACY_VERSION = '2026-11-29';

const KEPT = [
  'case',
  'draft',
  'files',
  'visit',
  'chat',
  'state',
  'telegram',
  'trace',
  'transit',
  'gap',
  'vote',
  'tips',
  'received',
  'cookie',
  'log',
] as const;
const SECTIONS = ['how', 'telegram', 'device', 'children'] as const;

interface PrivacyProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly retention: Retention;
}

/** Who keeps what, why, how long, and how to have it deleted. */
export function Privacy({ tongue, files, retention }: PrivacyProps): JSX.Element {
  const { t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('privacy.title')} room="privacy">
      <div class="wrap prose">
        <h1>{t('privacy.heading')}</h1>
        <p class="lead">{t('privacy.lead')}</p>
        <section class="card card-strong">
          <h2>{t('privacy.delete_title')}</h2>
          <p>{t('privacy.delete')}</p>
        </section>
        <section class="card">
          <h2>{t('privacy.who_title')}</h2>
          <p>{t('privacy.who')}</p>
        </section>
        <section class="card">
          <h2>{t('privacy.what_title')}</h2>
          <Kept tongue={tongue} retention={retention} />
        </section>
        {SECTIONS.map((section) => (
          <section class="card" key={section}>
            <h2>{t(`privacy.${section}_title`)}</h2>
            <p>{t(`privacy.${section}`)}</p>
          </section>
        ))}
        <p class="version">{t('privacy.version', { date: PRIVACY_VERSION })}</p>
      </div>
    </Layout>
  );
}

function Kept({ tongue: { t }, retention }: Pick<PrivacyProps, 'tongue' | 'retention'>): JSX.Element {
  const figures = {
    hours: retention.chatHours,
    days: retention.contactDays,
    answer: retention.answerDays,
    tips: retention.tipsPageDays,
    received: retention.receivedDays,
  };
  return (
    <table class="kept">
      <thead>
        <tr>
          <th scope="col">{t('privacy.col_what')}</th>
          <th scope="col">{t('privacy.col_why')}</th>
          <th scope="col">{t('privacy.col_how_long')}</th>
        </tr>
      </thead>
      <tbody>
        {KEPT.map((row) => (
          <tr key={row}>
            <th scope="row">{t(`privacy.row_${row}`)}</th>
            <td>{t(`privacy.row_${row}_why`)}</td>
            <td>{t(`privacy.row_${row}_long`, figures)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
