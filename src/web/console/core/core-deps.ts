import type { AuditRoom } from '../../../domain/audit/index.js';
import type { Action, OwnChat, SignIn, StaffRoom } from '../../../domain/staff/index.js';
import type { Limiter } from '../../ports.js';
import type { ConsoleCookies } from '../visit.js';

/** Something that waits for staff: shown on the first page to those who may do it. */
export interface Todo {
  readonly action: Action;
  /** How many wait now. */
  count(): Promise<number>;
  /** Where they are. */
  readonly href: string;
  /** What they are: a key with its room, words that stand beside a number. */
  readonly key: string;
}

/** What the console's own pages stand on. */
export interface CoreDeps {
  readonly signIn: SignIn;
  readonly room: StaffRoom;
  /** Where staff are called; null when there is no messenger to call them by. */
  readonly ownChat: Omit<OwnChat, 'link'> | null;
  readonly audit: AuditRoom;
  readonly limiter: Limiter;
  readonly cookies: ConsoleCookies;
  /** Where staff reach the service; the address that a request names when not given. */
  readonly publicUrl?: string;
  readonly todo: readonly Todo[];
}
