import type { Database } from '../contacts/index.js';
import type { Progress } from './types.js';

/** What became of one recipient. */
type Fate = 'sent' | 'onPage' | 'waiting' | 'held' | 'failed' | 'cancelled';

interface Group {
  readonly fate: Fate;
  readonly reason: string | null;
  readonly people: number;
  readonly read: number;
  readonly twice: number;
}

/** How far a campaign has come, counted by recipient: each is counted once, whatever happened. */
export async function progressOf(db: Database, campaignId: string): Promise<Progress> {
  const groups = await db.$queryRaw<Group[]>`
    WITH fates AS (
      SELECT r.seen_at, o.error_code, o.possibly_twice, CASE
        WHEN o.state IN ('queued', 'sending') THEN 'waiting'
        WHEN o.id IS NOT NULL THEN o.state
        WHEN r.seen_at IS NOT NULL THEN 'onPage'
        WHEN k.state = 'paused' THEN 'held'
        WHEN k.state = 'cancelled' THEN 'cancelled'
        ELSE 'onPage' END AS fate
      FROM campaign_recipient r
      JOIN campaign k ON k.id = r.campaign_id
      LEFT JOIN outbox o ON o.campaign_id = r.campaign_id AND o.contact_id = r.contact_id
      WHERE r.campaign_id = ${campaignId}::uuid)
    SELECT fate, CASE WHEN fate IN ('failed', 'cancelled') THEN coalesce(error_code, 'campaign_cancelled') END AS reason,
      count(*)::int AS people, count(seen_at)::int AS read, (count(*) FILTER (WHERE possibly_twice))::int AS twice
    FROM fates GROUP BY 1, 2`;
  const sum = (of: (group: Group) => number) => groups.reduce((total, group) => total + of(group), 0);
  const withFate = (fate: Fate) => sum((group) => (group.fate === fate ? group.people : 0));
  const reasons: Record<string, number> = {};
  for (const { reason, people } of groups) {
    if (reason !== null) {
      reasons[reason] = (reasons[reason] ?? 0) + people;
    }
  }
  return {
    recipients: sum(({ people }) => people),
    sent: withFate('sent'),
    onPage: withFate('onPage'),
    read: sum(({ read }) => read),
    waiting: withFate('waiting'),
    held: withFate('held'),
    failed: withFate('failed'),
    cancelled: withFate('cancelled'),
    reasons,
    possiblyTwice: sum(({ twice }) => twice),
  };
}
