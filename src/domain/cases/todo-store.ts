import type { Database } from '../contacts/index.js';
import { ENDED_STATES } from './transitions.js';

/** What waits for somebody. */
export interface CaseTodo {
  /** Cases in which she wrote and nobody has read it. */
  readonly unread: number;
  /** Cases with a deadline that is over. */
  readonly overdue: number;
  /** Emergencies that are open. */
  readonly emergencies: number;
}

/** How many cases wait for what: numbers alone, so that no view of a case is written down for them. */
export function createTodoStore() {
  return {
    async count(db: Database, now: Date): Promise<CaseTodo> {
      const ended = [...ENDED_STATES];
      const rows = await db.$queryRaw<CaseTodo[]>`
        SELECT count(*) FILTER (WHERE unread_since IS NOT NULL)::int AS unread,
          count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM case_clock c WHERE c.case_id = f.id AND c.stopped_at IS NULL AND c.due_at < ${now}))::int AS overdue,
          count(*) FILTER (WHERE urgency = 'emergency' AND state <> ALL (${ended}::text[]))::int AS emergencies
        FROM case_file f`;
      return rows[0] ?? { unread: 0, overdue: 0, emergencies: 0 };
    },
  };
}
export type TodoStore = ReturnType<typeof createTodoStore>;
