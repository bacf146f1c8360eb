import type { JSX } from 'preact';
import { Skip } from './skip.js';
import type { Tongue } from './tongue.js';

/** Where a quick exit leads: what anybody might have open, from a site that everybody knows. */
export const NEUTRAL_SITE = 'https://www.weather.com.cn/';

/** The way out, first on the page and always in sight. By itself a link; the script blanks the page first and leaves nothing to go back to. */
export function QuickExit({ tongue }: { readonly tongue: Tongue }): JSX.Element {
  const { say } = tongue;
  return (
    <nav class="exit" aria-label={say('report:exit.leave')}>
      <a
        class="exit-link"
        id="exit"
        href="/leave"
        data-away={NEUTRAL_SITE}
        data-two={say('report:exit.press_again', { n: 2 })}
        data-one={say('report:exit.press_again', { n: 1 })}
        data-leaving={say('report:exit.leaving')}
      >
        <b>{say('report:exit.leave')}</b> <span>{say('report:exit.note')}</span>
      </a>
      <Skip tongue={tongue} />
      <span class="exit-keys">{say('report:exit.keys')}</span>
      <span class="exit-status" id="exit-status" role="status" aria-live="assertive" />
    </nav>
  );
}
