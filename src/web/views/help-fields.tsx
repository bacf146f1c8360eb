import type { JSX } from 'preact';
import { INTAKE_STEPS, type IntakeStep, optionsOf } from '../../domain/cases/index.js';
import type { Tongue } from './tongue.js';

/** What is wrong with an answer. */
export type FieldProblem = 'missing' | 'too_long';
export type FieldAnswers = Readonly<Partial<Record<IntakeStep['name'], string>>>;
export type FieldProblems = Readonly<Partial<Record<IntakeStep['name'], FieldProblem>>>;

interface FieldsProps {
  readonly tongue: Tongue;
  readonly answers: FieldAnswers;
  readonly problems: FieldProblems;
}

/** Every question of the intake form, one under the other. Those that hang on another answer are there too; the script hides them while they don't apply. */
export function HelpFields({ tongue, answers, problems }: FieldsProps): JSX.Element {
  const first = INTAKE_STEPS.find((step) => problems[step.name])?.name;
  return (
    <>
      {INTAKE_STEPS.map((step) => (
        <div key={step.name} class={step.when ? 'field field-phone' : 'field'}>
          {step.kind === 'choice' ? (
            <Choice tongue={tongue} step={step} answer={answers[step.name]} />
          ) : (
            <Text
              tongue={tongue}
              step={step}
              answer={answers[step.name]}
              problem={problems[step.name]}
              hasFocus={step.name === first}
            />
          )}
        </div>
      ))}
    </>
  );
}

/** The sentence that tells what is wrong with an answer. */
export function problemText({ say }: Tongue, step: IntakeStep, problem: FieldProblem): string {
  return problem === 'missing' || step.kind === 'choice'
    ? say('report:form.missing')
    : say('report:form.too_long', { limit: step.most });
}

interface ChoiceProps {
  readonly tongue: Tongue;
  readonly step: IntakeStep & { readonly kind: 'choice' };
  readonly answer: string | undefined;
}

function Choice({ tongue: { say }, step, answer }: ChoiceProps): JSX.Element {
  const { name } = step;
  const options = optionsOf(step, 'page');
  const isCautious = options[0] === 'no'; // then not to answer means the same, and stands there chosen
  const chosen = answer ?? (isCautious ? options[0] : '');
  const offered = isCautious ? options : [...options, ''];
  return (
    <fieldset class="choose" aria-describedby={`${name}-hint`}>
      <legend>{say(`report:steps.${name}.question`)}</legend>
      <p class="hint" id={`${name}-hint`}>
        {say(`report:steps.${name}.hint`)}
      </p>
      <div class="options">
        {offered.map((option) => (
          <label key={option} class="option">
            <input type="radio" name={name} value={option} checked={option === chosen} />
            <span>
              {option === '' ? say('report:form.skip') : say(`report:steps.${name}.options.${option}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TextProps {
  readonly tongue: Tongue;
  readonly step: IntakeStep & { readonly kind: 'text' };
  readonly answer: string | undefined;
  readonly problem: FieldProblem | undefined;
  readonly hasFocus: boolean;
}

function Text({ tongue, step, answer, problem, hasFocus }: TextProps): JSX.Element {
  const { say } = tongue;
  const { name, most, required } = step;
  const box = {
    id: name,
    name,
    maxLength: most,
    autocomplete: 'off',
    'aria-describedby': problem ? `${name}-hint ${name}-problem` : `${name}-hint`,
    'aria-invalid': problem ? true : undefined,
    'aria-required': required,
    autofocus: hasFocus,
  };
  return (
    <>
      <label class="question" for={name}>
        {say(`report:steps.${name}.question`)}
        {required && <em class="required">{say('report:form.required')}</em>}
      </label>
      <p class="hint" id={`${name}-hint`}>
        {say(`report:steps.${name}.hint`)}
      </p>
      {problem && (
        <p class="problem" id={`${name}-problem`}>
          {problemText(tongue, step, problem)}
        </p>
      )}
      {step.long ? (
        <textarea {...box} rows={7}>
          {answer}
        </textarea>
      ) : (
        <input {...box} type="text" value={answer} />
      )}
    </>
  );
}
