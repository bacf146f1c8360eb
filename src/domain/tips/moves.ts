import type { CampaignState } from './types.js';

interface Move {
  readonly from: readonly CampaignState[];
  readonly to: CampaignState;
}

/** What can become of a campaign. `start` and `finish` are the service's own, all others are made by staff. */
export const MOVES = {
  submit: { from: ['draft'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'approved' },
  start: { from: ['approved'], to: 'sending' },
  pause: { from: ['sending'], to: 'paused' },
  resume: { from: ['paused'], to: 'sending' },
  finish: { from: ['sending'], to: 'done' },
  cancel: { from: ['draft', 'submitted', 'approved', 'sending', 'paused'], to: 'cancelled' },
} as const satisfies Readonly<Record<string, Move>>;
export type MoveName = keyof typeof MOVES;

/** What a move does to the messages that wait: from which states to which. Those in flight can't be called back. */
export const WAITING = {
  pause: { from: ['queued'], to: 'held' },
  resume: { from: ['held'], to: 'queued' },
  cancel: { from: ['queued', 'held'], to: 'cancelled' },
} as const;
