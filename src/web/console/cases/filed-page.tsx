import type { JSX } from 'preact';
import type { Filed, Slip } from '../../../domain/cases/index.js';
import { Notice } from '../views/marks.js';
import type { Tongue } from '../../views/tongue.js';

interface FiledPageProps {
  readonly say: Tongue['say'];
  readonly filed: Filed;
  /** Null when the digits have been shown. */
  readonly slip: Slip | null;
}

/** What is read out to her who called: number and digits, this once. */
export function FiledPage({ say, filed, slip }: FiledPageProps): JSX.Element {
  return (
    <div class="narrow">
      <h1>{say('console-cases:filed.heading')}</h1>
      <section class="panel">
        <p>{say('console-cases:filed.number')}</p>
        <p class="aloud">{filed.number}</p>
        {slip ? (
          <>
            <p>{say('console-cases:filed.code')}</p>
            <p class="aloud">{slip.code}</p>
            <Notice mood="warn">
              <p>{say('console-cases:filed.once')}</p>
            </Notice>
            <p>{say('console-cases:filed.aloud')}</p>
          </>
        ) : (
          <Notice mood="warn">
            <p>{say('console-cases:filed.gone')}</p>
          </Notice>
        )}
        <p class="actions">
          <a class="button" href={`/console/cases/${filed.caseId}`}>
            {say('console-cases:filed.open')}
          </a>
        </p>
      </section>
    </div>
  );
}
