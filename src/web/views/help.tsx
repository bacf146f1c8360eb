import type { JSX } from 'preact';
import {
  type DangerAnswers,
  type DangerScale,
  INTAKE_STEPS,
  type IntakeStep,
  READY,
} from '../../domain/cases/index.js';
import { Calls } from './calls.js';
import { SaveLater, SavedBefore } from './draft-parts.js';
import { Field, type FieldAnswers, type FieldProblems, problemText } from './help-fields.js';
import { HelpMore } from './help-more.js';
import { idleWords } from './idle.js';
import { Layout, type PageFiles } from './layout.js';
import { Notice, type NoticeText } from './notice.js';
import type { Tongue } from './tongue.js';
import { Trap } from './trap.js';

export interface HelpProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  /** What the form proves, and the token that makes a form sent twice one report. */
  readonly secrets: { readonly token: string; readonly submission: string };
  readonly scale: DangerScale;
  /** Answers that could not be taken, or are to be changed: they stay in the form. */
  readonly answers?: FieldAnswers;
  readonly assessment?: DangerAnswers;
  readonly ready?: string | undefined;
  readonly problems?: FieldProblems;
  /** The question at which the page opens. */
  readonly focus?: string | undefined;
  readonly notice?: NoticeText;
}

/** The intake form as one page: numbers for danger first, what to know before writing, the short form, and all else folded. */
export function Help(props: HelpProps): JSX.Element {
  const { tongue, files, secrets, notice, answers = {}, problems = {} } = props;
  const { say, t } = tongue;
  const isNew = !notice && Object.keys(problems).length === 0 && Object.keys(answers).length === 0;
  const focus = props.focus ?? INTAKE_STEPS.find((step) => problems[step.name])?.name;
  const shown = { ...props, answers, problems, focus, assessment: props.assessment ?? {} };
  return (
    <Layout tongue={tongue} files={files} title={t('help.title')} room="help" hasExit>
      <div class="wrap narrow report" {...idleWords(tongue, 'form', isNew ? 'typing' : 'now')}>
        <h1>{say('report:help.heading')}</h1>
        <p class="lead">{say('report:help.lead')}</p>
        <Notice notice={notice} />
        <Summary tongue={tongue} problems={problems} />
        {isNew && <Before tongue={tongue} />}
        {isNew && <SavedBefore tongue={tongue} />}
        <form method="post" action="/help" autocomplete="off" class="intake" id="intake" novalidate>
          <input type="hidden" name="token" value={secrets.token} />
          <input type="hidden" name="submission" value={secrets.submission} />
          <Trap tongue={tongue} />
          <Short {...shown} />
          <p class="hint">{say('report:form.send_note')}</p>
          <button class="button button-big" type="submit" name="step" value="send">
            {say('report:form.send')}
          </button>
          <p class="hint">{say('report:form.send_short')}</p>
          <HelpMore {...shown} />
          <SaveLater tongue={tongue} />
        </form>
      </div>
    </Layout>
  );
}

const SHORT = INTAKE_STEPS.filter(({ group }) => group === 'told');

interface ShortProps extends Pick<HelpProps, 'tongue' | 'ready'> {
  readonly answers: FieldAnswers;
  readonly problems: FieldProblems;
  readonly focus: string | undefined;
}

/** The quick way: whether there is danger, and what happened, in her words or in a prepared sentence. What staff report of a minor is said before she tells. */
function Short(props: ShortProps): JSX.Element {
  const field = (step: IntakeStep) => <Field key={step.name} {...props} step={step} />;
  return (
    <>
      {SHORT.filter(({ required }) => !required).map(field)}
      <p class="notice notice-young">{props.tongue.say('report:minor_notice')}</p>
      {SHORT.filter(({ required }) => required).map(field)}
      <Ready {...props} />
    </>
  );
}

function Ready({ tongue: { say }, ready = '' }: ShortProps): JSX.Element {
  return (
    <fieldset class="choose field">
      <legend>{say('report:form.ready')}</legend>
      <div class="options">
        {[...READY, ''].map((name) => (
          <label key={name} class="option">
            <input type="radio" name="ready" value={name} checked={name === ready} />
            <span>{name === '' ? say('report:form.ready_none') : say(`report:ready.${name}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const KNOW = ['next', 'who', 'law', 'minor'] as const;

function Before({ tongue }: { readonly tongue: Tongue }): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <Calls tongue={tongue} />
      <section class="card card-strong know" aria-labelledby="know-title">
        <h2 id="know-title">{say('report:help.know_title')}</h2>
        <ul>
          {KNOW.map((item) => (
            <li key={item}>{say(`report:help.know_${item}`)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface SummaryProps {
  readonly tongue: Tongue;
  readonly problems: FieldProblems;
}

function Summary({ tongue, problems }: SummaryProps): JSX.Element | null {
  const wrong = INTAKE_STEPS.flatMap((step) => {
    const problem = problems[step.name];
    return problem ? [{ step, problem }] : [];
  });
  return wrong.length === 0 ? null : (
    <div class="notice notice-alarm" role="alert">
      <p>{tongue.say('report:form.errors_title')}</p>
      <ul>
        {wrong.map(({ step, problem }) => (
          <li key={step.name}>
            <a href={`#${step.name}`}>
              {tongue.say(`report:steps.${step.name}.label`)}: {problemText(tongue, step, problem)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
