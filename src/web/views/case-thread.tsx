import type { JSX } from 'preact';
import type { TrackedLine } from '../../domain/cases/index.js';
import { timeIn } from './moments.js';
import type { Tongue } from './tongue.js';

interface CaseThreadProps {
  readonly tongue: Tongue;
  readonly lines: readonly TrackedLine[];
}

/** What both sides wrote and how the case moved, oldest first. */
export function CaseThread({ tongue, lines }: CaseThreadProps): JSX.Element {
  const { say } = tongue;
  return (
    <section aria-labelledby="thread-title">
      <h2 id="thread-title">{say('report:case.thread')}</h2>
      {lines.length === 0 ? (
        <p class="hint">{say('report:case.empty')}</p>
      ) : (
        <ol class="log thread">
          {lines.map((line, at) => (
            <Line key={at} tongue={tongue} line={line} />
          ))}
        </ol>
      )}
    </section>
  );
}

interface LineProps {
  readonly tongue: Tongue;
  readonly line: TrackedLine;
}

function Line({ tongue: { locale, say }, line }: LineProps): JSX.Element {
  const time = (
    <time class="when" dateTime={line.at.toISOString()}>
      {timeIn(locale, line.at)}
    </time>
  );
  if (line.kind === 'asked') {
    return (
      <li class="step">
        {say(`track:asks.${line.ask}.line`, {
          rating: line.rating === null ? '' : say(`track:asks.rating.${line.rating}`),
        })}{' '}
        {time}
        {line.text !== null && (
          <p class="words" dir="auto">
            {line.text}
          </p>
        )}
      </li>
    );
  }
  if (line.kind === 'state') {
    return (
      <li class="step">
        {say('report:case.step', { state: say(`report:states.${line.state}.name`) })} {time}
      </li>
    );
  }
  const isHers = line.kind === 'from_reporter';
  return (
    <li class={isHers ? 'line line-in' : 'line line-out'}>
      <div class="bubble">
        <span class="thread-who">{isHers ? say('report:case.you') : say('report:case.staff')}</span>
        <p class="words" dir="auto">
          {line.text}
        </p>
        {time}
      </div>
    </li>
  );
}
