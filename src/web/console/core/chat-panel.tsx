import type { JSX } from 'preact';
import { CODE_MINUTES, type LinkedChat } from '../../../domain/staff/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Notice } from '../views/marks.js';
import { Moment } from '../views/moment.js';
import { Secrets } from '../views/secrets.js';

export interface ChatPanelProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  /** Null when no chat is hers yet. */
  readonly chat: LinkedChat | null;
  /** Digits that were just made. */
  readonly code: string | undefined;
}

/** The messenger's chat in which she is called in an emergency. */
export function ChatPanel({ tongue, secrets, chat, code }: ChatPanelProps): JSX.Element {
  const { say } = tongue;
  return (
    <section class="panel narrow" id="chat">
      <h2>{say('console-alarms:chat.heading')}</h2>
      <p>{say('console-alarms:chat.lead')}</p>
      <p>
        {chat ? say('console-alarms:chat.linked') : say('console-alarms:chat.none')}{' '}
        {chat && <Moment tongue={tongue} at={chat.since} />}
      </p>
      {chat?.blocked && (
        <Notice mood="warn">
          <p>{say('console-alarms:chat.blocked')}</p>
        </Notice>
      )}
      {code === undefined ? (
        <form method="post" action="/console/account/chat">
          <Secrets secrets={secrets} />
          <button class="button">{say(`console-alarms:chat.${chat ? 'other' : 'begin'}`)}</button>
        </form>
      ) : (
        <>
          <p>{say('console-alarms:chat.code_lead', { minutes: CODE_MINUTES })}</p>
          <p class="once">/staff {code}</p>
        </>
      )}
      {chat && (
        <form method="post" action="/console/account/chat/unlink">
          <Secrets secrets={secrets} />
          <button class="button button-plain">{say('console-alarms:chat.unlink')}</button>
        </form>
      )}
    </section>
  );
}
