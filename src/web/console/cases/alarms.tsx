import type { JSX } from 'preact';
import type { CaseFile, CaseState } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';
import { When } from './when.js';

const OVER: readonly CaseState[] = ['not_accepted', 'closed', 'archived', 'withdrawn'];

/** What comes before everything else: life in danger, and the duty to tell the police. */
export function Alarms({
  say,
  file,
}: {
  readonly say: Tongue['say'];
  readonly file: CaseFile;
}): JSX.Element | null {
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
