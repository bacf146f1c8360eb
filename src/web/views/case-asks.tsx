import type { JSX } from 'preact';
import type { CaseAsk, TrackedCase } from '../../domain/cases/index.js';
import { AskFields, type TypedAsk } from './ask-fields.js';
import { ProofOffer } from './proof-offer.js';
import type { Tongue } from './tongue.js';

/** A form that could not be taken: what was typed, and why. */
export interface FailedAsk {
  readonly form: TypedAsk & { readonly ask: CaseAsk };
  readonly problem: string;
}

export interface CaseAsksProps {
  readonly tongue: Tongue;
  readonly secrets: { readonly token: string; readonly submission: string };
  /** Unknown while the database is away: then only a form that could not be taken is there. */
  readonly tracked: Pick<TrackedCase, 'asks' | 'hasPhone'> | 'unknown';
  readonly asked?: FailedAsk | undefined;
}

/** What she can do beside writing, each behind a line of its own. */
export function CaseAsks(props: CaseAsksProps): JSX.Element {
  const { tongue, secrets, tracked, asked } = props;
  const { asks, hasPhone } = tracked === 'unknown' ? NOTHING : tracked;
  const isShut = asked !== undefined && !asks.includes(asked.form.ask);
  return (
    <section class="asks" id="asks" aria-labelledby="asks-title">
      <h2 id="asks-title">{tongue.say('track:asks.heading')}</h2>
      {[...asks, ...(isShut ? [asked.form.ask] : [])].map((ask) => (
        <OneAsk key={ask} {...props} ask={ask} hasPhone={hasPhone} />
      ))}
      {tracked !== 'unknown' && (
        <ProofOffer tongue={tongue} token={secrets.token} action="/r/document" back="/r/open?later=1" />
      )}
    </section>
  );
}

const NOTHING = { asks: [], hasPhone: false } as const;

interface OneAskProps extends Omit<CaseAsksProps, 'tracked'> {
  readonly ask: CaseAsk;
  readonly hasPhone: boolean;
}

function OneAsk(props: OneAskProps): JSX.Element {
  const {
    tongue: { say },
    secrets,
    ask,
    asked,
  } = props;
  const failed = asked?.form.ask === ask ? asked : undefined;
  return (
    <details class="ask" id={`ask-${ask}`} open={failed !== undefined}>
      <summary>{say(`track:asks.${ask}.title`)}</summary>
      <form method="post" action="/r/ask" autocomplete="off" class="intake" novalidate>
        <input type="hidden" name="token" value={secrets.token} />
        <input type="hidden" name="submission" value={secrets.submission} />
        <input type="hidden" name="ask" value={ask} />
        <p>{say(`track:asks.${ask}.lead`)}</p>
        {failed && (
          <p class="problem" role="alert">
            {failed.problem}
          </p>
        )}
        <AskFields
          tongue={props.tongue}
          ask={ask}
          hasPhone={props.hasPhone}
          typed={failed?.form ?? {}}
          hasFocus={failed !== undefined}
        />
        <button
          class={ask === 'callback' || ask === 'object' ? 'button' : 'button button-plain'}
          type="submit"
        >
          {say(`track:asks.${ask}.do`)}
        </button>
      </form>
    </details>
  );
}
