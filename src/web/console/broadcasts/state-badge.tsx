import type { JSX } from 'preact';
import type { CampaignState } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge, type Mood } from '../views/marks.js';

/** What waits for somebody stands out. */
const MOODS: Readonly<Record<CampaignState, Mood>> = {
  draft: 'plain',
  submitted: 'warn',
  approved: 'plain',
  sending: 'plain',
  paused: 'warn',
  done: 'good',
  cancelled: 'plain',
};

/** Where a campaign stands. */
export function StateBadge({
  tongue: { say },
  state,
}: {
  readonly tongue: Tongue;
  readonly state: CampaignState;
}): JSX.Element {
  return <Badge mood={MOODS[state]} text={say(`console-tips:state.${state}`)} />;
}
