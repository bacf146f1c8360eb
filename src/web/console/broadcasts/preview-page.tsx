import type { JSX } from 'preact';
import type { Broadcasts } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Secrets } from '../views/secrets.js';
import type { Draft } from './check.js';
import { Content } from './content.js';
import { type BroadcastForm, formPairs } from './form.js';
import type { Offered } from './groups.js';
import { Reach } from './reach.js';
import { SegmentText } from './segment.js';
import { SendTime } from './send-time.js';

interface PreviewProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly form: BroadcastForm;
  readonly draft: Draft;
  readonly reach: Awaited<ReturnType<Broadcasts['count']>>;
  readonly offered: Offered;
}

/** How many people it would reach and what they would read, before anything is kept. */
export function PreviewPage({ tongue, secrets, form, draft, reach, offered }: PreviewProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-tips:preview.heading')}</h1>
      <p class="lead">{say('console-tips:preview.lead')}</p>
      <Reach tongue={tongue} reach={reach} />
      <Content tongue={tongue} heading={say('console-tips:preview.reads')} content={draft.content} />
      <SegmentText tongue={tongue} segment={draft.segment} offered={offered} />
      <section class="panel">
        <h2>{say('console-tips:page.when')}</h2>
        <SendTime tongue={tongue} sendAt={draft.sendAt} />
      </section>
      <form method="post" action="/console/broadcasts" class="actions">
        <Secrets secrets={secrets} />
        {formPairs(form).map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={`${name} ${value}`} />
        ))}
        <button class="button" type="submit">
          {say('console-tips:preview.keep')}
        </button>
        <button class="button button-plain" type="submit" formaction="/console/broadcasts/new">
          {say('console-tips:preview.change')}
        </button>
      </form>
    </>
  );
}
