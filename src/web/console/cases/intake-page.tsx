import type { JSX } from 'preact';
import { INTAKE_STEPS, type IntakeStep, optionsOf } from '../../../domain/cases/index.js';
import type { Answers, Problem, Problems } from '../../public/help-form.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { SelectField, TextArea, TextField } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';

export interface IntakePageProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly answers: Answers;
  readonly problems: Problems;
  /** Why the whole form could not be taken. */
  readonly failure?: string | undefined;
}

/** The intake form on one page, for somebody who is on the phone or stands at the counter. */
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
      <form method="post" action="/console/intake" class="panel">
        <Secrets secrets={secrets} />
        {INTAKE_STEPS.map((step) => (
          <Step key={step.name} {...props} step={step} />
        ))}
        <button class="button" type="submit">
          {say('console-cases:intake.send')}
        </button>
      </form>
    </div>
  );
}

function Step(props: IntakePageProps & { readonly step: IntakeStep }): JSX.Element {
  const { say, answers, problems, step } = props;
  const common = {
    name: step.name,
    label: say(`report:steps.${step.name}.question`),
    hint: say(`report:steps.${step.name}.hint`),
    problem: sentenceOf(say, step, problems[step.name]),
    value: answers[step.name] ?? '',
  };
  if (step.kind === 'choice') {
    const choices = optionsOf(step, 'page').map((value) => ({
      value,
      label: say(`report:steps.${step.name}.options.${value}`),
    }));
    return (
      <SelectField
        {...common}
        choices={[{ value: '', label: say('console-cases:report.unsaid') }, ...choices]}
      />
    );
  }
  return step.long ? (
    <TextArea {...common} rows={8} most={step.most} required={step.required === true} />
  ) : (
    <TextField {...common} type={step.name === 'phone' ? 'tel' : 'text'} most={step.most} />
  );
}

function sentenceOf(say: Tongue['say'], step: IntakeStep, problem: Problem | undefined): string | undefined {
  return problem && say(`report:form.${problem}`, { limit: step.kind === 'text' ? step.most : 0 });
}
