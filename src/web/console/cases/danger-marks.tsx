import type { JSX } from 'preact';
import { type DangerFinding, type DangerLevel, isHighStanding } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge, type Mood, Notice } from '../views/marks.js';

const MOODS: Readonly<Record<DangerLevel, Mood>> = {
  high: 'alarm',
  medium: 'warn',
  unclear: 'warn',
  low: 'plain',
};

interface DangerBadgeProps {
  readonly say: Tongue['say'];
  readonly level: DangerLevel;
}

/** What an assessment came to, in a word. */
export function DangerBadge({ say, level }: DangerBadgeProps): JSX.Element {
  return <Badge mood={MOODS[level]} text={say(`console-danger:levels.${level}`)} />;
}

interface DangerAlarmProps {
  readonly say: Tongue['say'];
  readonly findings: readonly DangerFinding[];
}

/** While high danger stands nobody mediates; police and upper Federation are told. */
export function DangerAlarm({ say, findings }: DangerAlarmProps): JSX.Element | null {
  const results = findings.map(({ result }) => result);
  return isHighStanding(results) ? (
    <Notice mood="alarm">
      <p>
        <strong>{say('console-danger:alarm.title')}</strong> {say('console-danger:alarm.text')}
      </p>
      {results[0]?.level !== 'high' && <p>{say('console-danger:alarm.earlier')}</p>}
    </Notice>
  ) : null;
}
