import type { JSX } from 'preact';
import type { Tongue } from './tongue.js';

interface CheckProps {
  readonly tongue: Tongue;
}

/** Leads to the check: the digits go out of sight, so that she reads her own writing. */
export function OfferCheck({ tongue: { say } }: CheckProps): JSX.Element {
  return (
    <form method="get" action="/help/done">
      <button class="button button-big" type="submit" name="check" value="1">
        {say('track:check.ready')}
      </button>
    </form>
  );
}

/** Asks for the last four digits; may be left. */
export function CheckKept({ tongue: { say }, token }: CheckProps & { readonly token: string }): JSX.Element {
  return (
    <>
      <h1>{say('track:check.heading')}</h1>
      <form method="post" action="/help/done" autocomplete="off" class="intake">
        <input type="hidden" name="token" value={token} />
        <div class="field">
          <label class="question" for="last">
            {say('track:check.label')}
          </label>
          <p class="hint" id="last-hint">
            {say('track:check.lead')}
          </p>
          <input
            id="last"
            name="last"
            type="text"
            inputMode="numeric"
            maxLength={30}
            autocomplete="off"
            aria-describedby="last-hint"
          />
        </div>
        <button class="button button-big" type="submit">
          {say('track:check.do')}
        </button>
      </form>
      <p class="actions">
        <a class="button button-plain" href="/help/done">
          {say('track:check.again')}
        </a>{' '}
        <a class="button button-plain" href="/r">
          {say('track:check.skip')}
        </a>
      </p>
    </>
  );
}

/** She has them: the digits are not shown again. */
export function KeptHead({ tongue: { say }, number }: CheckProps & { readonly number: string }): JSX.Element {
  return (
    <>
      <h1>{say('track:check.right_heading')}</h1>
      <p class="lead">{say('track:check.right', { number })}</p>
      <p>
        <b>{say('report:done.danger')}</b>
      </p>
    </>
  );
}
