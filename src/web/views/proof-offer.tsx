import type { JSX } from 'preact';
import type { Tongue } from './tongue.js';

interface ProofOfferProps {
  readonly tongue: Tongue;
  readonly token: string;
  /** Where the file is asked for, and where "not safe" leads. */
  readonly action: string;
  readonly back: string;
}

/** The slip as a file: only after the question whether it is safe to keep it here. */
export function ProofOffer({ tongue: { say }, token, action, back }: ProofOfferProps): JSX.Element {
  return (
    <details class="ask" id="proof">
      <summary>{say('track:proof.title')}</summary>
      <form method="post" action={action}>
        <input type="hidden" name="token" value={token} />
        <p>{say('track:proof.lead')}</p>
        <p>
          <b>{say('track:proof.question')}</b>
        </p>
        <p>{say('track:proof.warning')}</p>
        <p class="actions">
          <a class="button" href={back}>
            {say('track:proof.no')}
          </a>{' '}
          <button class="button button-plain" type="submit">
            {say('track:proof.yes')}
          </button>
        </p>
      </form>
    </details>
  );
}
