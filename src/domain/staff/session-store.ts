import type { Database } from '../contacts/index.js';
import type { Account, AccountRow, AccountStore } from './account-store.js';
import { digestOf } from './secret.js';

const MINUTE = 60_000;
/** A session ends that long after its last request, and that long after its beginning in any case (ASVS 7.3). */
export const SESSION = { idleMs: 30 * MINUTE, absoluteMs: 8 * 60 * MINUTE } as const;
/** A request from further in the future means that the clock was set back: the session ends rather than lasting longer. */
const SKEW_MS = MINUTE;

/** Signed-in browsers. Of a session's secret only the digest is stored. */
export function createSessionStore(accounts: AccountStore) {
  return {
    async begin(db: Database, session: string, staffId: string, now: Date): Promise<void> {
      const data = { id: digestOf(session), staff_id: staffId, created_at: now, seen_at: now };
      await db.staffSession.create({ data });
    },

    /** Whose it is, with the roles of this moment; notes that it is in use. Null when it has ended or the account is disabled. */
    async use(db: Database, session: string, now: Date): Promise<Account | null> {
      const at = now.getTime();
      const rows = await db.$queryRaw<AccountRow[]>`
        UPDATE staff_session SET seen_at = ${now} FROM staff
        WHERE staff_session.id = ${digestOf(session)} AND staff.id = staff_session.staff_id AND staff.disabled_at IS NULL
          AND staff_session.seen_at > ${new Date(at - SESSION.idleMs)}
          AND staff_session.created_at > ${new Date(at - SESSION.absoluteMs)}
          AND staff_session.seen_at <= ${new Date(at + SKEW_MS)}
        RETURNING staff.id::text, staff.login, staff.name, staff.roles, staff.password_hash, staff.created_at, staff.disabled_at`;
      return rows[0] ? accounts.present(rows[0]) : null;
    },

    /** The same without noting that it is in use. */
    async look(db: Database, session: string, now: Date): Promise<Account | null> {
      const at = now.getTime();
      const found = await db.staffSession.findFirst({
        where: {
          id: digestOf(session),
          seen_at: { gt: new Date(at - SESSION.idleMs), lte: new Date(at + SKEW_MS) },
          created_at: { gt: new Date(at - SESSION.absoluteMs) },
          staff: { disabled_at: null },
        },
        include: { staff: true },
      });
      return found && accounts.present(found.staff);
    },

    /** Whose it was; null when there was none. */
    async end(db: Database, session: string): Promise<string | null> {
      const rows = await db.$queryRaw<Array<{ staff_id: string }>>`
        DELETE FROM staff_session WHERE id = ${digestOf(session)} RETURNING staff_id::text`;
      return rows[0]?.staff_id ?? null;
    },

    async endAllOf(db: Database, staffId: string): Promise<void> {
      await db.staffSession.deleteMany({ where: { staff_id: staffId } });
    },

    /** Deletes what has ended by itself. */
    async sweep(db: Database, now: Date): Promise<void> {
      const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
      await db.staffSession.deleteMany({
        where: { OR: [{ seen_at: before(SESSION.idleMs) }, { created_at: before(SESSION.absoluteMs) }] },
      });
    },
  };
}
export type SessionStore = ReturnType<typeof createSessionStore>;
