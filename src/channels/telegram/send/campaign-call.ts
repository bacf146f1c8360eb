import type { Sending } from '../../../domain/messaging/index.js';
import type { CampaignWords } from '../../../domain/tips/index.js';
import type { Call } from './calls.js';
import { renderReply } from './render.js';

/** What a campaign says in a language; null when there is nothing to say any more. Rejects while the database is away. */
export type CampaignReply = (campaignId: string, locale: string) => Promise<CampaignWords | null>;

/** A campaign's message to one chat as one call; null when it can't be made. */
export async function campaignCall(
  {
    campaignReply,
    publicUrl,
  }: { readonly campaignReply: CampaignReply; readonly publicUrl?: string | undefined },
  { campaign }: Sending,
): Promise<Call | null> {
  if (!campaign || campaign.address === '') {
    return null;
  }
  const words = await campaignReply(campaign.id, campaign.locale);
  const [params] = words ? renderReply(campaign.address, words, publicUrl) : [];
  return params && words ? { method: 'sendMessage', params: cover(params, words.covered) } : null;
}

type Params = Extract<Call, { method: 'sendMessage' }>['params'];

/** Puts words under a cover that a tap lifts: neither a locked screen nor the list of chats shows them. */
function cover(params: Params, covered: string | undefined): Params {
  if (covered === undefined) {
    return params;
  }
  const at = params.text.indexOf(covered);
  return at < 0 ? params : { ...params, entities: [{ type: 'spoiler', offset: at, length: covered.length }] };
}
