import type { ComponentChildren, JSX } from 'preact';
import type { StaffMember } from '../../../domain/staff/index.js';
import type { CampaignRow } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { momentText } from './moment.js';
import { SendTime } from './send-time.js';
import { StateBadge } from './state-badge.js';

interface FactsProps {
  readonly tongue: Tongue;
  readonly campaign: CampaignRow;
  readonly staff: StaffMember;
}

/** Where it stands, who wrote and approved it, and its times. */
export function Facts({ tongue, campaign, staff }: FactsProps): JSX.Element {
  const { say } = tongue;
  const { kind, state, approvedBy, sendAt, startedAt, endedAt } = campaign;
  return (
    <dl class="facts">
      <Fact name={say('console-tips:page.state')}>
        <StateBadge tongue={tongue} state={state} />
      </Fact>
      <Fact name={say('console-tips:page.author')}>{authorOf(tongue, campaign, staff)}</Fact>
      {approvedBy && (
        <Fact name={say('console-tips:page.approval')}>
          {approvedBy === staff.id
            ? say('console-tips:page.approved_by_you')
            : say('console-tips:page.approved_by_other')}
        </Fact>
      )}
      {kind === 'broadcast' && !startedAt && (
        <Fact name={say('console-tips:page.when')}>
          <SendTime tongue={tongue} sendAt={sendAt} />
        </Fact>
      )}
      {startedAt && <Fact name={say('console-tips:page.started')}>{momentText(startedAt)}</Fact>}
      {endedAt && <Fact name={say('console-tips:page.ended')}>{momentText(endedAt)}</Fact>}
    </dl>
  );
}

function authorOf({ say }: Tongue, { kind, createdBy, createdAt }: CampaignRow, staff: StaffMember): string {
  const time = momentText(createdAt);
  if (kind === 'tip') {
    return say('console-tips:page.by_calendar', { time });
  }
  return createdBy === staff.id
    ? say('console-tips:page.written_by_you', { time })
    : say('console-tips:page.written_by_other', { time });
}

function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
