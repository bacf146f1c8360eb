import { randomInt } from 'node:crypto';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { LinkedChat } from './types.js';

/** How long the digits can be used. */
export const CODE_MINUTES = 10;
const CODE_MS = CODE_MINUTES * 60_000;
const DIGITS = 8;

/** Chats of the staff, and the digits by which one is shown to be hers. Of the digits only a keyed digest is stored. */
export function createChatStore(sealer: Pick<Sealer, 'blindIndex'>) {
  const digestOf = (code: string) => sealer.blindIndex('staff chat code', code);
  return {
    /** New digits; earlier ones of hers end. */
    async newCode(db: Database, staffId: string, now: Date): Promise<string> {
      const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
      const expires = new Date(now.getTime() + CODE_MS);
      await db.$executeRaw`
        INSERT INTO staff_code (staff_id, digest, expires_at) VALUES (${staffId}::uuid, ${digestOf(code)}, ${expires})
        ON CONFLICT (staff_id) DO UPDATE SET digest = EXCLUDED.digest, expires_at = EXCLUDED.expires_at`;
      return code;
    },

    /** Whose digits they are; used up by that. Null for unknown, old or used ones, and for a disabled account. */
    async useCode(db: Database, code: string, now: Date): Promise<string | null> {
      const rows = await db.$queryRaw<Array<{ staff_id: string }>>`
        DELETE FROM staff_code c USING staff s
        WHERE c.digest = ${digestOf(code)} AND c.expires_at > ${now} AND s.id = c.staff_id AND s.disabled_at IS NULL
        RETURNING c.staff_id::text`;
      return rows[0]?.staff_id ?? null;
    },

    /** From now on she is called there and nowhere else, and in that chat nobody else is. */
    async link(db: Database, staffId: string, contactId: string, now: Date): Promise<void> {
      await db.$executeRaw`
        DELETE FROM staff_contact WHERE staff_id = ${staffId}::uuid OR contact_id = ${contactId}::uuid`;
      await db.$executeRaw`
        INSERT INTO staff_contact (staff_id, contact_id, created_at) VALUES (${staffId}::uuid, ${contactId}::uuid, ${now})`;
    },

    /** She is called in no chat any more, and digits that were not used end. False when there was none. */
    async unlink(db: Database, staffId: string): Promise<boolean> {
      await db.staffCode.deleteMany({ where: { staff_id: staffId } });
      const { count } = await db.staffContact.deleteMany({ where: { staff_id: staffId } });
      return count > 0;
    },

    async of(db: Database, staffId: string): Promise<LinkedChat | null> {
      const row = await db.staffContact.findUnique({
        where: { staff_id: staffId },
        select: { created_at: true, contact: { select: { blocked_at: true } } },
      });
      return row && { since: row.created_at, blocked: row.contact.blocked_at !== null };
    },
  };
}
export type ChatStore = ReturnType<typeof createChatStore>;
