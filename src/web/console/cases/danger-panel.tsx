import type { JSX } from 'preact';
import type { CaseFile } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';
import { DangerAlarm, DangerBadge } from './danger-marks.js';
import { When } from './when.js';

interface DangerProps {
  readonly say: Tongue['say'];
  readonly file: CaseFile;
}

const isViolence = ({ category }: CaseFile) => category === 'domestic_violence';

/** What the danger forbids, before anything else is read. */
export function DangerFirst({ say, file }: DangerProps): JSX.Element {
  return (
    <>
      <DangerAlarm say={say} findings={file.dangers} />
      {isViolence(file) && file.intake.wish?.includes('mediation') && (
        <Notice mood="warn">
          <p>
            <strong>{say('console-danger:wish.title')}</strong> {say('console-danger:wish.text')}
          </p>
        </Notice>
      )}
    </>
  );
}

/** How the danger was assessed last, and the way to do it. */
export function DangerPanel({ say, file }: DangerProps): JSX.Element {
  const [latest] = file.dangers;
  return (
    <section class="panel" id="danger">
      <h2>{say('console-danger:heading')}</h2>
      {latest ? (
        <p>
          <DangerBadge say={say} level={latest.result.level} /> <When at={latest.at} /> ·{' '}
          {latest.staffName ?? say('console-danger:by_her')}
        </p>
      ) : (
        <p>
          {say('console-danger:panel.none')} {isViolence(file) && say('console-danger:panel.first')}
        </p>
      )}
      <p>
        <a href={`/console/cases/${file.id}/danger`}>
          {say(`console-danger:panel.${latest ? 'more' : 'begin'}`)}
        </a>
      </p>
    </section>
  );
}
