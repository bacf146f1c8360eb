import type { JSX } from 'preact';
import { Notice } from '../views/marks.js';
import type { Tongue } from '../../views/tongue.js';
import { Alarms } from './alarms.js';
import { Badges } from './badges.js';
import { Category } from './category.js';
import { Clocks } from './clocks.js';
import { DangerFirst, DangerPanel } from './danger-panel.js';
import { EvidencePanel } from './evidence.js';
import type { CategoryGuide } from './guide.js';
import { Judgements } from './judgements.js';
import { LeftInHurry } from './left-in-hurry.js';
import { type FormsProps, Moves } from './moves.js';
import { OverLimit } from './over-limit.js';
import { Report } from './report.js';
import { UnsafeChannel } from './safe-contact.js';
import { Timeline } from './timeline.js';
import { WaitingAsks } from './waiting-asks.js';
import { When } from './when.js';
import { WritingForm } from './writing.js';

export interface CasePageProps extends Omit<FormsProps, 'say'> {
  readonly tongue: Tongue;
  readonly guide: CategoryGuide;
  readonly township: string | null;
  /** Whether it calls staff, and nobody has taken it yet. */
  readonly calls: boolean;
  /** What has just been done, as a key of `console-cases:done`. */
  readonly done?: string | undefined;
  readonly now: Date;
}

/** A case as its officer works on it: dangers, what she told, deadlines, what was done, what can be done. */
export function CasePage(props: CasePageProps): JSX.Element {
  const { tongue, secrets, file, calls, guide, done, failed, now } = props;
  const { say } = tongue;
  const forms = { ...props, say };
  return (
    <div class="case">
      <Heading {...props} />
      {done !== undefined && (
        <Notice mood="good">
          <p>{say(`console-cases:done.${done}`)}</p>
        </Notice>
      )}
      {failed && <NotTaken say={say} file={file} failed={failed} />}
      <DangerFirst say={say} file={file} />
      <Alarms say={say} secrets={secrets} file={file} calls={calls} />
      <LeftInHurry {...forms} />
      <UnsafeChannel say={say} file={file} />
      <WaitingAsks say={say} file={file} />
      <OverLimit say={say} file={file} />
      <div class="case-columns">
        <div>
          <Report say={say} file={file} />
          <Judgements {...forms} />
          <EvidencePanel {...forms} />
          <Timeline say={say} entries={file.entries} />
          <Category tongue={tongue} file={file} guide={guide} />
        </div>
        <div>
          <Clocks say={say} clocks={file.clocks} now={now} />
          <DangerPanel say={say} file={file} />
          {file.minor && <WritingForm {...forms} name="police" />}
          <Moves {...forms} />
          <WritingForm {...forms} name="message" />
          <WritingForm {...forms} name="note" />
        </div>
      </div>
    </div>
  );
}

interface NotTakenProps extends Pick<FormsProps, 'say' | 'file'> {
  readonly failed: NonNullable<FormsProps['failed']>;
}

/** Why a form could not be taken. Its words stand in it still, or here when the case no longer has that form. */
function NotTaken({ say, file, failed: { draft, problem } }: NotTakenProps): JSX.Element {
  const isGone =
    draft.form.startsWith('move-') && !file.transitions.includes(draft.form.slice('move-'.length));
  return (
    <Notice mood="alarm">
      <p>{problem}</p>
      {draft.text !== '' && <p>{say(`console-cases:kept.${isGone ? 'here' : 'below'}`)}</p>}
      {draft.text !== '' && isGone && (
        <p class="words" dir="auto">
          {draft.text}
        </p>
      )}
    </Notice>
  );
}

function Heading({ tongue: { say }, file, township }: CasePageProps): JSX.Element {
  const facts = [
    say(`console-cases:states.${file.state}`),
    say(`console-cases:channels.${file.channel}`),
    ...(township === null ? [] : [township]),
    file.assignedTo ?? say('console-cases:list.nobody'),
  ];
  return (
    <>
      <p>
        <a href="/console/cases">{say('console-cases:case.back')}</a>
      </p>
      <h1>
        {say('console-cases:case.heading')} {file.number}
      </h1>
      <p>
        <Badges say={say} row={file} />
      </p>
      <p class="soft">
        {facts.join(' · ')} · <When at={file.registeredAt} />
      </p>
    </>
  );
}
