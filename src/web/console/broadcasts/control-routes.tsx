import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, staffOf } from '../route.js';
import { ConfirmPage } from './confirm-page.js';
import type { BroadcastDeps } from './deps.js';
import { campaignOf, contentOf } from './found.js';
import { groupsIn } from './groups.js';
import { isDone, isOpen, needsOther, type Step, STEPS } from './steps.js';

const ASKED = ['approve', 'pause', 'resume', 'cancel'] as const;

/** The steps of a campaign, each under its own rule; those that send or stop something ask first. */
export function controlRoutes(deps: BroadcastDeps): ConsoleRoute[] {
  const take = (step: Step): ConsoleRoute => ({
    method: 'POST',
    path: `/broadcasts/:id/${step}`,
    rule: STEPS[step].rule,
    handle: (call) => takeStep(deps, call, step),
  });
  const ask = (step: (typeof ASKED)[number]): ConsoleRoute => ({
    method: 'GET',
    path: `/broadcasts/:id/${step}`,
    rule: STEPS[step].rule,
    handle: (call) => askFirst(deps, call, step),
  });
  return [take('submit'), ...ASKED.flatMap((step) => [ask(step), take(step)])];
}

async function askFirst(deps: BroadcastDeps, call: ConsoleCall, step: (typeof ASKED)[number]): Promise<void> {
  const { tongue, secrets } = call;
  const campaign = await campaignOf(deps, call);
  if (!isOpen(step, campaign)) {
    call.redirect(`/console/broadcasts/${campaign.id}`);
    return;
  }
  if (step === 'approve' && needsOther(campaign, staffOf(call))) {
    throw new AppError('second_person', 403);
  }
  call.page(
    tongue.say('console-tips:page.title'),
    <ConfirmPage
      tongue={tongue}
      secrets={secrets}
      step={step}
      campaign={campaign}
      content={contentOf(deps, campaign)}
      offered={groupsIn(deps, tongue)}
      reach={await deps.broadcasts.count(campaign.segment)}
    />,
  );
}

/** The same form a second time has nothing left to do, and leads to the same page. */
async function takeStep(deps: BroadcastDeps, call: ConsoleCall, step: Step): Promise<void> {
  const { id } = await campaignOf(deps, call);
  try {
    await deps.broadcasts[step](staffOf(call).id, id);
  } catch (error) {
    const isLate = error instanceof AppError && error.code === 'campaign_state';
    if (!isLate || !isDone(step, await campaignOf(deps, call))) {
      throw error;
    }
  }
  call.redirect(`/console/broadcasts/${id}`);
}
