import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Secrets } from '../views/secrets.js';

interface ConfirmProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly what: 'withdraw' | 'discard';
  /** The title of what it is about. */
  readonly title: string;
  readonly lang: string;
  /** Where the answer goes, and where one goes back to. */
  readonly action: string;
  readonly back: string;
}

/** Asks once more before something is taken away. */
export function ConfirmPage({
  tongue: { say },
  secrets,
  what,
  title,
  lang,
  action,
  back,
}: ConfirmProps): JSX.Element {
  return (
    <section class="panel narrow">
      <h1>{say(`console-knowledge:confirm.${what}_heading`)}</h1>
      <p lang={lang}>
        <b>{title}</b>
      </p>
      <p>{say(`console-knowledge:confirm.${what}_text`)}</p>
      <form method="post" action={action} class="actions">
        <Secrets secrets={secrets} />
        <button class="button button-danger">{say(`console-knowledge:confirm.${what}`)}</button>
        <a class="button button-plain" href={back}>
          {say('console-knowledge:confirm.back')}
        </a>
      </form>
    </section>
  );
}
