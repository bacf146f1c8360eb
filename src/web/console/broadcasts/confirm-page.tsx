import type { JSX } from 'preact';
import type { BroadcastContent, Broadcasts, CampaignRow } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Secrets } from '../views/secrets.js';
import { Content } from './content.js';
import type { Offered } from './groups.js';
import { SegmentText } from './segment.js';
import { SendTime } from './send-time.js';
import type { Step } from './steps.js';

interface ConfirmProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly step: Exclude<Step, 'submit'>;
  readonly campaign: CampaignRow;
  readonly content: BroadcastContent;
  readonly offered: Offered;
  readonly reach: Awaited<ReturnType<Broadcasts['count']>>;
}

/** Asks once more, with what it says and whom it goes to before her eyes. */
export function ConfirmPage(props: ConfirmProps): JSX.Element {
  const { tongue, secrets, step, campaign, content, offered, reach } = props;
  const { say } = tongue;
  const page = `/console/broadcasts/${campaign.id}`;
  return (
    <>
      <h1>{say(`console-tips:confirm.${step}_heading`)}</h1>
      <p class="lead">{say(`console-tips:confirm.${step}_text`, { n: reach.telegram + reach.page })}</p>
      <form method="post" action={`${page}/${step}`} class="actions">
        <Secrets secrets={secrets} />
        <button class={step === 'cancel' ? 'button button-danger' : 'button'} type="submit">
          {say(`console-tips:step.${step}`)}
        </button>
        <a class="button button-plain" href={page}>
          {say('console-tips:confirm.back')}
        </a>
      </form>
      <Content tongue={tongue} heading={say('console-tips:page.words')} content={content} />
      <SegmentText tongue={tongue} segment={campaign.segment} offered={offered} />
      {step === 'approve' && (
        <section class="panel">
          <h2>{say('console-tips:page.when')}</h2>
          <SendTime tongue={tongue} sendAt={campaign.sendAt} />
        </section>
      )}
    </>
  );
}
