import type { JSX } from 'preact';
import { CALL_OUTCOMES, type CallOutcome, type ContactSheet, MOST } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { type ConsoleCall, field } from '../route.js';
import { ChoiceField, TextArea } from '../views/field.js';
import { Secrets } from '../views/secrets.js';

/** How a call went, as it was typed. */
export interface TypedCall {
  readonly outcome: string;
  readonly words: string;
}

export const callIn = (form: ConsoleCall['form']): TypedCall => ({
  outcome: field(form, 'outcome'),
  words: field(form, 'call_words').replace(/\r\n?/g, '\n').trim(),
});

/** A text message is only ever sent; who is called may be reached or not. */
const offeredFor = ({ contact }: ContactSheet): readonly CallOutcome[] =>
  CALL_OUTCOMES.filter((outcome) =>
    contact === 'sms' ? outcome === 'texted' || outcome === 'unsafe' : outcome !== 'texted',
  );

interface CallFormProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly sheet: ContactSheet;
  readonly typed: TypedCall | undefined;
}

/** Writes down how it went. */
export function CallForm({ say, secrets, sheet, typed }: CallFormProps): JSX.Element {
  return (
    <section class="panel" id="call">
      <h2>{say('console-contact:call.heading')}</h2>
      <form method="post" action={`/console/cases/${sheet.id}/contact/call`}>
        <Secrets secrets={secrets} />
        <ChoiceField
          kind="radio"
          name="outcome"
          label={say('console-contact:call.outcome')}
          hint={say('console-contact:call.unsafe_hint')}
          choices={offeredFor(sheet).map((value) => ({
            value,
            label: say(`console-contact:outcomes.${value}`),
          }))}
          chosen={typed ? [typed.outcome] : []}
        />
        <TextArea
          name="call_words"
          label={say('console-contact:call.words')}
          hint={say('console-contact:call.words_hint')}
          rows={3}
          most={MOST.message}
          value={typed?.words ?? ''}
        />
        <button class="button" type="submit">
          {say('console-contact:call.send')}
        </button>
      </form>
    </section>
  );
}
