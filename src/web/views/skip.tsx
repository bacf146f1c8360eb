import type { JSX } from 'preact';
import type { Tongue } from './tongue.js';

/** For the keyboard: past the head of the page to what it is about. */
export function Skip({ tongue: { t } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <a class="skip" href="#main">
      {t('site.skip')}
    </a>
  );
}
