import type { JSX } from 'preact';
import { idleWords } from './idle.js';
import { Layout, type PageFiles } from './layout.js';
import { Notice, type NoticeText } from './notice.js';
import type { Tongue } from './tongue.js';

interface PageProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  /** What a form proves. */
  readonly token: string;
}

export interface DraftOpenProps extends PageProps {
  readonly notice?: NoticeText;
}

/** Asks for the digits of a saved draft. Tells nothing before they are right. */
export function DraftOpen({ tongue, files, token, notice }: DraftOpenProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('help.title')} room="help" hasExit>
      <div class="wrap narrow report">
        <h1>{say('draft:open.heading')}</h1>
        <p class="lead">{say('draft:open.lead')}</p>
        <Notice notice={notice} />
        <form method="post" action="/help/draft" autocomplete="off" class="intake">
          <input type="hidden" name="token" value={token} />
          <div class="field">
            <label class="question" for="code">
              {say('draft:open.code')}
            </label>
            <p class="hint" id="code-hint">
              {say('draft:open.code_hint')}
            </p>
            <input
              id="code"
              name="code"
              type="text"
              inputMode="numeric"
              maxLength={60}
              autocomplete="off"
              aria-describedby="code-hint"
            />
          </div>
          <button class="button button-big" type="submit">
            {say('draft:open.open')}
          </button>
        </form>
        <p>
          {say('draft:open.none')}{' '}
          <a class="way" href="/help">
            {say('draft:open.none_action')}
          </a>
        </p>
      </div>
    </Layout>
  );
}

export interface DraftSavedProps extends PageProps {
  /** 16 digits. */
  readonly code: string;
}

/** The digits of a draft that has just been saved, as harmless as a telephone number. */
export function DraftSaved({ tongue, files, token, code }: DraftSavedProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('help.title')} room="help" hasExit>
      <div class="wrap narrow report" {...idleWords(tongue, 'page')}>
        <h1>{say('draft:saved.heading')}</h1>
        <section class="card receipt">
          <ol class="digits">
            {(code.match(/\d{4}/g) ?? []).map((group, at) => (
              <li key={at}>{group}</li>
            ))}
          </ol>
        </section>
        <p>
          <b>{say('draft:saved.advice')}</b>
        </p>
        <p>{say('draft:saved.next')}</p>
        <p>{say('draft:saved.lost')}</p>
        <p>
          <b>{say('draft:saved.not_sent')}</b>
        </p>
        <form method="post" action="/help/draft" autocomplete="off">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="code" value={code} />
          <button class="button" type="submit">
            {say('draft:saved.go_on')}
          </button>
        </form>
      </div>
    </Layout>
  );
}
