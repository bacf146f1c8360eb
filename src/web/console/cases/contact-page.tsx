import type { JSX } from 'preact';
import { type ContactSheet, FEWEST_REASON, isPassable } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { ChoiceField, TextArea } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import { CallForm, type TypedCall } from './call-form.js';
import { confirmedInWords, momentInWords, ruleInWords } from './contact-words.js';

/** What was typed into the form before the number. */
export interface TypedContact {
  readonly rules: readonly string[];
  readonly confirmed: boolean;
  readonly reason: string;
}

export interface ContactPageProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly sheet: ContactSheet;
  readonly isLifted?: boolean;
  /** What could not be taken, and why not. */
  readonly failed?: {
    readonly problem: string;
    readonly contact?: TypedContact;
    readonly call?: TypedCall;
    readonly lift?: string;
  };
}

/** How she may be reached: what stops it, her rules one by one, and only then the way to her number. */
export function ContactPage(props: ContactPageProps): JSX.Element {
  const {
    tongue: { say },
    secrets,
    sheet,
    isLifted,
    failed,
  } = props;
  return (
    <div class="case">
      <ContactHeading say={say} sheet={sheet} />
      {isLifted && (
        <Notice mood="good">
          <p>{say('console-contact:unsafe.lifted')}</p>
        </Notice>
      )}
      {failed && (
        <Notice mood="alarm">
          <p>{failed.problem}</p>
        </Notice>
      )}
      {sheet.stop !== null && <Stopped say={say} sheet={sheet} />}
      {isPassable(sheet) && <RulesForm {...props} />}
      {sheet.stop === 'unsafe' && <LiftForm {...props} />}
      {sheet.rules.length > 0 && sheet.stop !== 'no_number' && (
        <CallForm say={say} secrets={secrets} sheet={sheet} typed={failed?.call} />
      )}
    </div>
  );
}

/** The way back, and of which case it is. */
export function ContactHeading({
  say,
  sheet,
}: {
  readonly say: Tongue['say'];
  readonly sheet: ContactSheet;
}): JSX.Element {
  return (
    <>
      <p>
        <a href={`/console/cases/${sheet.id}`}>{say('console-contact:back')}</a>
      </p>
      <h1>{say('console-contact:heading')}</h1>
      <p class="soft">
        {say('console-contact:case')} {sheet.number}
      </p>
    </>
  );
}

function Stopped({ say, sheet }: { readonly say: Tongue['say']; readonly sheet: ContactSheet }): JSX.Element {
  return (
    <Notice mood="alarm">
      <p>
        {say(`console-contact:stops.${sheet.stop}`)}
        {sheet.stop === 'left' &&
          ` ${say(`console-contact:left.${isPassable(sheet) ? 'emergency' : 'wait'}`)}`}
      </p>
    </Notice>
  );
}

/** Her rules with a box each; what is needed besides; the way to the number. */
function RulesForm({ tongue: { say }, secrets, sheet, failed }: ContactPageProps): JSX.Element {
  const typed = failed?.contact ?? { rules: [], confirmed: false, reason: '' };
  return (
    <section class="panel" id="rules">
      <h2>{say(`console-contact:form.heading.${sheet.contact === 'sms' ? 'sms' : 'phone'}`)}</h2>
      <p>
        <strong>{momentInWords(say, sheet)}</strong>
        {sheet.workdays && ` ${say('console-contact:moment.workdays')}`}
      </p>
      <form method="post" action={`/console/cases/${sheet.id}/contact`}>
        <Secrets secrets={secrets} />
        <ChoiceField
          kind="checkbox"
          name="rules"
          label={say('console-contact:form.rules')}
          hint={say('console-contact:form.rules_hint')}
          choices={sheet.rules.map((rule) => ({ value: rule, label: ruleInWords(say, rule, sheet) }))}
          chosen={typed.rules}
        />
        <Confirmation say={say} sheet={sheet} typed={typed} />
        {needsReason(sheet) && (
          <TextArea
            name="reason"
            label={say(`console-contact:form.reason.${sheet.stop === 'left' ? 'left' : sheet.moment.kind}`)}
            hint={say('console-contact:form.reason_hint', { fewest: FEWEST_REASON })}
            rows={3}
            most={400}
            value={typed.reason}
          />
        )}
        <button class="button" type="submit">
          {say('console-contact:form.show')}
        </button>
      </form>
    </section>
  );
}

/** A reason is asked for where the time forbids it, and to go past the quick exit. */
const needsReason = ({ stop, moment, urgency }: ContactSheet): boolean =>
  stop === 'left' || (urgency !== 'emergency' && (moment.kind === 'outside' || moment.kind === 'unreadable'));

interface ConfirmationProps {
  readonly say: Tongue['say'];
  readonly sheet: ContactSheet;
  readonly typed: TypedContact;
}

/** What an officer has to say herself where the time can't be read or was not given. */
function Confirmation({
  say,
  sheet: { moment, stop, contact },
  typed,
}: ConfirmationProps): JSX.Element | null {
  return stop === null && (moment.kind === 'unreadable' || moment.kind === 'not_given') ? (
    <ChoiceField
      kind="checkbox"
      name="confirmed"
      label={say('console-contact:form.confirm')}
      choices={[{ value: 'yes', label: confirmedInWords(say, moment.kind, contact) }]}
      chosen={typed.confirmed ? ['yes'] : []}
    />
  ) : null;
}

/** That it is safe again, with how that is known. */
function LiftForm({ tongue: { say }, secrets, sheet, failed }: ContactPageProps): JSX.Element {
  return (
    <section class="panel" id="lift">
      <h2>{say('console-contact:lift.heading')}</h2>
      <form method="post" action={`/console/cases/${sheet.id}/contact/lift`}>
        <Secrets secrets={secrets} />
        <input type="hidden" name="unsafe_at" value={sheet.unsafeAt?.toISOString()} />
        <TextArea
          name="lift_reason"
          label={say('console-contact:lift.label')}
          hint={say('console-contact:form.reason_hint', { fewest: FEWEST_REASON })}
          rows={3}
          most={400}
          value={failed?.lift ?? ''}
        />
        <button class="button" type="submit">
          {say('console-contact:lift.send')}
        </button>
      </form>
    </section>
  );
}
