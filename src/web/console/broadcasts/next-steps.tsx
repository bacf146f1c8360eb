import type { JSX } from 'preact';
import { may, type StaffMember } from '../../../domain/staff/index.js';
import type { CampaignRow } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Secrets } from '../views/secrets.js';
import { isOpen, needsOther, stepsFor } from './steps.js';

interface NextStepsProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly campaign: CampaignRow;
  readonly staff: StaffMember;
}

/** What she may do with it now. Nothing at all when there is nothing. */
export function NextSteps({ tongue: { say }, secrets, campaign, staff }: NextStepsProps): JSX.Element | null {
  const steps = stepsFor(campaign, staff);
  const waits =
    isOpen('approve', campaign) && may(staff.roles, 'broadcast_approve') && needsOther(campaign, staff);
  const page = `/console/broadcasts/${campaign.id}`;
  return steps.length === 0 && !waits ? null : (
    <section class="panel">
      <h2>{say('console-tips:step.heading')}</h2>
      {waits && <p>{say('console-tips:step.wait_other')}</p>}
      {steps.includes('submit') && (
        <form method="post" action={`${page}/submit`}>
          <Secrets secrets={secrets} />
          <p>{say('console-tips:step.submit_hint')}</p>
          <p class="actions">
            <button class="button" type="submit">
              {say('console-tips:step.submit')}
            </button>
          </p>
        </form>
      )}
      <p class="actions">
        {steps
          .filter((step) => step !== 'submit')
          .map((step) => (
            <a
              class={step === 'cancel' ? 'button button-danger' : 'button'}
              href={`${page}/${step}`}
              key={step}
            >
              {say(`console-tips:step.${step}`)}
            </a>
          ))}
      </p>
    </section>
  );
}
