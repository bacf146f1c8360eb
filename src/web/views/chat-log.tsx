import type { JSX } from 'preact';
import type { Button, Link } from '../../conversation/types.js';
import type { ChatLine } from '../../conversation/chat.js';
import type { Tongue } from './tongue.js';

/** What a form of this page proves and carries beside the words. */
export interface FormSecrets {
  readonly token: string;
  /** Makes a double click or a reload one message. */
  readonly clientKey: string;
}

interface ChatLogProps {
  readonly tongue: Tongue;
  readonly lines: readonly ChatLine[];
  readonly secrets: FormSecrets;
}

/** What was said, oldest first. Choices stand only under what came after the visitor's last words. */
export function ChatLog({ tongue, lines, secrets }: ChatLogProps): JSX.Element {
  const lastIn = lines.findLastIndex((line) => line.direction === 'in');
  return (
    <div role="log" aria-live="polite" aria-relevant="additions" aria-label={tongue.t('chat.log')}>
      <ol class="log" id="log">
        {lines.map((line, at) => (
          <Line
            key={line.id}
            tongue={tongue}
            line={line}
            secrets={secrets}
            hasChoices={at > lastIn}
            isLast={at === lines.length - 1}
          />
        ))}
      </ol>
    </div>
  );
}

interface LineProps extends Omit<ChatLogProps, 'lines'> {
  readonly line: ChatLine;
  readonly hasChoices: boolean;
  readonly isLast: boolean;
}

function Line({ tongue, line, secrets, hasChoices, isLast }: LineProps): JSX.Element {
  const { t } = tongue;
  const isIn = line.direction === 'in';
  const text = line.reply.text === '' ? t('chat.pressed') : line.reply.text;
  return (
    <li class={isIn ? 'line line-in' : 'line line-out'} id={isLast ? 'latest' : undefined} data-id={line.id}>
      <div class="bubble">
        <span class="who">{isIn ? t('chat.you') : t('chat.service')}</span>
        <p class="words" dir="auto">
          {text}
        </p>
        <Links tongue={tongue} links={line.reply.links ?? []} />
      </div>
      {hasChoices && <Choices tongue={tongue} buttons={line.reply.buttons ?? []} secrets={secrets} />}
    </li>
  );
}

function Links({
  tongue,
  links,
}: {
  readonly tongue: Tongue;
  readonly links: readonly Link[];
}): JSX.Element | null {
  const safe = links.filter((link) => isSafe(link.url));
  return safe.length === 0 ? null : (
    <ul class="links" aria-label={tongue.t('chat.links')}>
      {safe.map((link) => (
        <li key={link.url}>
          <a href={link.url}>{link.label}</a>
        </li>
      ))}
    </ul>
  );
}

/** Only a path of this service or a telephone number becomes a link. */
export function isSafe(url: string): boolean {
  return /^\/(?![/\\])/.test(url) || /^(tel|sms):[\d+]+$/.test(url);
}

interface ChoicesProps {
  readonly tongue: Tongue;
  readonly buttons: readonly Button[];
  readonly secrets: FormSecrets;
}

function Choices({ tongue, buttons, secrets }: ChoicesProps): JSX.Element | null {
  return buttons.length === 0 ? null : (
    <form class="choices" method="post" action="/chat" aria-label={tongue.t('chat.choices')}>
      <input type="hidden" name="token" value={secrets.token} />
      <input type="hidden" name="key" value={secrets.clientKey} />
      {buttons.map((button) => (
        <button key={button.value} class="choice" type="submit" name="button" value={button.value}>
          {button.label}
        </button>
      ))}
    </form>
  );
}
