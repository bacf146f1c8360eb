import type { Database } from '../contacts/index.js';

/** Whether somebody wrote or submitted a campaign. Who submitted stands in the audit, which nobody can change. */
export async function hasTouched(db: Database, campaignId: string, staffId: string): Promise<boolean> {
  const rows = await db.$queryRaw<Array<{ touched: boolean }>>`
    SELECT EXISTS (SELECT 1 FROM campaign WHERE id = ${campaignId}::uuid AND created_by = ${staffId}::uuid)
      OR EXISTS (SELECT 1 FROM audit_event
        WHERE subject_kind = 'campaign' AND subject_id = ${campaignId} AND staff_id = ${staffId}::uuid
          AND action IN ('broadcast_drafted', 'broadcast_submitted')) AS touched`;
  return rows[0]?.touched ?? true;
}
