import type { JSX } from 'preact';
import { INTAKE_STEPS, type Intake } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';
import { answerIn } from './answer-in.js';

interface SafeContactProps {
  readonly say: Tongue['say'];
  readonly intake: Intake;
}

/** How she may be reached. A number is only shown behind what makes calling it safe. */
export function SafeContact({ say, intake }: SafeContactProps): JSX.Element {
  const { contact = 'no', phone } = intake;
  const isByNumber = contact === 'phone' || contact === 'sms';
  return (
    <>
      <h3>{say('console-cases:contact.heading')}</h3>
      <Notice mood={contact === 'no' ? 'alarm' : 'warn'}>
        <p>{say(`console-cases:contact.${isByNumber && phone === undefined ? 'page' : contact}`)}</p>
      </Notice>
      {isByNumber && phone !== undefined && (
        <details class="number">
          <summary>{say('console-cases:contact.show')}</summary>
          <dl class="told">
            <div>
              <dt>{say('console-cases:contact.first')}</dt>
              <dd class="words" dir="auto">
                {intake.safe_time ?? say('console-cases:contact.no_time')}
              </dd>
            </div>
            <HerRules say={say} intake={intake} />
            <div>
              <dt>{say('console-cases:contact.rules_title')}</dt>
              <dd>{say('console-cases:contact.rules')}</dd>
            </div>
            <div>
              <dt>{say('report:steps.phone.label')}</dt>
              <dd class="words">{phone}</dd>
            </div>
          </dl>
        </details>
      )}
    </>
  );
}

const HERS = ['answerer', 'voicemail', 'code_word', 'neutral', 'neutral_words'] as const;
const RULES = INTAKE_STEPS.filter(({ name }) => HERS.some((rule) => rule === name));

/** What she wants to be kept to; what she did not say is forbidden. */
function HerRules({ say, intake }: SafeContactProps): JSX.Element {
  const given = { answerer: 'me', voicemail: 'no', ...intake } as const;
  return (
    <>
      {RULES.filter(({ name }) => given[name] !== undefined).map((step) => (
        <div key={step.name}>
          <dt>{say(`report:steps.${step.name}.label`)}</dt>
          <dd class="words" dir="auto">
            {answerIn(say, step, given)}
          </dd>
        </div>
      ))}
    </>
  );
}
