import type { JSX } from 'preact';
import { Secrets } from '../views/secrets.js';
import { Notice } from '../views/marks.js';
import type { FormsProps } from './moves.js';
import { When } from './when.js';

type LeftProps = Pick<FormsProps, 'say' | 'secrets'> & {
  readonly file: Pick<FormsProps['file'], 'id' | 'leftAt'>;
};

/** That her page was left by the quick exit, what that stops, and the button that lifts it: the leaving that is shown, no later one. */
export function LeftInHurry({ say, secrets, file: { id, leftAt } }: LeftProps): JSX.Element | null {
  return (
    leftAt && (
      <Notice mood="warn">
        <p>
          <strong>{say('console-cases:left.title')}</strong> {say('console-cases:left.text')}
        </p>
        <p>
          {say('console-cases:left.when')} <When at={leftAt} />
        </p>
        <form method="post" action={`/console/cases/${id}/notices`}>
          <Secrets secrets={secrets} />
          <input type="hidden" name="left_at" value={leftAt.toISOString()} />
          <p>{say('console-cases:left.only')}</p>
          <button class="button" type="submit">
            {say('console-cases:left.resume')}
          </button>
        </form>
      </Notice>
    )
  );
}
