import type { JSX } from 'preact';
import type { CaseRow } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';

interface OverLimitProps {
  readonly say: Tongue['say'];
  readonly file: Pick<CaseRow, 'overLimit'>;
}

/** What the mark of a report means that came over a limit: it may be true like any other. */
export function OverLimit({ say, file }: OverLimitProps): JSX.Element | null {
  return file.overLimit ? (
    <Notice mood="warn">
      <p>{say('console-cases:over_limit')}</p>
    </Notice>
  ) : null;
}
