import type { JSX } from 'preact';
import type { Slip } from '../../domain/cases/index.js';
import type { OnDuty } from '../../domain/duty/index.js';
import { idleWords } from './idle.js';
import { Layout, type PageFiles } from './layout.js';
import { NobodyThere } from './nobody-there.js';
import { Notice, type NoticeText } from './notice.js';
import { Outlook } from './outlook.js';
import { ProofOffer } from './proof-offer.js';
import { CheckKept, KeptHead, OfferCheck } from './receipt-check.js';
import type { Tongue } from './tongue.js';

export interface ReceiptProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  /** Number and digits; gone: shown already, or there never were any; unavailable: there, but not now. */
  readonly shown: Slip | 'gone' | 'unavailable';
  readonly duty: OnDuty;
  /** For the forms of the page; null for a browser that keeps no cookies: then there are none. */
  readonly token: string | null;
  /** The digits; the check that they were written down; that they were. */
  readonly step?: 'digits' | 'check' | 'kept';
  readonly notice?: NoticeText;
}

/** Number and digits, the one time that they are shown. */
export function Receipt(props: ReceiptProps): JSX.Element {
  const { tongue, files, shown, notice } = props;
  return (
    <Layout tongue={tongue} files={files} title={tongue.t('help.title')} room="help" hasExit>
      <div class="wrap narrow report" {...(typeof shown === 'object' ? idleWords(tongue, 'page') : {})}>
        {shown === 'gone' && <Gone tongue={tongue} />}
        {shown === 'unavailable' && <Unavailable tongue={tongue} />}
        {typeof shown === 'object' && (
          <>
            <Notice notice={notice} />
            <Filed {...props} slip={shown} />
          </>
        )}
      </div>
    </Layout>
  );
}

type FiledProps = Omit<ReceiptProps, 'shown'> & { readonly slip: Slip };

function Filed(props: FiledProps): JSX.Element {
  const { tongue, slip, token, step = 'digits' } = props;
  return step === 'check' && token !== null ? (
    <CheckKept tongue={tongue} token={token} />
  ) : (
    <>
      {step === 'kept' ? <KeptHead tongue={tongue} number={slip.number} /> : <Digits {...props} />}
      <WhatNext {...props} />
      {token !== null && (
        <ProofOffer
          tongue={tongue}
          token={token}
          action="/help/document"
          back={`/help/done?${step === 'kept' ? 'kept=1&' : ''}later=1`}
        />
      )}
      <p class="actions">
        <a class="button" href="/r">
          {tongue.say('report:done.open')}
        </a>
      </p>
    </>
  );
}

function Digits({ tongue, slip, duty, token }: FiledProps): JSX.Element {
  const { say } = tongue;
  const groups = slip.code.match(/\d{4}/g) ?? [];
  return (
    <>
      <h1>{say('report:done.heading')}</h1>
      <p>
        <b>{say('report:done.danger')}</b>
      </p>
      <NobodyThere tongue={tongue} duty={duty} />
      <section class="card receipt">
        <h2>{say('report:done.number')}</h2>
        <p class="receipt-number">{slip.number}</p>
        <h2>{say('report:done.code')}</h2>
        <ol class="digits">
          {groups.map((group, at) => (
            <li key={at}>{group}</li>
          ))}
        </ol>
      </section>
      <p>
        <b>{say('report:done.advice')}</b>
      </p>
      <p>{say('report:done.nobody')}</p>
      {token !== null && <OfferCheck tongue={tongue} />}
    </>
  );
}

/** What happens now, and where she sees it. */
function WhatNext({ tongue, slip }: FiledProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <Outlook tongue={tongue} outlook={slip.outlook} />
      <p>{say('report:done.lead')}</p>
      <p>{say('report:done.next')}</p>
      <p>{say('evidence:after_report')}</p>
    </>
  );
}

function Gone({ tongue: { say } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <>
      <h1>{say('report:done.gone_heading')}</h1>
      <p class="lead">{say('report:done.gone')}</p>
      <p>{say('report:done.gone_next')}</p>
      <p class="actions">
        <a class="button" href="/r">
          {say('report:done.open')}
        </a>
      </p>
    </>
  );
}

function Unavailable({ tongue: { say } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <>
      <h1>{say('report:done.received')}</h1>
      <Notice notice={{ text: say('report:done.unavailable'), isAlarm: true }} />
    </>
  );
}

export interface SlipClosedProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  readonly token: string;
}

/** Before the digits are shown: one button, so that only a person uses them up. */
export function SlipClosed({ tongue, files, token }: SlipClosedProps): JSX.Element {
  const { say, t } = tongue;
  return (
    <Layout tongue={tongue} files={files} title={t('help.title')} room="help" hasExit>
      <div class="wrap narrow report">
        <h1>{say('report:slip.heading')}</h1>
        <p class="lead">{say('report:slip.lead')}</p>
        <form method="post">
          <input type="hidden" name="token" value={token} />
          <button class="button button-big" type="submit">
            {say('report:slip.show')}
          </button>
        </form>
      </div>
    </Layout>
  );
}
