import type { JSX } from 'preact';
import type { CaseLine } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { DangerBadge } from './danger-marks.js';
import { When } from './when.js';

interface TimelineProps {
  readonly say: Tongue['say'];
  readonly entries: readonly CaseLine[];
}

/** What was said, noted and decided, oldest first. */
export function Timeline({ say, entries }: TimelineProps): JSX.Element {
  return (
    <section class="panel" id="timeline">
      <h2>{say('console-cases:timeline.heading')}</h2>
      {entries.length === 0 && <p>{say('console-cases:timeline.empty')}</p>}
      <ol class="timeline">
        {entries.map((entry) => (
          <li key={entry.id} class={`entry entry-${entry.kind}`}>
            <p class="entry-head">
              <strong>{titleOf(say, entry)}</strong> · {entry.staffName ?? say('console-cases:timeline.her')}{' '}
              · <When at={entry.at} /> {entry.danger && <DangerBadge say={say} level={entry.danger} />}
            </p>
            {entry.rating && <p>{say(`console-cases:ratings.${entry.rating}`)}</p>}
            {entry.text !== null && (
              <p class="words" dir="auto">
                {entry.text}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function titleOf(say: Tongue['say'], { kind, transition }: CaseLine): string {
  return kind === 'transition' && transition !== null
    ? say(`console-cases:transitions.${transition}`)
    : say(`console-cases:timeline.kinds.${kind}`);
}
