import type { JSX } from 'preact';
import type { ConsoleCall } from '../route.js';

/** The hidden fields that every form needs. */
export function Secrets({ secrets }: { readonly secrets: ConsoleCall['secrets'] }): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={secrets.csrf} />
      <input type="hidden" name="submission" value={secrets.submission} />
    </>
  );
}
