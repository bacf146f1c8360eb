import type { JSX } from 'preact';
import { type Condition, type IntakeStep, optionsOf } from '../../domain/cases/index.js';
import type { Tongue } from './tongue.js';

/** What is wrong with an answer. */
export type FieldProblem = 'missing' | 'too_long';
export type FieldAnswers = Readonly<Partial<Record<IntakeStep['name'], string | readonly string[]>>>;
export type FieldProblems = Readonly<Partial<Record<IntakeStep['name'], FieldProblem>>>;

interface FieldProps {
  readonly tongue: Tongue;
  readonly step: IntakeStep;
  readonly answers: FieldAnswers;
  readonly problems: FieldProblems;
  /** The question at which the page opens. */
  readonly focus: string | undefined;
}

/** One question of the intake form. One that hangs on another answer is there too; the script hides it while it doesn't apply. */
export function Field({ tongue, step, answers, problems, focus }: FieldProps): JSX.Element {
  const shared = { tongue, answer: answers[step.name], hasFocus: step.name === focus };
  return (
    <div class={step.kind === 'text' && step.of ? 'field field-of' : 'field'} {...whenOf(step)}>
      {step.kind === 'text' ? (
        <Text {...shared} step={step} problem={problems[step.name]} />
      ) : (
        <Choice {...shared} step={step} />
      )}
    </div>
  );
}

/** For the script: whose answer it hangs on, and that minors aren't asked. */
function whenOf({ when, ofMinors }: IntakeStep): Record<string, string | undefined> {
  return { ...(when && conditionOf(when)), 'data-adults': ofMinors ? undefined : '' };
}

const conditionOf = (when: Condition): Record<string, string> => ({
  'data-when': when.name,
  ...('is' in when ? { 'data-is': when.is.join(' ') } : { 'data-not': when.not.join(' ') }),
});

/** The sentence that tells what is wrong with an answer. */
export function problemText({ say }: Tongue, step: IntakeStep, problem: FieldProblem): string {
  return problem === 'missing' || step.kind !== 'text'
    ? say('report:form.missing')
    : say('report:form.too_long', { limit: step.most });
}

interface AnswerProps {
  readonly tongue: Tongue;
  readonly answer: string | readonly string[] | undefined;
  readonly hasFocus: boolean;
}

interface ChoiceProps extends AnswerProps {
  readonly step: IntakeStep & { readonly kind: 'choice' | 'choices' };
}

function Choice({ tongue: { say }, step, answer, hasFocus }: ChoiceProps): JSX.Element {
  const { name } = step;
  const options = optionsOf(step, 'page');
  const isOne = step.kind === 'choice';
  const isCautious = isOne && options[0] === 'no'; // then not to answer means the same, and stands there chosen
  const chosen = [answer ?? (isCautious ? 'no' : isOne ? '' : [])].flat();
  const offered = isCautious || !isOne ? options : [...options, ''];
  return (
    <fieldset class="choose" aria-describedby={`${name}-hint`}>
      <legend>{say(`report:steps.${name}.question`)}</legend>
      <p class="hint" id={`${name}-hint`}>
        {say(`report:steps.${name}.hint`)}
      </p>
      <div class="options">
        {offered.map((option, nth) => (
          <label key={option} class="option">
            <input
              type={isOne ? 'radio' : 'checkbox'}
              name={name}
              value={option}
              checked={chosen.includes(option)}
              autofocus={hasFocus && nth === 0}
            />
            <span>
              {option === '' ? say('report:form.skip') : say(`report:steps.${name}.options.${option}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TextProps extends AnswerProps {
  readonly step: IntakeStep & { readonly kind: 'text' };
  readonly problem: FieldProblem | undefined;
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
        <textarea {...box} rows={5}>
          {answer}
        </textarea>
      ) : (
        <input {...box} type="text" value={answer === undefined ? undefined : String(answer)} />
      )}
    </>
  );
}
