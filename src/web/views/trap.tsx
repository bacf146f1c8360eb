import type { JSX } from 'preact';
import type { Tongue } from './tongue.js';

export const TRAP = 'homepage';

/** A field that people don't see and screen readers don't read: whatever is filled in there, a program did it. */
export function Trap({ tongue: { say } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <p class="trap" aria-hidden="true">
      <label for={TRAP}>{say('draft:form.trap')}</label>
      <input id={TRAP} name={TRAP} type="text" tabIndex={-1} autocomplete="off" />
    </p>
  );
}
