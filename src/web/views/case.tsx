import type { JSX } from 'preact';
import { ENDED_STATES, MOST, type TrackedCase } from '../../domain/cases/index.js';
import { CaseAsks, type FailedAsk } from './case-asks.js';
import { CaseFiles } from './case-files.js';
import { CaseThread } from './case-thread.js';
import { idleWords } from './idle.js';
import { Layout, type PageFiles } from './layout.js';
import { deadlineIn, timeIn } from './moments.js';
import { Notice, type NoticeText } from './notice.js';
import type { Tongue } from './tongue.js';

export interface CasePageProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly secrets: { readonly token: string; readonly submission: string };
  /** Unknown while the database is away: then only her words are there. */
  readonly tracked: TrackedCase | 'unknown';
  readonly notice?: NoticeText;
  /** A message that could not be taken: it stays in the box. */
  readonly draft?: string;
  readonly problem?: 'missing' | 'too_long';
  /** Something she asked for that could not be taken. */
  readonly asked?: FailedAsk;
}

/** Her case: where it stands, when she hears, what both sides wrote, and a box to write in. */
export function CasePage(props: CasePageProps): JSX.Element {
  const { tongue, files, tracked, notice } = props;
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('track.title')} room="track" hasExit>
      <div class="wrap narrow report" id="case" {...idleWords(tongue, 'form')}>
        <h1>
          {say('report:case.heading')}{' '}
          {tracked !== 'unknown' && <span class="case-number">{tracked.number}</span>}
        </h1>
        <Notice notice={notice} />
        {tracked !== 'unknown' && (
          <>
            <State tongue={tongue} tracked={tracked} />
            <CaseThread tongue={tongue} lines={tracked.lines} />
          </>
        )}
        <Write {...props} />
        {tracked !== 'unknown' && (
          <CaseFiles tongue={tongue} token={props.secrets.token} owned={tracked.files} />
        )}
        {(tracked !== 'unknown' || props.asked) && <CaseAsks {...props} />}
        <p class="actions">
          <a class="button button-plain" href="/leave?why=done">
            {say('report:case.leave')}
          </a>
        </p>
        <p class="hint">{say('report:case.leave_note')}</p>
      </div>
    </Layout>
  );
}

interface StateProps {
  readonly tongue: Tongue;
  readonly tracked: TrackedCase;
}

function State({ tongue, tracked }: StateProps): JSX.Element {
  const { locale, say } = tongue;
  const { state, clocks, registeredAt } = tracked;
  return (
    <section class="card card-strong">
      <h2>{say('report:case.state', { state: say(`report:states.${state}.name`) })}</h2>
      <p>{say(`report:states.${state}.next`)}</p>
      {!ENDED_STATES.includes(state) && <p>{say('track:holder')}</p>}
      <Waiting tongue={tongue} tracked={tracked} />
      {clocks.length > 0 && (
        <ul class="dates" aria-label={say('report:case.dates')}>
          {clocks.map(({ kind, dueAt }) => (
            <li key={kind}>{say(`report:clocks.${kind}`, { date: deadlineIn(locale, dueAt) })}</li>
          ))}
        </ul>
      )}
      <p class="hint">{say('report:case.registered', { at: timeIn(locale, registeredAt) })}</p>
    </section>
  );
}

/** What she asked for and still waits, and by when we aim to call. */
function Waiting({ tongue: { locale, say }, tracked: { waiting, callBy } }: StateProps): JSX.Element {
  return (
    <>
      {waiting.map((ask) => (
        <p key={ask}>{say(`track:asks.${ask}.waiting`)}</p>
      ))}
      {waiting.includes('callback') && (
        <p>
          {callBy
            ? say('track:asks.callback.by', { date: deadlineIn(locale, callBy) })
            : say('track:asks.callback.soon')}
        </p>
      )}
    </>
  );
}

function Write({ tongue: { say }, secrets, draft, problem }: CasePageProps): JSX.Element {
  return (
    <form method="post" action="/r/open" autocomplete="off" class="intake write" id="write" novalidate>
      <input type="hidden" name="token" value={secrets.token} />
      <input type="hidden" name="submission" value={secrets.submission} />
      <label class="question" for="text">
        {say('report:case.write')}
      </label>
      <p class="hint" id="text-hint">
        {say('report:case.write_hint')}
      </p>
      {problem && (
        <p class="problem" id="text-problem" role="alert">
          {problem === 'missing'
            ? say('report:case.missing')
            : say('report:case.too_long', { limit: MOST.message })}
        </p>
      )}
      <textarea
        id="text"
        name="text"
        rows={5}
        maxLength={MOST.message}
        autocomplete="off"
        aria-describedby={problem ? 'text-hint text-problem' : 'text-hint'}
        aria-invalid={problem ? true : undefined}
        autofocus={problem !== undefined}
      >
        {draft}
      </textarea>
      <button class="button" type="submit">
        {say('report:case.send')}
      </button>
    </form>
  );
}
