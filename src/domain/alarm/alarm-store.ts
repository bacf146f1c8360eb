import type { PrismaClient } from '../../generated/prisma/client.js';
import type { Database } from '../contacts/index.js';
import type { AlarmCause, AlarmLevel, AlarmNews, OpenAlarm } from './types.js';

/** The client itself: a use case begins its own transaction. */
export type AlarmDatabase = PrismaClient;

export interface NewAlarm {
  readonly id: string;
  readonly caseId: string;
  readonly cause: AlarmCause;
  readonly now: Date;
}

/** How far the calls of an alarm have come. */
export interface Calls {
  readonly calls: number;
  readonly level: number;
  readonly dueAt: Date;
}

/** An alarm whose next call is due. */
export interface DueAlarm {
  readonly id: string;
  readonly raisedAt: Date;
  readonly calls: number;
}

/** An alarm as the duty phone is told of it. */
export interface Ringing {
  readonly id: string;
  readonly calls: number;
  readonly level: AlarmLevel;
}

/** How the keys of an alarm's messages in the outbox begin. */
export const callKey = (alarmId: string): string => `alarm:${alarmId}:`;

/** More open alarms than fit a page: then it is a flood, and a list begins with the oldest. */
const MOST_OPEN = 200;

/** Alarms, and whom they can reach. */
export function createAlarmStore() {
  return {
    /** An alarm that has called nobody yet. False when the case has an open one. */
    async add(tx: Database, { id, caseId, cause, now }: NewAlarm): Promise<boolean> {
      const added = await tx.$executeRaw`
        INSERT INTO alarm (id, case_id, cause, raised_at, level, calls, due_at)
        VALUES (${id}::uuid, ${caseId}::uuid, ${cause}, ${now}, 0, 0, ${now})
        ON CONFLICT (case_id) WHERE acknowledged_at IS NULL DO NOTHING`;
      return added === 1;
    },

    async noteCall(tx: Database, id: string, { calls, level, dueAt }: Calls, now: Date): Promise<void> {
      await tx.$executeRaw`
        UPDATE alarm SET calls = ${calls}, due_at = ${dueAt}, level = ${level},
          escalated_at = CASE WHEN level < ${level} AND level > 0 THEN ${now}::timestamptz ELSE escalated_at END
        WHERE id = ${id}::uuid`;
    },

    /** The alarm that has waited longest for its next call, held until the transaction ends; one that another process holds is left to it. */
    async nextDue(tx: Database, now: Date): Promise<DueAlarm | null> {
      const rows = await tx.$queryRaw<Array<{ id: string; raised_at: Date; calls: number }>>`
        SELECT id::text, raised_at, calls FROM alarm WHERE acknowledged_at IS NULL AND due_at <= ${now}
        ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
      const [row] = rows;
      return row ? { id: row.id, raisedAt: row.raised_at, calls: row.calls } : null;
    },

    /** An alarm with a call that the duty phone has not been told of, kept from other processes until then. */
    async claimRing(db: Database, now: Date, until: Date): Promise<Ringing | null> {
      const rows = await db.$queryRaw<Ringing[]>`
        UPDATE alarm SET ringing_until = ${until} WHERE id = (
          SELECT id FROM alarm
          WHERE acknowledged_at IS NULL AND rung < calls AND (ringing_until IS NULL OR ringing_until <= ${now})
          ORDER BY raised_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id::text, calls, level`;
      return rows[0] ?? null;
    },

    async noteRung(db: Database, { id, calls }: Ringing): Promise<void> {
      await db.$executeRaw`
        UPDATE alarm SET rung = greatest(rung, ${calls}), ringing_until = NULL WHERE id = ${id}::uuid`;
    },

    /** Ends the open alarm of a case, and takes back what is not sent yet. False when none is open. */
    async close(tx: Database, caseId: string, staffId: string, now: Date): Promise<boolean> {
      const rows = await tx.$queryRaw<Array<{ id: string }>>`
        UPDATE alarm SET acknowledged_at = ${now}, acknowledged_by = ${staffId}::uuid
        WHERE case_id = ${caseId}::uuid AND acknowledged_at IS NULL RETURNING id::text`;
      for (const { id } of rows) {
        await this.takeBack(tx, id, 'alarm_taken');
      }
      return rows.length > 0;
    },

    /** Takes back the calls of an alarm that wait or are on their way. What arrives all the same is marked sent. */
    async takeBack(tx: Database, id: string, why: 'alarm_taken' | 'alarm_called_again'): Promise<void> {
      await tx.$executeRaw`
        UPDATE outbox SET state = 'cancelled', error_code = ${why}, payload = ''::bytea
        WHERE state IN ('queued', 'sending') AND channel = 'telegram' AND starts_with(dedupe_key, ${callKey(id)})`;
    },

    async isOpen(db: Database, caseId: string): Promise<boolean> {
      return (await db.alarm.count({ where: { case_id: caseId, acknowledged_at: null } })) > 0;
    },

    /** Who took the last alarm of a case; null when there was none. */
    async lastTakenBy(db: Database, caseId: string): Promise<string | null> {
      const last = await db.alarm.findFirst({
        where: { case_id: caseId, acknowledged_at: { not: null } },
        orderBy: { acknowledged_at: 'desc' },
        select: { acknowledged_by: true },
      });
      return last?.acknowledged_by ?? null;
    },

    async news(db: Database): Promise<AlarmNews> {
      const rows = await db.$queryRaw<AlarmNews[]>`
        SELECT count(*) FILTER (WHERE acknowledged_at IS NULL)::int AS open,
          COALESCE(max(level) FILTER (WHERE acknowledged_at IS NULL), 0)::int AS level,
          COALESCE(sum(calls), 0)::int AS calls FROM alarm`;
      return rows[0] ?? { open: 0, level: 0, calls: 0 };
    },

    /** The open alarms, the oldest first, as many as fit a page. */
    async oldestOpen(db: Database): Promise<OpenAlarm[]> {
      const rows = await db.$queryRaw<Array<{ case_id: string; level: OpenAlarm['level']; raised_at: Date }>>`
        SELECT case_id::text, level, raised_at FROM alarm WHERE acknowledged_at IS NULL
        ORDER BY raised_at, id LIMIT ${MOST_OPEN}`;
      return rows.map((row) => ({ caseId: row.case_id, level: row.level, raisedAt: row.raised_at }));
    },

    /** Chats in which somebody of these roles is called, in one order: calls that come at once don't wait for each other in a circle. */
    async chatsOf(db: Database, roles: readonly string[]): Promise<string[]> {
      const rows = await db.$queryRaw<Array<{ contact_id: string }>>`
        SELECT l.contact_id::text FROM staff_contact l JOIN staff s ON s.id = l.staff_id
        WHERE s.disabled_at IS NULL AND s.roles && ${[...roles]}::text[] ORDER BY l.contact_id`;
      return rows.map((row) => row.contact_id);
    },
  };
}
export type AlarmStore = ReturnType<typeof createAlarmStore>;
