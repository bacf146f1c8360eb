import type { Clock } from '../../lib/clock.js';
import type { AuditEntry, AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Passwords } from '../privacy/index.js';
import type { AccountStore, StaffDatabase } from './account-store.js';
import type { ChatStore } from './chat-store.js';
import type { LinkStore } from './link-store.js';
import type { SessionStore } from './session-store.js';
import type { TriesStore } from './tries-store.js';

/** What the use cases of the staff stand on. */
export interface StaffDeps {
  readonly db: StaffDatabase;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly links: LinkStore;
  readonly chats: ChatStore;
  readonly tries: TriesStore;
  readonly passwords: Passwords;
  readonly audit: AuditStore;
  readonly clock: Clock;
}

/** Notes what happened to an account, or to none. */
export function note(
  { audit, clock }: Pick<StaffDeps, 'audit' | 'clock'>,
  db: Database,
  entry: Pick<AuditEntry, 'staffId' | 'action' | 'detail'> & { readonly subject: string | null },
): Promise<void> {
  const { subject, ...rest } = entry;
  return audit.record(db, { ...rest, subject: { kind: 'staff', id: subject }, now: clock.now() });
}
