import type { JSX } from 'preact';
import { READY } from '../../domain/cases/index.js';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

export interface BeforePageProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  /** What stands behind it: to tell, or to see how far it is. */
  readonly room: 'help' | 'track';
  /** Where "go on" leads. */
  readonly onwards: string;
  /** For the prepared sentences. */
  readonly secrets: { readonly token: string; readonly submission: string };
}

/** What to know before the first page that nobody else should see: the way out, what it can't do, and a sentence for who has no time. */
export function BeforePage({ tongue, files, room, onwards, secrets }: BeforePageProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t(`${room}.title`)} room={room} hasExit>
      <div class="wrap narrow report" id="before">
        <h1>{say('leaving:before.heading')}</h1>
        <Know tongue={tongue} items={['exit', 'keys', 'history']} />
        <p class="actions">
          <a class="button button-big" id="onwards" href={onwards}>
            {say('leaving:before.onwards')}
          </a>
        </p>
        {room === 'help' && <Quick tongue={tongue} secrets={secrets} />}
        <section class="card know" aria-labelledby="watched-title">
          <h2 id="watched-title">{say('leaving:before.watched_title')}</h2>
          <Know tongue={tongue} items={['private', 'device', 'spyware', 'calls']} />
        </section>
        <p class="actions">
          <a class="button button-plain" href="tel:12355">
            {say('leaving:before.young')}
          </a>
        </p>
      </div>
    </Layout>
  );
}

type Item = 'exit' | 'keys' | 'history' | 'private' | 'device' | 'spyware' | 'calls';

interface KnowProps {
  readonly tongue: Tongue;
  readonly items: readonly Item[];
}

/** The keys are spoken of only where the script listens to them. */
function Know({ tongue: { say }, items }: KnowProps): JSX.Element {
  return (
    <ul class="before-list">
      {items.map((item) => (
        <li key={item} class={item === 'keys' ? 'by-keys' : undefined}>
          {say(`leaving:before.${item}`)}
        </li>
      ))}
    </ul>
  );
}

/** A prepared sentence each; it is shown once more before it is sent. What staff report of a minor is said before. */
function Quick({ tongue: { say }, secrets }: Pick<BeforePageProps, 'tongue' | 'secrets'>): JSX.Element {
  return (
    <form method="post" action="/help" autocomplete="off" class="card quick">
      <h2>{say('leaving:before.quick_title')}</h2>
      <p class="hint">{say('leaving:before.quick_hint')}</p>
      <input type="hidden" name="token" value={secrets.token} />
      <input type="hidden" name="submission" value={secrets.submission} />
      <input type="hidden" name="step" value="check" />
      {READY.map((name) => (
        <button key={name} class="button button-plain" type="submit" name="ready" value={name}>
          {say(`report:ready.${name}`)}
        </button>
      ))}
      <p class="hint">{say('report:minor_notice')}</p>
    </form>
  );
}
