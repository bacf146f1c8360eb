import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';
import { momentText } from './moment.js';

interface TestCodeProps {
  readonly tongue: Tongue;
  /** Six digits of today. */
  readonly code: string;
  readonly testedAt: Date | null;
}

/** How to get it oneself first, as everybody will. */
export function TestCode({ tongue: { say }, code, testedAt }: TestCodeProps): JSX.Element {
  return (
    <section class="panel">
      <h2>{say('console-tips:test.heading')}</h2>
      <p>{say('console-tips:test.how')}</p>
      <p class="once">/test {code}</p>
      <p>
        {testedAt
          ? say('console-tips:test.tried', { time: momentText(testedAt) })
          : say('console-tips:test.not_yet')}
      </p>
    </section>
  );
}
