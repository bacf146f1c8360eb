import type { JSX } from 'preact';
import { inPlainSight, type ShownNumber } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Notice } from '../views/marks.js';
import { CallForm } from './call-form.js';
import { ContactHeading } from './contact-page.js';
import { neutralSentence, ruleInWords, textOf } from './contact-words.js';

export interface NumberPageProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly shown: ShownNumber;
}

/** Her number, this once, beside what has to be kept to. It is no link: a device that dials by itself keeps what it dialled. */
export function NumberPage({ tongue: { say }, secrets, shown }: NumberPageProps): JSX.Element {
  const phone = inPlainSight(shown.phone);
  const { safeTime } = shown.sheet;
  const sheet = { ...shown.sheet, safeTime: safeTime && inPlainSight(safeTime) }; // there may be a number in it
  const isText = sheet.contact === 'sms';
  return (
    <div class="case">
      <ContactHeading say={say} sheet={sheet} />
      <Notice mood="warn">
        <p>{say(`console-contact:number.first.${isText ? 'sms' : 'phone'}`)}</p>
        <p class="words" dir="auto">
          <strong>{isText ? textOf(say, sheet.hers) : neutralSentence(say, sheet.hers)}</strong>
        </p>
      </Notice>
      <section class="panel" id="number">
        <h2>{say('console-contact:number.heading')}</h2>
        <p class="aloud">
          <bdo dir="ltr">{phone}</bdo>
        </p>
        <p>{say('console-contact:number.once')}</p>
        <h3>{say('console-contact:number.rules')}</h3>
        <ul class="follows">
          {sheet.rules.map((rule) => (
            <li key={rule} class="words" dir="auto">
              {ruleInWords(say, rule, sheet)}
            </li>
          ))}
        </ul>
      </section>
      <CallForm say={say} secrets={secrets} sheet={sheet} typed={undefined} />
    </div>
  );
}
