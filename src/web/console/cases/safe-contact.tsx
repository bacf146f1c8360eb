import type { JSX } from 'preact';
import type { Intake } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';

interface SafeContactProps {
  readonly say: Tongue['say'];
  readonly intake: Intake;
}

/** How she may be reached. A number is only shown behind what makes calling it safe. */
export function SafeContact({ say, intake }: SafeContactProps): JSX.Element {
  const { contact = 'no', phone } = intake;
  return (
    <>
      <h3>{say('console-cases:contact.heading')}</h3>
      <Notice mood={contact === 'no' ? 'alarm' : 'warn'}>
        <p>{say(`console-cases:contact.${contact === 'phone' && phone === undefined ? 'page' : contact}`)}</p>
      </Notice>
      {contact === 'phone' && phone !== undefined && (
        <details class="number">
          <summary>{say('console-cases:contact.show')}</summary>
          <dl class="told">
            <div>
              <dt>{say('console-cases:contact.first')}</dt>
              <dd class="words" dir="auto">
                {intake.safe_time ?? say('console-cases:contact.no_time')}
              </dd>
            </div>
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
