import type { Database } from '../contacts/index.js';
import type { ClockKind } from './types.js';

export interface StoredClock {
  readonly kind: ClockKind;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly stoppedAt: Date | null;
}

/** The clocks of a case. */
export function createClockStore() {
  return {
    /** All of a case, the one that ends first at the top. */
    async of(db: Database, caseId: string): Promise<StoredClock[]> {
      return db.$queryRaw<StoredClock[]>`
        SELECT kind, started_at AS "startedAt", due_at AS "dueAt", stopped_at AS "stoppedAt"
        FROM case_clock WHERE case_id = ${caseId}::uuid ORDER BY due_at, kind`;
    },

    /** Starts a clock, or starts it anew. */
    async start(tx: Database, caseId: string, kind: ClockKind, now: Date, dueAt: Date): Promise<void> {
      await tx.$executeRaw`
        INSERT INTO case_clock (case_id, kind, started_at, due_at) VALUES (${caseId}::uuid, ${kind}, ${now}, ${dueAt})
        ON CONFLICT (case_id, kind) DO UPDATE SET started_at = ${now}, due_at = ${dueAt}, stopped_at = NULL`;
    },

    /** Stops those that run. */
    async stop(tx: Database, caseId: string, kinds: readonly ClockKind[], now: Date): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_clock SET stopped_at = ${now}
        WHERE case_id = ${caseId}::uuid AND kind = ANY (${kinds}::text[]) AND stopped_at IS NULL`;
    },

    async moveEnd(tx: Database, caseId: string, kind: ClockKind, dueAt: Date): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_clock SET due_at = ${dueAt} WHERE case_id = ${caseId}::uuid AND kind = ${kind} AND stopped_at IS NULL`;
    },
  };
}
export type ClockStore = ReturnType<typeof createClockStore>;
