import type { JSX } from 'preact';
import { Icon, type IconName, Street } from './icons.js';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

export interface HomeProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly chatHours: number;
}

/** What this is and the big things to do. */
export function Home({ tongue, files, chatHours }: HomeProps): JSX.Element {
  const { t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('home.title')} room="home">
      <section class="hero">
        <div class="wrap hero-row">
          <div class="hero-words">
            <h1>{t('home.heading')}</h1>
            <p class="lead">{t('home.lead')}</p>
            <a class="button button-big" href="/chat">
              {t('home.ask_action')}
            </a>
          </div>
          <Street />
        </div>
      </section>
      <div class="wrap">
        <ul class="doors">
          <Door
            href="/chat"
            icon="ask"
            title={t('home.ask_title')}
            text={t('home.ask_text')}
            action={t('home.ask_action')}
          />
          <Door
            href="#numbers"
            icon="phone"
            title={t('home.help_title')}
            text={t('home.help_text')}
            action={t('site.urgent_short')}
            isDanger
          />
          <Door
            href="/help"
            icon="help"
            title={t('home.report_title')}
            text={t('home.report_text')}
            action={t('home.report_action')}
          />
          <Door
            href="/r"
            icon="track"
            title={t('home.track_title')}
            text={t('home.track_text')}
            action={t('home.track_action')}
          />
          <Door
            href="/learn"
            icon="book"
            title={t('home.learn_title')}
            text={t('home.learn_text')}
            action={t('home.learn_action')}
          />
          <Door
            href="/tips"
            icon="tips"
            title={t('home.tips_title')}
            text={t('home.tips_text')}
            action={t('home.tips_action')}
          />
        </ul>
        <Numbers tongue={tongue} />
        <section class="how">
          <h2>{t('home.how_title')}</h2>
          <ul class="promises">
            <li>
              <Icon name="check" />
              <p>{t('home.how_program')}</p>
            </li>
            <li>
              <Icon name="source" />
              <p>{t('home.how_source')}</p>
            </li>
            <li>
              <Icon name="lock" />
              <p>{t('home.how_private', { hours: chatHours })}</p>
            </li>
          </ul>
        </section>
      </div>
    </Layout>
  );
}

interface DoorProps {
  readonly href: string;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly isDanger?: boolean;
}

function Door({ href, icon, title, text, action, isDanger }: DoorProps): JSX.Element {
  return (
    <li class={isDanger ? 'door door-danger' : 'door'}>
      <a href={href}>
        <span class="door-icon">
          <Icon name={icon} />
        </span>
        <span class="door-words">
          <b>{title}</b>
          <span>{text}</span>
          <span class="door-action">{action}</span>
        </span>
      </a>
    </li>
  );
}

const URGENT = [
  ['110', 'site.police', 'numbers.police_note'],
  ['120', 'site.ambulance', 'numbers.ambulance_note'],
  ['12338', 'site.federation', 'numbers.federation_note'],
] as const;
const FURTHER = [
  ['tel:119', '119', 'numbers.fire'],
  ['tel:12355', '12355', 'numbers.youth'],
  ['tel:12356', '12356', 'numbers.mind'],
  [null, '12110', 'numbers.sms'], // no link: the number goes on with the area code
] as const;

function Numbers({ tongue: { t } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <section class="numbers" id="numbers" aria-labelledby="numbers-title">
      <h2 id="numbers-title">{t('home.help_title')}</h2>
      <p>{t('home.help_text')}</p>
      <ul class="number-list">
        {URGENT.map(([number, name, note]) => (
          <li key={number}>
            <a class="number" href={`tel:${number}`} aria-label={`${t('home.call', { number })} ${t(name)}`}>
              <b>{number}</b>
              <span>{t(name)}</span>
            </a>
            <p>{t(note)}</p>
          </li>
        ))}
      </ul>
      <h3>{t('home.more_title')}</h3>
      <ul class="more-numbers">
        {FURTHER.map(([href, number, name]) => (
          <li key={number}>
            {href === null ? (
              <span>
                <b>{number}</b> {t(name)}
              </span>
            ) : (
              <a href={href}>
                <b>{number}</b> {t(name)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
