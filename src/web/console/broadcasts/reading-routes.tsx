import { may } from '../../../domain/staff/index.js';
import { type CampaignRow, CAMPAIGNS_A_PAGE } from '../../../domain/tips/index.js';
import { type ConsoleCall, type ConsoleRoute, staffOf } from '../route.js';
import { CampaignPage } from './campaign-page.js';
import type { BroadcastDeps } from './deps.js';
import { pageNumber } from '../views/pager.js';
import { campaignOf, contentOf } from './found.js';
import { groupsIn } from './groups.js';
import { ListPage } from './list-page.js';

const RENEW_SECONDS = 5;

/** The list and the page of one campaign. */
export function readingRoutes(deps: BroadcastDeps): ConsoleRoute[] {
  return [
    { method: 'GET', path: '/broadcasts', rule: 'broadcast_view', handle: (call) => showList(deps, call) },
    {
      method: 'GET',
      path: '/broadcasts/:id',
      rule: 'broadcast_view',
      handle: (call) => showCampaign(deps, call),
    },
  ];
}

async function showList(deps: BroadcastDeps, call: ConsoleCall): Promise<void> {
  const { tongue } = call;
  const { roles } = staffOf(call);
  const page = pageNumber(call.query.page);
  const { rows, total } = await deps.broadcasts.list(page);
  const listed = await Promise.all(rows.map((campaign) => listedOf(deps, call, campaign)));
  call.page(
    tongue.say('console-tips:list.title'),
    <ListPage
      tongue={tongue}
      rows={listed}
      page={page}
      total={total}
      perPage={CAMPAIGNS_A_PAGE}
      mayWrite={may(roles, 'broadcast_write')}
      maySeeCalendar={may(roles, 'tip_view')}
    />,
  );
}

async function listedOf(deps: BroadcastDeps, { tongue }: ConsoleCall, campaign: CampaignRow) {
  const content = contentOf(deps, campaign);
  const { title } = content[tongue.locale] ?? content['zh-CN'];
  const begun = campaign.startedAt ? await deps.broadcasts.get(campaign.id) : null;
  return { campaign, title, progress: begun?.progress ?? null };
}

async function showCampaign(deps: BroadcastDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets, query } = call;
  const campaign = await campaignOf(deps, call);
  const { id, state, kind, segment, startedAt } = campaign;
  const isOpen = !startedAt && state !== 'cancelled';
  const canBeTried = kind === 'broadcast' && (state === 'draft' || state === 'submitted');
  const renews = state === 'sending' && query.still === undefined;
  if (renews) {
    call.res.setHeader('Refresh', String(RENEW_SECONDS));
  }
  call.page(
    tongue.say('console-tips:page.title'),
    <CampaignPage
      tongue={tongue}
      secrets={secrets}
      staff={staffOf(call)}
      campaign={campaign}
      content={contentOf(deps, campaign)}
      offered={groupsIn(deps, tongue)}
      reach={isOpen ? await deps.broadcasts.count(segment) : null}
      testCode={canBeTried ? deps.broadcasts.testCode(id) : null}
      renews={renews}
    />,
  );
}
