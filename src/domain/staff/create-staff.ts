import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Passwords, Sealer } from '../privacy/index.js';
import { createAccountStore, type StaffDatabase } from './account-store.js';
import { createChoosing } from './choose-password.js';
import { createFirstAdministrator } from './first-administrator.js';
import { createChatStore } from './chat-store.js';
import { createLinkStore } from './link-store.js';
import { typedLogin } from './login.js';
import { createRoom } from './room.js';
import { createOwnChat, type OwnChat } from './own-chat.js';
import { createSessionStore } from './session-store.js';
import { createSessions } from './sign-in.js';
import { createTriesStore } from './tries-store.js';
import type { SignIn, StaffRoom } from './types.js';

export interface Staff {
  readonly signIn: SignIn;
  readonly room: StaffRoom;
  /** The chat in which a member of staff is called. */
  readonly ownChat: OwnChat;
  /** Names by id, read in the caller's transaction; an unknown id is missing. */
  readonly names: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The id of a login, or null. */
  readonly idOf: (login: string) => Promise<string | null>;
  /** A new link's token as long as there is no administrator, else null. */
  readonly ensureFirstLink: () => Promise<string | null>;
}

/** The staff: accounts, sessions, and how one gets in. */
export function createStaff(given: {
  readonly db: StaffDatabase;
  readonly sealer: Sealer;
  readonly passwords: Passwords;
  readonly audit: AuditStore;
  readonly clock: Clock;
}): Staff {
  const { db, sealer } = given;
  const accounts = createAccountStore(sealer);
  const deps = {
    ...given,
    accounts,
    sessions: createSessionStore(accounts),
    links: createLinkStore(),
    chats: createChatStore(sealer),
    tries: createTriesStore(sealer),
  };
  const { ensureFirstLink, ...first } = createFirstAdministrator(deps);
  return {
    signIn: { ...createSessions(deps), ...createChoosing(deps), ...first },
    room: createRoom(deps),
    ownChat: createOwnChat(deps, sealer),
    names: (tx, ids) => accounts.named(tx, ids),
    idOf: async (login) => (await accounts.byLogin(db, typedLogin(login)))?.id ?? null,
    ensureFirstLink,
  };
}
