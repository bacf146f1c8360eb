import type { Database } from '../contacts/index.js';
import { digestOf, newSecret } from './secret.js';

/** A link works for a day. */
export const LINK_HOURS = 24;
const LINK_MS = LINK_HOURS * 3_600_000;

/** Links that work once: to create the first administrator (of nobody) or to choose a password. Only digests are stored. */
export function createLinkStore() {
  return {
    /** A new link's token. */
    async make(db: Database, staffId: string | null, now: Date): Promise<string> {
      const token = newSecret();
      const expires = new Date(now.getTime() + LINK_MS);
      await db.staffLink.create({ data: { id: digestOf(token), staff_id: staffId, expires_at: expires } });
      return token;
    },

    /** Whose a link is that still works; `staffId` is null for the first administrator's. */
    async find(db: Database, token: string, now: Date): Promise<{ readonly staffId: string | null } | null> {
      const row = await db.staffLink.findUnique({ where: { id: digestOf(token) } });
      return row && row.used_at === null && row.expires_at > now ? { staffId: row.staff_id } : null;
    },

    /** Uses it up. False when it works no more: of two at once one gets true. */
    async use(db: Database, token: string, now: Date): Promise<boolean> {
      const used = await db.staffLink.updateMany({
        where: { id: digestOf(token), used_at: null, expires_at: { gt: now } },
        data: { used_at: now },
      });
      return used.count > 0;
    },

    /** Ends all links of an account, or, for null, of the first administrator. */
    async endAllOf(db: Database, staffId: string | null): Promise<void> {
      await db.staffLink.deleteMany({ where: { staff_id: staffId } });
    },

    /** Deletes what has expired. */
    async sweep(db: Database, now: Date): Promise<void> {
      await db.staffLink.deleteMany({ where: { expires_at: { lte: now } } });
    },
  };
}
export type LinkStore = ReturnType<typeof createLinkStore>;
