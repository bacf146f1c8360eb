import { randomUUID } from 'node:crypto';
import { sqltag as sql } from '@prisma/client/runtime/client';
import type { Prisma } from '../../generated/prisma/client.js';
import type { Database } from '../contacts/index.js';
import { type MoveName, MOVES, WAITING } from './moves.js';
import type { BroadcastContent, CampaignRow, CampaignState, Segment } from './types.js';

type Row = Prisma.CampaignModel;

function present(row: Row): CampaignRow {
  return {
    id: row.id,
    kind: row.kind === 'tip' ? 'tip' : 'broadcast',
    state: row.state as CampaignState,
    tipId: row.tip_id,
    content: row.content as unknown as BroadcastContent | null,
    segment: row.segment as unknown as Segment,
    sendAt: row.send_at,
    createdBy: row.created_by,
    approvedBy: row.approved_by,
    createdAt: row.created_at,
    testedAt: row.tested_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

/** A campaign that is new. A second one under the same key is not kept. */
export interface NewCampaign {
  readonly dedupeKey: string;
  readonly state: CampaignState;
  readonly segment: Segment;
  readonly tipId?: string;
  readonly content?: BroadcastContent;
  readonly sendAt?: Date | null;
  readonly createdBy?: string;
  readonly startedAt?: Date;
  readonly now: Date;
}

export const CAMPAIGNS_A_PAGE = 20;

/** Campaigns as rows. */
export function createCampaignStore() {
  return {
    /** The newest first; the first page is 1. */
    async list(db: Database, page: number): Promise<{ rows: readonly CampaignRow[]; total: number }> {
      const [rows, total] = await Promise.all([
        db.campaign.findMany({
          orderBy: [{ created_at: 'desc' }, { id: 'asc' }],
          skip: (Math.max(1, page) - 1) * CAMPAIGNS_A_PAGE,
          take: CAMPAIGNS_A_PAGE,
        }),
        db.campaign.count(),
      ]);
      return { rows: rows.map(present), total };
    },

    async get(db: Database, id: string): Promise<CampaignRow | null> {
      const row = await db.campaign.findUnique({ where: { id } });
      return row && present(row);
    },

    countIn: (db: Database, state: CampaignState): Promise<number> => db.campaign.count({ where: { state } }),

    /** Which of these keys have their campaign already. */
    async known(db: Database, dedupeKeys: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await db.campaign.findMany({
        where: { dedupe_key: { in: [...dedupeKeys] } },
        select: { dedupe_key: true },
      });
      return new Set(rows.flatMap(({ dedupe_key }) => dedupe_key ?? []));
    },

    /** Keeps a campaign. `isNew` is false for the one that had the key before. */
    async add(
      db: Database,
      campaign: NewCampaign,
    ): Promise<{ readonly id: string; readonly isNew: boolean }> {
      const { dedupeKey, content, segment, now } = campaign;
      const id = randomUUID();
      const added = await db.$executeRaw`
        INSERT INTO campaign (id, kind, dedupe_key, tip_id, content, segment, state, send_at, created_by, created_at, started_at)
        VALUES (${id}::uuid, ${content ? 'broadcast' : 'tip'}, ${dedupeKey}, ${campaign.tipId ?? null},
          ${content ? JSON.stringify(content) : null}::jsonb, ${JSON.stringify(segment)}::jsonb, ${campaign.state},
          ${campaign.sendAt ?? null}::timestamptz, ${campaign.createdBy ?? null}::uuid, ${now}, ${campaign.startedAt ?? null}::timestamptz)
        ON CONFLICT (dedupe_key) DO NOTHING`;
      if (added === 1) {
        return { id, isNew: true };
      }
      const known = await db.campaign.findUniqueOrThrow({ where: { dedupe_key: dedupeKey } });
      return { id: known.id, isNew: false };
    },

    /** Makes a move if the state allows it: locks the row; what waits to be sent moves along. @returns the campaign after it, null when it was refused */
    async move(
      tx: Database,
      id: string,
      name: MoveName,
      { approvedBy, now }: { readonly approvedBy?: string; readonly now: Date },
    ): Promise<CampaignRow | null> {
      const { from, to } = MOVES[name];
      const [row] = await tx.campaign.updateManyAndReturn({
        where: { id, state: { in: [...from] } },
        data: {
          state: to,
          ...(approvedBy !== undefined && { approved_by: approvedBy, approved_at: now }),
          ...(name === 'start' && { started_at: now }),
          ...((to === 'done' || to === 'cancelled') && { ended_at: now }),
        },
      });
      if (row && name in WAITING) {
        await this.moveWaiting(tx, id, name as keyof typeof WAITING);
      }
      return row ? present(row) : null;
    },

    /** The messages of a campaign that wait, in one statement. */
    async moveWaiting(tx: Database, id: string, name: keyof typeof WAITING): Promise<void> {
      const { from, to } = WAITING[name];
      const reason = name === 'cancel' ? sql`'campaign_cancelled'` : sql`error_code`;
      await tx.$executeRaw`
        UPDATE outbox SET state = ${to}, error_code = ${reason}
        WHERE campaign_id = ${id}::uuid AND state = ANY (${[...from]}::text[])`;
    },

    /** Ids of approved broadcasts whose time has come, the one due longest first. */
    async due(db: Database, now: Date): Promise<string[]> {
      const rows = await db.campaign.findMany({
        where: { state: 'approved', OR: [{ send_at: null }, { send_at: { lte: now } }] },
        orderBy: [{ send_at: { sort: 'asc', nulls: 'first' } }, { approved_at: 'asc' }],
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    /** Lets go what was put on hold at the very moment at which its campaign was resumed. */
    async releaseStragglers(db: Database): Promise<void> {
      await db.$executeRaw`
        UPDATE outbox o SET state = 'queued' FROM campaign k
        WHERE k.state = 'sending' AND o.campaign_id = k.id AND o.state = 'held'`;
    },

    /** Ends the campaigns for which nothing waits any more. @returns how many */
    async finish(db: Database, now: Date): Promise<number> {
      return db.$executeRaw`
        UPDATE campaign k SET state = 'done', ended_at = ${now}
        WHERE k.state = 'sending' AND NOT EXISTS (
          SELECT 1 FROM outbox o WHERE o.campaign_id = k.id AND o.state IN ('queued', 'held', 'sending'))`;
    },

    async markTested(db: Database, id: string, now: Date): Promise<void> {
      await db.campaign.update({ where: { id }, data: { tested_at: now } });
    },

    /** Broadcasts that may still be tried out, the newest first. */
    async testable(db: Database, most: number): Promise<CampaignRow[]> {
      const rows = await db.campaign.findMany({
        where: { kind: 'broadcast', state: { in: ['draft', 'submitted'] } },
        orderBy: { created_at: 'desc' },
        take: most,
      });
      return rows.map(present);
    },
  };
}
export type CampaignStore = ReturnType<typeof createCampaignStore>;
