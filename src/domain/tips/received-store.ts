import type { Database } from '../contacts/index.js';
import type { BroadcastContent, ReceivedTip } from './types.js';

/** What a page shows at most; older ones are counted by nobody. */
const MOST = 60;
/** A campaign that is paused or cancelled is not read on any page meanwhile. */
const READABLE = ['sending', 'done'];

/** What a contact has received on her own page, the newest first; marks it as seen. */
export async function receive(tx: Database, contactId: string, now: Date): Promise<ReceivedTip[]> {
  const rows = await tx.campaignRecipient.findMany({
    where: { contact_id: contactId, campaign: { state: { in: READABLE } } },
    include: { campaign: { select: { tip_id: true, content: true } } },
    orderBy: [{ day: 'desc' }, { created_at: 'desc' }, { campaign_id: 'asc' }],
    take: MOST,
  });
  await tx.campaignRecipient.updateMany({
    where: {
      contact_id: contactId,
      campaign_id: { in: rows.map(({ campaign_id }) => campaign_id) },
      seen_at: null,
    },
    data: { seen_at: now },
  });
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    day: row.day,
    tipId: row.campaign.tip_id,
    content: row.campaign.content as unknown as BroadcastContent | null,
    isNew: row.seen_at === null,
  }));
}
