import { Fragment, type JSX } from 'preact';
import type { CampaignState, Progress } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { ProgressBar } from '../views/marks.js';
import { doneOf, linesOf, meaningsOf } from './progress.js';

interface ResultProps {
  readonly tongue: Tongue;
  readonly id: string;
  readonly state: CampaignState;
  readonly progress: Progress;
  /** Whether the page renews itself while it is sent. */
  readonly renews: boolean;
}

/** How far a campaign is, and what became of it. */
export function Result({ tongue, id, state, progress, renews }: ResultProps): JSX.Element {
  const { say } = tongue;
  const counts = { done: doneOf(progress), all: progress.recipients };
  return (
    <section class="panel">
      <h2>{say('console-tips:progress.heading')}</h2>
      <ProgressBar
        label={say('console-tips:progress.heading')}
        done={counts.done}
        total={counts.all}
        text={say('console-tips:progress.bar', counts)}
      />
      {state === 'sending' && <Renewing tongue={tongue} id={id} renews={renews} />}
      <Lines tongue={tongue} progress={progress} />
      {progress.possiblyTwice > 0 && <p>{say('console-tips:progress.possibly_twice_why')}</p>}
      <Reasons tongue={tongue} reasons={progress.reasons} />
    </section>
  );
}

/** Says that the page renews itself, and lets those who read slowly stop it. */
function Renewing({
  tongue: { say },
  id,
  renews,
}: Pick<ResultProps, 'tongue' | 'id' | 'renews'>): JSX.Element {
  const page = `/console/broadcasts/${id}`;
  return (
    <p>
      {renews && `${say('console-tips:progress.refreshing')} `}
      <a href={renews ? `${page}?still=1` : page}>
        {renews ? say('console-tips:progress.still') : say('console-tips:progress.again')}
      </a>
    </p>
  );
}

function Lines({ tongue: { say }, progress }: Pick<ResultProps, 'tongue' | 'progress'>): JSX.Element {
  return (
    <dl class="facts">
      {linesOf(progress).map(([name, people]) => (
        <Fragment key={name}>
          <dt>{say(`console-tips:progress.${name}`)}</dt>
          <dd>{say('console-tips:progress.people', { n: people })}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Reasons({
  tongue: { say },
  reasons,
}: {
  readonly tongue: Tongue;
  readonly reasons: Progress['reasons'];
}): JSX.Element | null {
  const meanings = meaningsOf(reasons);
  return meanings.length === 0 ? null : (
    <>
      <h3>{say('console-tips:progress.why')}</h3>
      <dl class="facts">
        {meanings.map(({ meaning, code, people }) => (
          <Fragment key={`${meaning} ${code}`}>
            <dt>{say(`console-tips:reason.${meaning}`, { code })}</dt>
            <dd>{say('console-tips:progress.people', { n: people })}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
