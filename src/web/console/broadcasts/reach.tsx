import type { JSX } from 'preact';
import type { Broadcasts } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';

/** How many people it goes to now, by channel. */
export function Reach({
  tongue: { say },
  reach: { telegram, page },
}: {
  readonly tongue: Tongue;
  readonly reach: Awaited<ReturnType<Broadcasts['count']>>;
}): JSX.Element {
  const all = telegram + page;
  return (
    <section class="panel">
      <h2>{say('console-tips:preview.people', { n: all })}</h2>
      <p>
        {all === 0
          ? say('console-tips:preview.nobody')
          : say('console-tips:preview.by_channel', { telegram, page })}
      </p>
    </section>
  );
}
