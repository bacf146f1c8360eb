import type { JSX } from 'preact';
import { idleWords } from './idle.js';
import { Layout, type PageFiles } from './layout.js';
import { Notice, type NoticeText } from './notice.js';
import type { Tongue } from './tongue.js';

export interface TrackProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly token: string;
  readonly notice?: NoticeText;
  /** What was given as the number, to be looked at again. */
  readonly number?: string;
  /** A message that could not be sent because the visit was over: it comes along. */
  readonly kept?: string;
}

/** Asks for number and digits. Tells nothing before both are right. */
export function Track({ tongue, files, token, notice, number, kept }: TrackProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('track.title')} room="track" hasExit>
      <div class="wrap narrow report" {...(kept === undefined ? {} : idleWords(tongue, 'form'))}>
        <h1>{say('report:track.heading')}</h1>
        <p class="lead">{say('report:track.lead')}</p>
        <Notice notice={notice} />
        <form method="post" action="/r" autocomplete="off" class="intake">
          <input type="hidden" name="token" value={token} />
          <Line tongue={tongue} name="number" value={number} />
          <Line tongue={tongue} name="code" />
          {kept !== undefined && (
            <div class="field">
              <label class="question" for="kept">
                {say('report:track.kept')}
              </label>
              <textarea id="kept" name="text" rows={4} autocomplete="off">
                {kept}
              </textarea>
            </div>
          )}
          <button class="button button-big" type="submit">
            {say('report:track.open')}
          </button>
        </form>
        <p class="hint">{say('report:track.lost')}</p>
        <p>
          {say('report:track.none')}{' '}
          <a class="way" href="/help">
            {say('report:track.none_action')}
          </a>
        </p>
      </div>
    </Layout>
  );
}

interface LineProps {
  readonly tongue: Tongue;
  readonly name: 'number' | 'code';
  readonly value?: string | undefined;
}

function Line({ tongue: { say }, name, value }: LineProps): JSX.Element {
  return (
    <div class="field">
      <label class="question" for={name}>
        {say(`report:track.${name}`)}
      </label>
      <p class="hint" id={`${name}-hint`}>
        {say(`report:track.${name}_hint`)}
      </p>
      <input
        id={name}
        name={name}
        type="text"
        inputMode={name === 'code' ? 'numeric' : undefined}
        maxLength={60}
        autocomplete="off"
        aria-describedby={`${name}-hint`}
        value={value}
      />
    </div>
  );
}
