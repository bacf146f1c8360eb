import type { JSX } from 'preact';
import type { CaseFile, CaseState } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { TakeAlarm } from '../alarms/index.js';
import type { ConsoleCall } from '../route.js';
import { Notice } from '../views/marks.js';
import { When } from './when.js';

const OVER: readonly CaseState[] = ['not_accepted', 'closed', 'archived', 'withdrawn'];

interface AlarmsProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly file: CaseFile;
  /** Whether it calls, and nobody has taken it yet. */
  readonly calls: boolean;
}

/** What comes before everything else: who takes care of it, life in danger, and the duty to tell the police. */
export function Alarms(props: AlarmsProps): JSX.Element {
  return (
    <>
      <Taking {...props} />
      <Dangers {...props} />
    </>
  );
}

function Taking({ say, secrets, file, calls }: AlarmsProps): JSX.Element | null {
  return calls ? (
    <Notice mood="alarm">
      <p>
        <strong>{say('console-alarms:case')}</strong>
      </p>
      <TakeAlarm say={say} secrets={secrets} caseId={file.id} />
    </Notice>
  ) : null;
}

function Dangers({ say, file }: AlarmsProps): JSX.Element | null {
  const police = file.clocks.find(({ kind, stoppedAt }) => kind === 'mandatory_report' && stoppedAt === null);
  return OVER.includes(file.state) ? null : (
    <>
      {file.urgency === 'emergency' && (
        <Notice mood="alarm">
          <p>
            <strong>{say('console-cases:alarms.emergency_title')}</strong>{' '}
            {say('console-cases:alarms.emergency')}
          </p>
        </Notice>
      )}
      {file.suicide && (
        <Notice mood="alarm">
          <p>
            <strong>{say('console-cases:alarms.suicide_title')}</strong> {say('console-cases:alarms.suicide')}
          </p>
        </Notice>
      )}
      {police && (
        <Notice mood="alarm">
          <p>
            <strong>{say('console-cases:alarms.police_title')}</strong> {say('console-cases:alarms.police')}{' '}
            <a href="#police">{say('console-cases:alarms.police_link')}</a>{' '}
            <span>
              {say('console-cases:alarms.police_until')} <When at={police.dueAt} />
            </span>
          </p>
        </Notice>
      )}
    </>
  );
}
