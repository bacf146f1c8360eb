import type { JSX } from 'preact';
import {
  DESK_CHANNELS,
  type Group,
  GROUPS,
  INTAKE_STEPS,
  type IntakeStep,
  optionsOf,
} from '../../../domain/cases/index.js';
import type { Answers, Problem, Problems } from '../../public/help-form.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { ChoiceField, SelectField, TextArea, TextField } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';

export interface IntakePageProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly answers: Answers;
  readonly problems: Problems;
  /** How and when it was told, as it was typed. */
  readonly told: { readonly channel: string; readonly at: string };
  /** Why the whole form could not be taken. */
  readonly failure?: string | undefined;
}

/** The intake form on one page, for somebody who is on the phone, reads a letter or stands at the counter. */
export function IntakePage(props: IntakePageProps): JSX.Element {
  const { say, secrets, problems, failure } = props;
  const isWrong = failure !== undefined || Object.keys(problems).length > 0;
  return (
    <div class="narrow">
      <h1>{say('console-cases:intake.heading')}</h1>
      <p class="lead">{say('console-cases:intake.lead')}</p>
      {isWrong && (
        <Notice mood="alarm">
          <p>{failure ?? say('report:form.errors_title')}</p>
        </Notice>
      )}
      <Notice mood="warn">
        <p>{say('console-cases:intake.first')}</p>
      </Notice>
      <form method="post" action="/console/intake" class="panel intake">
        <Secrets secrets={secrets} />
        <Told {...props} />
        {GROUPS.map((group) => (
          <Steps key={group} {...props} group={group} />
        ))}
        <button class="button" type="submit">
          {say('console-cases:intake.send')}
        </button>
      </form>
    </div>
  );
}

/** How and when it was really told: the deadlines run from then. */
function Told({ say, told }: IntakePageProps): JSX.Element {
  return (
    <>
      <SelectField
        name="channel"
        label={say('console-cases:intake.channel')}
        value={told.channel}
        choices={DESK_CHANNELS.map((value) => ({ value, label: say(`console-cases:channels.${value}`) }))}
      />
      <TextField
        name="told_at"
        type="datetime-local"
        label={say('console-cases:intake.told_at')}
        hint={say('console-cases:intake.told_at_hint')}
        value={told.at}
      />
    </>
  );
}

/** The questions of the form at the desk. */
const ASKED = INTAKE_STEPS.filter(({ doors }) => doors?.includes('console') ?? true);

function Steps(props: IntakePageProps & { readonly group: Group }): JSX.Element {
  const { say, group } = props;
  return (
    <>
      <h2>{say(`report:groups.${group}`)}</h2>
      {ASKED.filter((step) => step.group === group).map((step) => (
        <Step key={step.name} {...props} step={step} />
      ))}
    </>
  );
}

function Step({
  say,
  answers,
  problems,
  step,
}: IntakePageProps & { readonly step: IntakeStep }): JSX.Element {
  const { name } = step;
  const given = [answers[name] ?? []].flat();
  const shared = {
    name,
    label: say(`report:steps.${name}.question`),
    hint: say(`report:steps.${name}.hint`),
    problem: sentenceOf(say, step, problems[name]),
  };
  if (step.kind === 'text') {
    const box = { ...shared, value: given.join(), most: step.most };
    return step.long ? (
      <TextArea {...box} rows={8} required={step.required === true} />
    ) : (
      <TextField {...box} type={name === 'phone' ? 'tel' : 'text'} />
    );
  }
  const choices = optionsOf(step, 'console').map((value) => ({
    value,
    label: say(`report:steps.${name}.options.${value}`),
  }));
  const unsaid = { value: '', label: say('console-cases:report.unsaid') };
  return step.kind === 'choices' ? (
    <ChoiceField {...shared} kind="checkbox" choices={choices} chosen={given} />
  ) : (
    <SelectField {...shared} choices={[unsaid, ...choices]} value={given.join()} />
  );
}

function sentenceOf(say: Tongue['say'], step: IntakeStep, problem: Problem | undefined): string | undefined {
  return problem && say(`report:form.${problem}`, { limit: step.kind === 'text' ? step.most : 0 });
}
