import type { JSX } from 'preact';
import {
  type DangerAnswers,
  type DangerScale,
  type Group,
  GROUPS,
  INTAKE_STEPS,
} from '../../domain/cases/index.js';
import { Field, type FieldAnswers, type FieldProblems } from './help-fields.js';
import { HelpScale } from './help-scale.js';
import type { Tongue } from './tongue.js';

export interface HelpMoreProps {
  readonly tongue: Tongue;
  readonly scale: DangerScale;
  readonly answers: FieldAnswers;
  readonly assessment: DangerAnswers;
  readonly problems: FieldProblems;
  readonly focus: string | undefined;
}

/** The questions of a group as the page asks them. */
const stepsIn = (group: Group) =>
  INTAKE_STEPS.filter((step) => step.group === group && (step.doors?.includes('page') ?? true));

/** All questions beyond the short form, folded by what belongs together; what is answered or asked for stands open. */
export function HelpMore(props: HelpMoreProps): JSX.Element {
  const { tongue, scale, assessment, focus } = props;
  const groups = GROUPS.filter((group) => group !== 'told');
  const isOpen =
    groups.some((group) => isTouched(props, group)) ||
    focus === 'assessment' ||
    Object.keys(assessment).length > 0;
  return (
    <details class="fold fold-all" open={isOpen}>
      <summary>{tongue.say('report:form.more')}</summary>
      <p class="hint">{tongue.say('report:form.more_hint')}</p>
      {groups.map((group) => (
        <Fold key={group} {...props} group={group} />
      ))}
      <HelpScale tongue={tongue} scale={scale} answers={assessment} hasFocus={focus === 'assessment'} />
      <p class="actions">
        <button class="button button-big" type="submit" name="step" value="check">
          {tongue.say('report:form.check')}
        </button>
      </p>
    </details>
  );
}

/** Whether something of a group is answered, wrong or asked for; what stands chosen by itself is no answer. */
const isTouched = ({ answers, problems, focus }: HelpMoreProps, group: Group): boolean =>
  stepsIn(group).some(
    ({ name }) => (answers[name] ?? 'no') !== 'no' || problems[name] !== undefined || name === focus,
  );

function Fold(props: HelpMoreProps & { readonly group: Group }): JSX.Element {
  const { tongue, group } = props;
  const steps = stepsIn(group);
  const isForAdults = steps.every(({ ofMinors }) => !ofMinors);
  return (
    <details
      class="fold"
      id={`group-${group}`}
      data-adults={isForAdults ? '' : undefined}
      open={isTouched(props, group)}
    >
      <summary>{tongue.say(`report:groups.${group}`)}</summary>
      {steps.map((step) => (
        <Field key={step.name} {...props} step={step} />
      ))}
    </details>
  );
}
