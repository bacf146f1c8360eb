import type { JSX } from 'preact';
import type { AlarmNews } from '../../../domain/alarm/index.js';
import type { Tongue } from '../../views/tongue.js';
import { ALARMS_PATH } from './address.js';

/** What a page of the console needs to tell of emergencies as long as it stays open. */
export interface AlarmWatch {
  readonly news: AlarmNews;
  /** Whether she may take one: else she finds somebody who may. */
  readonly mayTake: boolean;
  /** How often the page asks whether there is news, in milliseconds. */
  readonly everyMs: number;
}

/** An emergency that nobody has taken, on every page; the script shows and hides it while the page stays open. Says nothing of the case. */
export function AlarmBanner({
  say,
  watch: { news, mayTake, everyMs },
}: {
  readonly say: Tongue['say'];
  readonly watch: AlarmWatch;
}): JSX.Element {
  return (
    <div
      id="alarm"
      class="alarm"
      aria-live="assertive"
      data-from={`/console${ALARMS_PATH}`}
      data-every={everyMs}
      data-open={news.open}
      data-level={news.level}
      data-calls={news.calls}
      data-title={say('console-alarms:banner.title')}
    >
      <p id="alarm-waits" class="alarm-words" hidden={news.open === 0}>
        <strong>{say(`console-alarms:banner.${mayTake ? 'officer' : 'administrator'}`)}</strong>{' '}
        <a href={mayTake ? '/console/cases' : '/console'}>{say('console-alarms:banner.open')}</a>
      </p>
      <p id="alarm-deaf" class="alarm-words alarm-deaf" hidden>
        {say('console-alarms:banner.deaf')}
      </p>
    </div>
  );
}
