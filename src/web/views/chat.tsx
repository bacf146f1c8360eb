import type { JSX } from 'preact';
import type { ChatLine } from '../../conversation/chat.js';
import { ChatLog, type FormSecrets } from './chat-log.js';
import { idleWords } from './idle.js';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

export interface ChatProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly lines: readonly ChatLine[];
  readonly truncated: boolean;
  readonly secrets: FormSecrets;
  readonly chatHours: number;
  /** Words that could not be sent: they stay in the box. */
  readonly draft?: string;
  /** Something that has to be known first, e.g. that the service can't be reached. */
  readonly notice?: { readonly text: string; readonly isAlarm: boolean };
}

/** Most characters in the box: as a form they stay below 64 KB also when each takes nine bytes. */
const MOST_CHARACTERS = 5000;

/** The web chat: a form that works by itself; the script sends without a reload and shows what arrives. */
export function Chat(props: ChatProps): JSX.Element {
  const { tongue, files, lines, secrets, notice } = props;
  const { t } = tongue;
  const isTelling = lines.some(({ reply }) => reply.sensitive);
  return (
    <Layout tongue={tongue} files={files} title={t('chat.title')} room="chat" hasExit>
      <div
        class="wrap talk"
        id="talk"
        data-you={t('chat.you')}
        data-service={t('chat.service')}
        data-choices={t('chat.choices')}
        data-links={t('chat.links')}
        data-sending={t('chat.sending')}
        data-slow={t('chat.slow')}
        data-offline={t('chat.offline')}
        {...idleWords(tongue, 'page', isTelling ? 'now' : 'telling')}
      >
        <h1>{t('chat.heading')}</h1>
        <p class="lead">{t('chat.lead')}</p>
        {notice && (
          <p
            class={notice.isAlarm ? 'notice notice-alarm' : 'notice'}
            role={notice.isAlarm ? 'alert' : 'status'}
          >
            {notice.text}
          </p>
        )}
        {props.truncated && <p class="earlier">{t('chat.earlier')}</p>}
        <ChatLog tongue={tongue} lines={lines} secrets={secrets} />
        <Composer {...props} />
        <p class="retained">{t('chat.retained', { hours: props.chatHours })}</p>
      </div>
    </Layout>
  );
}

function Composer({ tongue: { t }, secrets, draft }: ChatProps): JSX.Element {
  return (
    <form class="composer" id="composer" method="post" action="/chat" autocomplete="off">
      <input type="hidden" name="token" value={secrets.token} />
      <input type="hidden" name="key" value={secrets.clientKey} />
      <p class="composer-status" id="composer-status" role="status" aria-live="polite" />
      <div class="composer-row">
        <label for="text">{t('chat.label')}</label>
        <textarea
          id="text"
          name="text"
          rows={2}
          maxLength={MOST_CHARACTERS}
          placeholder={t('chat.hint')}
          autocomplete="off"
          enterkeyhint="send"
        >
          {draft}
        </textarea>
        <button class="button" type="submit">
          {t('chat.send')}
        </button>
      </div>
    </form>
  );
}
