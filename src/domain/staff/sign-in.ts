import { AppError } from '../../lib/errors.js';
import type { Account } from './account-store.js';
import { typedLogin } from './login.js';
import { newSecret } from './secret.js';
import { note, type StaffDeps } from './staff-deps.js';
import type { SignIn, StaffMember } from './types.js';

/** Whether the login's password is this one; null when it isn't, whatever the reason. Counted before it is looked at. */
export function createCheck(deps: StaffDeps) {
  const { db, accounts, tries, passwords, clock } = deps;
  return async (login: string, password: string): Promise<Account | null> => {
    const seconds = await tries.count(db, login, clock.now());
    const account = await accounts.byLogin(db, login);
    const refuse = (detail: string) =>
      note(deps, db, {
        staffId: null,
        action: 'staff_sign_in_refused',
        subject: account?.id ?? null,
        detail,
      });
    if (seconds > 0) {
      await refuse('too_many_tries');
      throw new AppError('too_many_tries', 429, { seconds });
    }
    const isRight = await passwords.verify(account?.passwordHash ?? null, password);
    if (!account || !isRight || account.disabled) {
      await refuse(isRight ? 'disabled' : 'wrong');
      return null;
    }
    return account;
  };
}

type Sessions = Pick<SignIn, 'signIn' | 'who' | 'signOut'>;

/** Sessions: begun with the right password, looked up at every request, ended. */
export function createSessions(deps: StaffDeps): Sessions {
  const { db, accounts, sessions, tries, clock } = deps;
  const check = createCheck(deps);
  return {
    async signIn(typed, password) {
      const login = typedLogin(typed);
      const checked = await check(login, password);
      const session = newSecret();
      const begun = await db.$transaction(async (tx) => {
        const account = checked && (await accounts.lock(tx, checked.id));
        if (!account || account.disabled || account.passwordHash !== checked.passwordHash) {
          return false; // changed while the password was being looked at
        }
        await sessions.sweep(tx, clock.now());
        await sessions.begin(tx, session, account.id, clock.now());
        await tries.clear(tx, login);
        await note(deps, tx, { staffId: account.id, action: 'staff_signed_in', subject: account.id });
        return true;
      });
      return begun ? { session } : null;
    },

    async who(session, how = 'at_work') {
      const account = await sessions[how === 'at_work' ? 'use' : 'look'](db, session, clock.now());
      return account && withoutHash(account);
    },

    async signOut(session) {
      await db.$transaction(async (tx) => {
        const staffId = await sessions.end(tx, session);
        if (staffId) {
          await note(deps, tx, { staffId, action: 'staff_signed_out', subject: staffId });
        }
      });
    },
  };
}

/** An account as others may know it. */
export function withoutHash({ passwordHash: _, ...member }: Account): StaffMember {
  return member;
}
