import type { JSX } from 'preact';
import type { CaseFile } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';

interface SafeContactProps {
  readonly say: Tongue['say'];
  readonly file: Pick<CaseFile, 'id' | 'intake' | 'hasPhone' | 'isUnsafe'>;
}

/** Whether and by what she may be reached. The number stands on no page but the one that follows the rules. */
export function SafeContact({ say, file }: SafeContactProps): JSX.Element {
  const { contact = 'no' } = file.intake;
  const isByNumber = contact === 'phone' || contact === 'sms';
  return (
    <>
      <h3>{say('console-cases:contact.heading')}</h3>
      <Notice mood={contact === 'no' ? 'alarm' : 'warn'}>
        <p>{say(`console-cases:contact.${isByNumber && !file.hasPhone ? 'page' : contact}`)}</p>
      </Notice>
      <p>
        <a class="button button-plain" href={`/console/cases/${file.id}/contact`}>
          {say(`console-cases:contact.${isByNumber && file.hasPhone ? 'show' : 'more'}`)}
        </a>
      </p>
    </>
  );
}

/** That a call went wrong: before everything but danger, until it is lifted. */
export function UnsafeChannel({ say, file }: SafeContactProps): JSX.Element | null {
  return file.isUnsafe ? (
    <Notice mood="alarm">
      <p>
        <strong>{say('console-contact:unsafe.title')}</strong> {say('console-contact:unsafe.means')}{' '}
        <a href={`/console/cases/${file.id}/contact#lift`}>{say('console-contact:unsafe.to_lift')}</a>
      </p>
    </Notice>
  ) : null;
}
