import type { JSX } from 'preact';
import type { Tongue } from './tongue.js';

/** Beside the button that sends a report: keeps it for later instead. */
export function SaveLater({ tongue: { say } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <>
      <p class="actions">
        <button class="button button-plain" type="submit" formaction="/help/draft/save" formnovalidate>
          {say('draft:form.save')}
        </button>
      </p>
      <p class="hint">{say('draft:form.save_hint')}</p>
    </>
  );
}

/** The way to what was saved before. */
export function SavedBefore({ tongue: { say } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <p>
      {say('draft:form.have')}{' '}
      <a class="way" href="/help/draft">
        {say('draft:form.have_action')}
      </a>
    </p>
  );
}
