import type { JSX } from 'preact';
import { nobodyThere } from '../../conversation/nobody-there.js';
import type { OnDuty } from '../../domain/duty/index.js';
import type { Tongue } from './tongue.js';

/** When what she wrote is read, and whom to call meanwhile; nothing while somebody is there. */
export function NobodyThere({
  tongue,
  duty,
}: {
  readonly tongue: Tongue;
  readonly duty: OnDuty;
}): JSX.Element {
  const lines = nobodyThere(duty, 'report', tongue)?.split('\n') ?? [];
  return (
    <>
      {lines.map((line) => (
        <p key={line}>
          <b>{line}</b>
        </p>
      ))}
    </>
  );
}
