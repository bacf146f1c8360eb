import type { JSX } from 'preact';
import { DANGER_ANSWERS, type DangerAnswers, type DangerScale } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { type ConsoleCall, field } from '../route.js';
import { ChoiceField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';

export interface DangerFormProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly scale: DangerScale;
  readonly caseId: string;
  /** What was chosen; nothing is unknown. */
  readonly answers: DangerAnswers;
  readonly isFirst: boolean;
}

const nameOf = (id: string) => `answer_${id}`;

/** The answers that a form brings; whatever is missing or odd is unknown. */
export const answersIn = ({ questions }: DangerScale, form: ConsoleCall['form']): DangerAnswers =>
  Object.fromEntries(
    questions.map(({ id }) => [
      id,
      DANGER_ANSWERS.find((known) => known === field(form, nameOf(id))) ?? 'unknown',
    ]),
  );

/** The questions as they are asked of her. */
export function DangerForm(props: DangerFormProps): JSX.Element {
  const { tongue, secrets, scale, caseId, isFirst } = props;
  const { say, locale } = tongue;
  return (
    <section class="panel danger" id="ask" aria-labelledby="ask-heading">
      <h2 id="ask-heading">{say(`console-danger:form.${isFirst ? 'heading' : 'again'}`)}</h2>
      <p>{say('console-cases:intake.first')}</p>
      <p>{say('console-danger:form.private')}</p>
      <p>{scale.intro[locale]}</p>
      <p>{say('console-danger:form.skip')}</p>
      <form method="post" action={`/console/cases/${caseId}/danger`}>
        <Secrets secrets={secrets} />
        <Questions {...props} special={false} />
        <h3>{say('console-danger:form.special')}</h3>
        <p>{say('console-danger:form.special_hint')}</p>
        <Questions {...props} special />
        <button class="button" type="submit">
          {say('console-danger:form.send')}
        </button>
      </form>
      <p class="soft">{scale.source[locale]}</p>
    </section>
  );
}

function Questions({
  tongue: { say, locale },
  scale,
  answers,
  special,
}: DangerFormProps & { readonly special: boolean }): JSX.Element {
  const choices = DANGER_ANSWERS.map((value) => ({
    value,
    label: say(`console-danger:form.options.${value}`),
  }));
  return (
    <>
      {scale.questions
        .filter((question) => question.special === special)
        .map(({ id, ask }) => (
          <ChoiceField
            key={id}
            kind="radio"
            name={nameOf(id)}
            label={ask[locale]}
            choices={choices}
            chosen={[answers[id] ?? 'unknown']}
          />
        ))}
    </>
  );
}
