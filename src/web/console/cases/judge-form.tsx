import type { JSX } from 'preact';
import { type Judgement, MOST, seenOf, URGENCIES } from '../../../domain/cases/index.js';
import { COMPLAINT_CATEGORIES } from '../../../domain/triage/index.js';
import { SelectField, TextArea } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import type { FormName } from './draft.js';
import type { FormsProps } from './moves.js';
import { CHOSEN, type TypedDecision, typedOf } from './typed-decision.js';

type JudgeProps = FormsProps & { readonly judgement: Judgement };

export const judgeForm = (judgementId: string): FormName => `judge-${judgementId}`;
const addressOf = ({ file, judgement }: JudgeProps) => `/console/cases/${file.id}/judgements/${judgement.id}`;

/** One press: it is as the program says, or graver where she said so herself. */
export function AsSuggested(props: JudgeProps): JSX.Element {
  const { say, secrets, judgement } = props;
  const typed = typedOf(judgement.proposed, seenOf(judgement));
  return (
    <form method="post" action={addressOf(props)}>
      <Secrets secrets={secrets} />
      {CHOSEN.map((chosen) => (
        <input
          key={chosen}
          type="hidden"
          name={`${chosen}_${judgeForm(judgement.id)}`}
          value={typed[chosen]}
        />
      ))}
      <button class="button" type="submit">
        {say('console-triage:message.as_suggested')}
      </button>
    </form>
  );
}

/** Another decision than was suggested, or another one than stands. */
export function JudgeForm(props: JudgeProps): JSX.Element {
  const { say, secrets, judgement, failed } = props;
  const name = judgeForm(judgement.id);
  const draft = failed?.draft.form === name ? failed.draft : undefined;
  const seen = seenOf(judgement);
  const typed = draft?.typed ?? typedOf(judgement.decision ?? judgement.proposed, seen);
  return (
    <form method="post" action={addressOf(props)}>
      <Secrets secrets={secrets} />
      <input type="hidden" name={`seen_${name}`} value={seen} />
      <Choices say={say} name={name} typed={typed} />
      <TextArea
        name={`text_${name}`}
        label={say('console-triage:message.why')}
        hint={say('console-triage:message.why_hint')}
        value={draft?.text ?? judgement.decision?.why ?? ''}
        rows={3}
        most={MOST.message}
        problem={draft && failed?.problem}
      />
      <button class="button" type="submit">
        {say('console-triage:message.save')}
      </button>
    </form>
  );
}

interface ChoicesProps extends Pick<FormsProps, 'say'> {
  readonly name: FormName;
  readonly typed: TypedDecision;
}

function Choices({ say, name, typed }: ChoicesProps): JSX.Element {
  const select = (
    chosen: (typeof CHOSEN)[number],
    values: readonly string[],
    words: (value: string) => string,
  ) => (
    <SelectField
      name={`${chosen}_${name}`}
      label={say(`console-triage:message.fields.${chosen}`)}
      value={typed[chosen]}
      choices={values.map((value) => ({ value, label: words(value) }))}
    />
  );
  return (
    <>
      {select('category', COMPLAINT_CATEGORIES, (value) => say(`console-cases:categories.${value}`))}
      {select('urgency', URGENCIES, (value) => say(`console-cases:urgency.${value}`))}
      {select('minor', ['no', 'yes'], (value) => say(`console-triage:message.minor.${value}`))}
      {select('suicide', ['no', 'yes'], (value) => say(`console-triage:message.suicide.${value}`))}
    </>
  );
}
