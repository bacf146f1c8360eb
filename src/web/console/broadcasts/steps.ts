import { type Action, may, type StaffMember } from '../../../domain/staff/index.js';
import type { CampaignRow, CampaignState } from '../../../domain/tips/index.js';

/** What can be done with a campaign, each with a page that asks whether she is sure (but for `submit`, which sends nothing). */
export const STEPS = {
  submit: { rule: 'broadcast_write', from: ['draft'], leadsTo: ['submitted', 'approved', 'sending', 'done'] },
  approve: { rule: 'broadcast_approve', from: ['submitted'], leadsTo: ['approved', 'sending', 'done'] },
  pause: { rule: 'broadcast_control', from: ['sending'], leadsTo: ['paused'] },
  resume: { rule: 'broadcast_control', from: ['paused'], leadsTo: ['sending', 'done'] },
  cancel: {
    rule: 'broadcast_control',
    from: ['draft', 'submitted', 'approved', 'sending', 'paused'],
    leadsTo: ['cancelled'],
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly rule: Action;
      readonly from: readonly CampaignState[];
      readonly leadsTo: readonly CampaignState[];
    }
  >
>;
export type Step = keyof typeof STEPS;

const includes = (states: readonly CampaignState[], state: CampaignState) => states.includes(state);

/** Whether the state allows it. */
export const isOpen = (step: Step, { state }: CampaignRow): boolean => includes(STEPS[step].from, state);

/** Whether it has been done: the same form again then has nothing left to do. */
export const isDone = (step: Step, { state }: CampaignRow): boolean => includes(STEPS[step].leadsTo, state);

/** Whether somebody would approve what she wrote herself. */
export const needsOther = (campaign: CampaignRow, staff: StaffMember): boolean =>
  campaign.createdBy === staff.id;

/** The steps that have a button for her now. */
export function stepsFor(campaign: CampaignRow, staff: StaffMember): Step[] {
  return (Object.keys(STEPS) as Step[]).filter(
    (step) =>
      isOpen(step, campaign) &&
      may(staff.roles, STEPS[step].rule) &&
      !(step === 'approve' && needsOther(campaign, staff)),
  );
}
