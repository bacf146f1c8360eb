import type { JSX } from 'preact';
import {
  type DangerScale,
  type Heard,
  type Intake,
  type IntakeStep,
  stepsOf,
} from '../../domain/cases/index.js';
import { Calls } from './calls.js';
import { SaveLater } from './draft-parts.js';
import { HelpScale } from './help-scale.js';
import { idleWords } from './idle.js';
import { Layout, type PageFiles } from './layout.js';
import type { Tongue } from './tongue.js';

export interface HelpCheckProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly secrets: { readonly token: string; readonly submission: string };
  readonly scale: DangerScale;
  readonly intake: Intake;
  readonly heard: Heard;
}

/** All that she answered, before it is sent: each can be changed, and nothing is kept yet. Danger has its numbers on top. */
export function HelpCheck(props: HelpCheckProps): JSX.Element {
  const { tongue, files, secrets, intake, heard } = props;
  const { say, t } = tongue;
  const isInDanger = heard.isEmergency || intake.danger === 'now' || intake.danger === 'before';
  return (
    <Layout tongue={tongue} files={files} title={t('help.title')} room="help" hasExit>
      <div class="wrap narrow report" {...idleWords(tongue, 'form')}>
        {isInDanger && <Calls tongue={tongue} />}
        <h1>{say('report:check.heading')}</h1>
        <p class="lead">{say('report:check.lead')}</p>
        <form method="post" action="/help" autocomplete="off" class="intake check" novalidate>
          <input type="hidden" name="token" value={secrets.token} />
          <input type="hidden" name="submission" value={secrets.submission} />
          <button class="button button-big" type="submit" name="step" value="send">
            {say('report:form.send')}
          </button>
          <dl class="told">
            {stepsOf(intake, 'page')
              .filter(({ name }) => intake[name] !== undefined)
              .map((step) => (
                <Told key={step.name} tongue={tongue} step={step} intake={intake} />
              ))}
          </dl>
          <p class="hint">{say('report:check.empty')}</p>
          <Dangers {...props} />
          <p class="actions">
            <button class="button button-plain" type="submit" name="step" value="edit">
              {say('report:check.back')}
            </button>
          </p>
          <SaveLater tongue={tongue} />
        </form>
      </div>
    </Layout>
  );
}

interface ToldProps {
  readonly tongue: Tongue;
  readonly step: IntakeStep;
  readonly intake: Intake;
}

/** An answer as it will be sent, and the button that leads back to its question. */
function Told({ tongue, step, intake }: ToldProps): JSX.Element {
  const { say } = tongue;
  const { name } = step;
  const label = say(`report:steps.${name}.label`);
  const given = [intake[name] ?? []].flat();
  return (
    <div>
      <dt>{label}</dt>
      <dd class="words" dir="auto">
        {step.kind === 'text'
          ? given
          : given
              .map((option) => say(`report:steps.${name}.options.${option}`))
              .join(tongue.locale === 'en' ? ', ' : '、')}
      </dd>
      <dd class="change">
        {given.map((value) => (
          <input key={value} type="hidden" name={name} value={value} />
        ))}
        <ChangeButton tongue={tongue} name={name} label={label} />
      </dd>
    </div>
  );
}

interface ChangeProps {
  readonly tongue: Tongue;
  readonly name: string;
  readonly label: string;
}

function ChangeButton({ tongue: { say }, name, label }: ChangeProps): JSX.Element {
  return (
    <button
      class="button button-plain"
      type="submit"
      name="step"
      value={`edit-${name}`}
      aria-label={`${say('report:check.change')} ${label}`}
    >
      {say('report:check.change')}
    </button>
  );
}

/** What she answered of the danger assessment, as a number alone; or the questions, when they fit what she told. */
function Dangers({ tongue, scale, intake, heard }: HelpCheckProps): JSX.Element | null {
  const { say } = tongue;
  const given = Object.entries(intake.assessment ?? {});
  if (given.length === 0) {
    return heard.asksDanger ? <HelpScale tongue={tongue} scale={scale} answers={{}} /> : null;
  }
  return (
    <dl class="told">
      <div>
        <dt>{say('report:scale.label')}</dt>
        <dd>{say('report:scale.given', { n: given.length, of: scale.questions.length })}</dd>
        <dd class="change">
          {given.map(([id, answer]) => (
            <input key={id} type="hidden" name={`answer_${id}`} value={answer} />
          ))}
          <ChangeButton tongue={tongue} name="assessment" label={say('report:scale.label')} />
        </dd>
      </div>
    </dl>
  );
}
