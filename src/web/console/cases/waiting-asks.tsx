import type { JSX } from 'preact';
import type { CaseFile } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';

interface WaitingAsksProps {
  readonly say: Tongue['say'];
  readonly file: Pick<CaseFile, 'waiting' | 'entries'>;
}

/** What she asked for and nobody has spoken with her about: before everything but danger. */
export function WaitingAsks({ say, file }: WaitingAsksProps): JSX.Element {
  const call = file.entries.findLast(({ kind }) => kind === 'callback_wanted');
  return (
    <>
      {file.waiting.map((ask) => (
        <Notice key={ask} mood="warn">
          <p>
            <strong>{say(`console-cases:waiting.${ask}_title`)}</strong> {say(`console-cases:waiting.${ask}`)}
          </p>
          {ask === 'callback' && call?.text && (
            <p>
              {say('console-cases:waiting.when')}{' '}
              <span class="words" dir="auto">
                {call.text}
              </span>
            </p>
          )}
        </Notice>
      ))}
    </>
  );
}
