import type { JSX } from 'preact';
import type { DangerAnswers, DangerScale, DangerSheet } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Notice } from '../views/marks.js';
import { EarlierFindings, LatestFinding } from './danger-finding.js';
import { DangerForm } from './danger-form.js';
import { DangerAlarm } from './danger-marks.js';

export interface DangerPageProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly scale: DangerScale;
  readonly sheet: DangerSheet;
  readonly isDone: boolean;
  /** What was chosen in a form that could not be taken, and why not. */
  readonly failed?: { readonly answers: DangerAnswers; readonly problem: string };
}

/** The danger of a case: what was found and what follows, then the questions. */
export function DangerPage({ sheet, isDone, failed, ...shown }: DangerPageProps): JSX.Element {
  const { say } = shown.tongue;
  const [latest, ...earlier] = sheet.findings;
  return (
    <div class="case">
      <p>
        <a href={`/console/cases/${sheet.id}`}>{say('console-danger:back')}</a>
      </p>
      <h1>{say('console-danger:heading')}</h1>
      <p class="soft">
        {say('console-danger:case')} {sheet.number}
      </p>
      {isDone && (
        <Notice mood="good">
          <p>{say('console-danger:done')}</p>
        </Notice>
      )}
      {failed && (
        <Notice mood="alarm">
          <p>{failed.problem}</p>
        </Notice>
      )}
      <DangerAlarm say={say} findings={sheet.findings} />
      {latest && <LatestFinding {...shown} finding={latest} state={sheet.state} />}
      <DangerForm {...shown} caseId={sheet.id} answers={failed?.answers ?? {}} isFirst={!latest} />
      <EarlierFindings {...shown} findings={earlier} />
    </div>
  );
}
