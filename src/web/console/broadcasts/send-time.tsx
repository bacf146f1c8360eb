import type { JSX } from 'preact';
import { nextAllowed } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { momentText } from './moment.js';

/** When it goes out, and that nobody is disturbed at night. */
export function SendTime({
  tongue: { say },
  sendAt,
}: {
  readonly tongue: Tongue;
  readonly sendAt: Date | null;
}): JSX.Element {
  if (!sendAt) {
    return <p>{say('console-tips:when.now')}</p>;
  }
  const allowed = nextAllowed(sendAt);
  return (
    <>
      <p>{say('console-tips:when.at', { time: momentText(sendAt) })}</p>
      {allowed > sendAt && <p>{say('console-tips:when.moved', { time: momentText(allowed) })}</p>}
    </>
  );
}
