import type { JSX } from 'preact';
import type { OpenAlarm } from '../../../domain/alarm/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Moment } from '../views/moment.js';
import { Secrets } from '../views/secrets.js';

export interface OpenAlarmsProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly alarms: readonly OpenAlarm[];
  /** Whether she may take one: else she sees since when, and nothing to press. */
  readonly mayTake: boolean;
}

/** What nobody has taken yet, the longest waiting first; not a word of what it is. */
export function OpenAlarms({ tongue, secrets, alarms, mayTake }: OpenAlarmsProps): JSX.Element | null {
  const { say } = tongue;
  return alarms.length === 0 ? null : (
    <section class="panel alarms" id="alarms">
      <h2>{say('console-alarms:list.heading')}</h2>
      <ul>
        {alarms.map(({ caseId, level, raisedAt }) => (
          <li key={caseId} class="alarm-row">
            <span>
              <Moment tongue={tongue} at={raisedAt} /> · {say(`console-alarms:levels.${level}`)}
            </span>
            {mayTake && (
              <>
                <TakeAlarm say={say} secrets={secrets} caseId={caseId} />
                <a class="button button-plain" href={`/console/cases/${caseId}`}>
                  {say('console-alarms:list.open')}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "I take care of it": nobody else is called any more. */
export function TakeAlarm({
  say,
  secrets,
  caseId,
}: {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly caseId: string;
}): JSX.Element {
  return (
    <form method="post" action={`/console/cases/${caseId}/alarm`} class="take-alarm">
      <Secrets secrets={secrets} />
      <button class="button">{say('console-alarms:take')}</button>
    </form>
  );
}
