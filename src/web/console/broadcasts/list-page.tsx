import type { JSX } from 'preact';
import type { CampaignRow, Progress } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Pager } from '../views/pager.js';
import { Table } from '../views/table.js';
import { momentText } from './moment.js';
import { doneOf } from './progress.js';
import { StateBadge } from './state-badge.js';

export interface ListedCampaign {
  readonly campaign: CampaignRow;
  readonly title: string;
  /** Null before it has begun. */
  readonly progress: Progress | null;
}

interface ListProps {
  readonly tongue: Tongue;
  readonly rows: readonly ListedCampaign[];
  readonly page: number;
  readonly total: number;
  readonly perPage: number;
  readonly mayWrite: boolean;
  readonly maySeeCalendar: boolean;
}

/** All campaigns, the newest first. */
export function ListPage({ tongue, rows, mayWrite, maySeeCalendar, ...pages }: ListProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-tips:list.heading')}</h1>
      <p class="lead">{say('console-tips:list.lead')}</p>
      <p class="actions">
        {mayWrite && (
          <a class="button" href="/console/broadcasts/new">
            {say('console-tips:list.new')}
          </a>
        )}
        {maySeeCalendar && (
          <a class="button button-plain" href="/console/tips">
            {say('console-tips:list.calendar')}
          </a>
        )}
      </p>
      <Campaigns tongue={tongue} rows={rows} />
      <Pager tongue={tongue} {...pages} href={(page) => `/console/broadcasts?page=${page}`} />
    </>
  );
}

function Campaigns({ tongue, rows }: Pick<ListProps, 'tongue' | 'rows'>): JSX.Element {
  const { say } = tongue;
  return (
    <Table
      caption={say('console-tips:list.heading')}
      none={say('console-tips:list.empty')}
      rows={rows}
      keyOf={({ campaign }) => campaign.id}
      columns={[
        {
          heading: say('console-tips:list.what'),
          isHead: true,
          cell: ({ campaign, title }) => <a href={`/console/broadcasts/${campaign.id}`}>{title}</a>,
        },
        {
          heading: say('console-tips:list.kind'),
          cell: ({ campaign }) => say(`console-tips:kind.${campaign.kind}`),
        },
        {
          heading: say('console-tips:list.state'),
          cell: ({ campaign }) => <StateBadge tongue={tongue} state={campaign.state} />,
        },
        {
          heading: say('console-tips:list.when'),
          cell: ({ campaign }) => timeOf(tongue, campaign),
        },
        {
          heading: say('console-tips:list.progress'),
          cell: ({ progress }) =>
            progress &&
            say('console-tips:list.done_of', { done: doneOf(progress), all: progress.recipients }),
        },
      ]}
    />
  );
}

/** The time that matters in its state. */
function timeOf({ say }: Tongue, { state, sendAt, createdAt, startedAt, endedAt }: CampaignRow): string {
  if (endedAt) {
    return say('console-tips:list.ended', { time: momentText(endedAt) });
  }
  if (startedAt) {
    return say('console-tips:list.started', { time: momentText(startedAt) });
  }
  if (sendAt) {
    return say('console-tips:list.planned', { time: momentText(sendAt) });
  }
  return state === 'draft'
    ? say('console-tips:list.written', { time: momentText(createdAt) })
    : say('console-tips:list.on_approval');
}
