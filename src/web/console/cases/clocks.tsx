import type { JSX } from 'preact';
import type { CaseFile } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge } from '../views/marks.js';
import { Deadline } from './badges.js';
import { When } from './when.js';

interface ClocksProps {
  readonly say: Tongue['say'];
  readonly clocks: CaseFile['clocks'];
  readonly now: Date;
}

/** Every deadline of the case: what runs, what is over, what was kept. */
export function Clocks({ say, clocks, now }: ClocksProps): JSX.Element {
  return (
    <section class="panel" id="deadlines">
      <h2>{say('console-cases:deadlines.heading')}</h2>
      {clocks.length === 0 && <p>{say('console-cases:list.no_deadline')}</p>}
      <ul class="plain">
        {clocks.map((clock) => (
          <li key={clock.kind}>
            {clock.stoppedAt === null ? (
              <Deadline say={say} clock={clock} now={now} />
            ) : (
              <>
                {say(`console-cases:clocks.${clock.kind}`)}{' '}
                <Badge
                  mood={clock.stoppedAt <= clock.dueAt ? 'good' : 'warn'}
                  text={say(`console-cases:deadlines.${clock.stoppedAt <= clock.dueAt ? 'kept' : 'late'}`)}
                />{' '}
                <When at={clock.stoppedAt} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
