import type { JSX } from 'preact';
import type { StaffMember } from '../../../domain/staff/index.js';
import type { BroadcastContent, Broadcasts, CampaignRow, Progress } from '../../../domain/tips/index.js';
import type { ConsoleCall } from '../route.js';
import { Content } from './content.js';
import { Facts } from './facts.js';
import type { Offered } from './groups.js';
import { NextSteps } from './next-steps.js';
import { Reach } from './reach.js';
import { Result } from './result.js';
import { SegmentText } from './segment.js';
import { TestCode } from './test-code.js';
import type { Tongue } from '../../views/tongue.js';

export interface CampaignProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly staff: StaffMember;
  readonly campaign: CampaignRow & { readonly progress: Progress };
  /** A tip's own words, or the broadcast's. */
  readonly content: BroadcastContent;
  readonly offered: Offered;
  /** Null once it has begun. */
  readonly reach: Awaited<ReturnType<Broadcasts['count']>> | null;
  /** Null when it can't be tried any more. */
  readonly testCode: string | null;
  readonly renews: boolean;
}

/** One campaign: what it says, to whom, how far it is, and what can be done with it. */
export function CampaignPage(props: CampaignProps): JSX.Element {
  const { tongue, secrets, staff, campaign, content, offered, reach, testCode, renews } = props;
  const { say } = tongue;
  return (
    <>
      <p class="back">
        <a href="/console/broadcasts">{say('console-tips:list.back')}</a>
      </p>
      <h1>{(content[tongue.locale] ?? content['zh-CN']).title}</h1>
      <Facts tongue={tongue} campaign={campaign} staff={staff} />
      {campaign.startedAt && (
        <Result
          tongue={tongue}
          id={campaign.id}
          state={campaign.state}
          progress={campaign.progress}
          renews={renews}
        />
      )}
      {reach && <Reach tongue={tongue} reach={reach} />}
      {testCode && <TestCode tongue={tongue} code={testCode} testedAt={campaign.testedAt} />}
      <NextSteps tongue={tongue} secrets={secrets} campaign={campaign} staff={staff} />
      <Content tongue={tongue} heading={say('console-tips:page.words')} content={content} />
      <SegmentText tongue={tongue} segment={campaign.segment} offered={offered} />
    </>
  );
}
