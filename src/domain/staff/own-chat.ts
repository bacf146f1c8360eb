import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { note, type StaffDeps } from './staff-deps.js';
import { createTriesStore } from './tries-store.js';
import type { LinkedChat } from './types.js';

/** So many digits may be tried in one chat in an hour. */
const CODE_TRIES = { of: 'staff chat tries', most: 5, withinMs: 3_600_000 } as const;

/** Links a chat in the transaction of the turn in which the digits came. False for wrong digits and after too many tries, which look alike. */
export type LinkChat = (db: Database, contactId: string, code: string, now: Date) => Promise<boolean>;

/** The chat in which a member of staff is called, as she herself keeps it. */
export interface OwnChat {
  /** Null when there is none. */
  of(staffId: string): Promise<LinkedChat | null>;
  /** Eight digits that she sends from that chat. */
  newCode(staffId: string): Promise<string>;
  unlink(staffId: string): Promise<void>;
  readonly link: LinkChat;
}

export function createOwnChat(deps: StaffDeps, sealer: Sealer): OwnChat {
  const { db, chats, clock } = deps;
  const tries = createTriesStore(sealer, CODE_TRIES);
  return {
    of: (staffId) => chats.of(db, staffId),

    newCode: (staffId) =>
      db.$transaction(async (tx) => {
        await note(deps, tx, { staffId, action: 'staff_chat_code_made', subject: staffId });
        return chats.newCode(tx, staffId, clock.now());
      }),

    async unlink(staffId) {
      await db.$transaction(async (tx) => {
        if (await chats.unlink(tx, staffId)) {
          await note(deps, tx, { staffId, action: 'staff_chat_unlinked', subject: staffId });
        }
      });
    },

    async link(tx, contactId, code, now) {
      const staffId =
        (await tries.count(tx, contactId, now)) === 0 ? await chats.useCode(tx, code, now) : null;
      if (staffId === null) {
        return false;
      }
      await note(deps, tx, { staffId, action: 'staff_chat_linked', subject: staffId });
      await chats.link(tx, staffId, contactId, now);
      await tries.clear(tx, contactId);
      return true;
    },
  };
}
