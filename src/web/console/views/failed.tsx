import type { JSX } from 'preact';
import type { AppError } from '../../../lib/errors.js';
import type { Tongue } from '../../views/tongue.js';

export interface FailedProps {
  readonly say: Tongue['say'];
  readonly shown: AppError;
  /** Id under which it stands in the log; for faults of ours only. */
  readonly reference: string | undefined;
  readonly isSignedIn: boolean;
  /** What was written and could not be taken. */
  readonly kept: readonly string[];
}

/** What went wrong and what to do now. */
export function Failed({ say, shown, reference, isSignedIn, kept }: FailedProps): JSX.Element {
  return (
    <section class="panel narrow">
      <h1>{say('console:failed.heading')}</h1>
      <p>{say(`errors:${shown.code}`, shown.params)}</p>
      {reference && <p class="soft">{say('console:failed.reference', { id: reference })}</p>}
      {kept.length > 0 && <p>{say('console:failed.kept')}</p>}
      {kept.map((text, at) => (
        <p class="words kept" key={at}>
          {text}
        </p>
      ))}
      <p class="actions">
        <a
          class="button"
          href={isSignedIn ? '/console' : '/console/sign-in'}
          target={kept.length > 0 ? '_blank' : undefined}
        >
          {say(isSignedIn ? 'console:failed.home' : 'console:failed.sign_in')}
        </a>
      </p>
    </section>
  );
}
