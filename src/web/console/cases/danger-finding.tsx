import type { JSX } from 'preact';
import {
  type CaseState,
  type DangerFinding,
  type DangerResult,
  type DangerScale,
  ENDED_STATES,
} from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { FOLLOWS } from './danger-follows.js';
import { DangerBadge } from './danger-marks.js';
import { When } from './when.js';

interface FindingProps {
  readonly tongue: Tongue;
  readonly scale: DangerScale;
  readonly finding: DangerFinding;
}

/** The latest assessment and what follows from it. */
export function LatestFinding(props: FindingProps & { readonly state: CaseState }): JSX.Element {
  const { tongue, finding, state } = props;
  const { say } = tongue;
  const { level } = finding.result;
  return (
    <section class="panel" id="result">
      <h2>{say('console-danger:result.heading')}</h2>
      <FindingHead tongue={tongue} finding={finding} />
      <Bounds say={say} result={finding.result} />
      <p class="soft">{say('console-danger:result.judge')}</p>
      <h3>{say('console-danger:follows.heading')}</h3>
      <ul class="follows">
        {ENDED_STATES.includes(state) && level !== 'low' && <li>{say('console-danger:follows.ended')}</li>}
        {FOLLOWS[level].map((name) => (
          <li key={name}>{say(`console-danger:follows.${level}.${name}`)}</li>
        ))}
        <li>{say('console-danger:follows.capacity')}</li>
      </ul>
      <Answers {...props} />
    </section>
  );
}

/** The assessments before the latest, the newest first. */
export function EarlierFindings({
  findings,
  ...shown
}: Omit<FindingProps, 'finding'> & { readonly findings: readonly DangerFinding[] }): JSX.Element | null {
  const { say } = shown.tongue;
  return findings.length === 0 ? null : (
    <section class="panel" id="earlier">
      <h2>{say('console-danger:earlier.heading')}</h2>
      <ol class="timeline">
        {findings.map((finding) => (
          <li key={finding.id} class="entry">
            <FindingHead tongue={shown.tongue} finding={finding} />
            <Answers {...shown} finding={finding} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function FindingHead({ tongue: { say }, finding }: Omit<FindingProps, 'scale'>): JSX.Element {
  const { level, score, unknown } = finding.result;
  return (
    <>
      <p>
        <DangerBadge say={say} level={level} /> <When at={finding.at} /> ·{' '}
        {finding.staffName ?? say('console-danger:by_her')}
      </p>
      <p>
        {say('console-danger:result.score', { score })} · {say('console-danger:result.unknown', { unknown })}
      </p>
    </>
  );
}

/** What the result leaves open. */
function Bounds({
  say,
  result,
}: {
  readonly say: Tongue['say'];
  readonly result: DangerResult;
}): JSX.Element {
  const { level, worst, special } = result;
  const mayRise = level !== 'high' && worst !== 'low' && worst !== level;
  return (
    <>
      {special && <p>{say('console-danger:result.special')}</p>}
      {mayRise && (
        <p>
          {level === 'medium' && say('console-danger:result.at_least')}{' '}
          {say('console-danger:result.may_rise', { level: say(`console-danger:levels.${worst}`) })}
        </p>
      )}
    </>
  );
}

function Answers({ tongue: { say, locale }, scale, finding }: FindingProps): JSX.Element {
  return (
    <details>
      <summary>{say('console-danger:result.answers')}</summary>
      <dl class="told">
        {scale.questions.map(({ id, short }) => (
          <div key={id}>
            <dt>{short[locale]}</dt>
            <dd>{say(`console-danger:form.options.${finding.answers[id] ?? 'unknown'}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
