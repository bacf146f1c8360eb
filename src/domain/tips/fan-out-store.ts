import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { Database } from '../contacts/index.js';
import { addDays, type Day, weekOf } from './days.js';
import { REST_DAYS, TIPS_A_WEEK } from './pace.js';
import { reached } from './reach-store.js';
import type { Segment } from './types.js';

/** A campaign whose recipients are about to be written. */
export interface FanOut {
  readonly campaignId: string;
  readonly segment: Segment;
  /** Null for a broadcast: those are not counted among the tips of a week. */
  readonly tipId: string | null;
  /** The day of sending. */
  readonly day: Day;
  /** Nothing goes to a phone before then. */
  readonly notBefore: Date;
  readonly now: Date;
}

const LANE = 2;
/** Names the lock of all fan-outs: two at once could both give somebody the last place of her week. */
const LOCK = 'tips fan-out';

/** `hasRoom` of `pace.ts`, as a condition on a row of `contact c`. */
function hasRoom(tipId: string, day: Day): Sql {
  const week = weekOf(day);
  return sql`(
    SELECT count(*) FILTER (WHERE r.day BETWEEN ${week[0]} AND ${week[6]}) < ${TIPS_A_WEEK}
      AND count(*) FILTER (WHERE k.tip_id = ${tipId} AND r.day > ${addDays(day, -REST_DAYS)} AND r.day <= ${day}) = 0
    FROM campaign_recipient r JOIN campaign k ON k.id = r.campaign_id AND k.kind = 'tip'
    WHERE r.contact_id = c.id AND r.day >= ${addDays(day, -REST_DAYS)})`;
}

/** Waits until no other transaction writes recipients; held until this one ends, which may take longer than others. */
export async function holdFanOut(tx: Database, withinMs: number): Promise<void> {
  await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(withinMs)}, true)`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${LOCK}, 0))`;
}

/**
 * Writes whom a campaign goes to, and a message for each of them who reads on Telegram: one statement, in the transaction in which
 * the campaign begins, after `holdFanOut`. Whoever has it already gets nothing more.
 * @returns how many people were added
 */
export async function fanOut(tx: Database, { campaignId, segment, tipId, ...at }: FanOut): Promise<number> {
  const room = tipId === null ? sql`TRUE` : hasRoom(tipId, at.day);
  const rows = await tx.$queryRaw<Array<{ people: number }>>`
    WITH added AS (
      INSERT INTO campaign_recipient (campaign_id, contact_id, day, created_at)
      SELECT ${campaignId}::uuid, c.id, ${at.day}::text, ${at.now}::timestamptz FROM ${reached(segment, at.day)} AND ${room}
      ON CONFLICT DO NOTHING RETURNING contact_id),
    written AS (
      INSERT INTO outbox (channel, contact_id, chat_key, lane, dedupe_key, campaign_id, payload, not_before, created_at)
      SELECT c.channel, c.id, c.address_key, ${LANE}::smallint, 'campaign:' || ${campaignId}::text || ':' || c.id::text,
        ${campaignId}::uuid, ''::bytea, ${at.notBefore}::timestamptz, ${at.now}::timestamptz
      FROM added JOIN contact c ON c.id = added.contact_id WHERE c.channel = 'telegram'
      ON CONFLICT (dedupe_key) DO NOTHING)
    SELECT count(*)::int AS people FROM added`;
  return rows[0]?.people ?? 0;
}
