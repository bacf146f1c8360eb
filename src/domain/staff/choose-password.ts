import type { Database } from '../contacts/index.js';
import { checkPassword } from './password-rules.js';
import { createCheck } from './sign-in.js';
import { note, type StaffDeps } from './staff-deps.js';
import type { SignIn } from './types.js';

type Choosing = Pick<SignIn, 'setPassword' | 'changePassword'>;

/** Choosing a password: by a link, or with the present one. Whoever is signed in to the account has to sign in again. */
export function createChoosing(deps: StaffDeps): Choosing {
  const { db, accounts, links, passwords, tries, clock } = deps;
  const check = createCheck(deps);

  return {
    async setPassword(token, password) {
      const link = await links.find(db, token, clock.now());
      const account = link?.staffId ? await accounts.byId(db, link.staffId) : null;
      if (!account || account.disabled) {
        return null;
      }
      checkPassword(password, account.login);
      const hash = await passwords.hash(password);
      return db.$transaction(async (tx) => {
        const still = await accounts.lock(tx, account.id);
        if (!still || still.disabled || !(await links.use(tx, token, clock.now()))) {
          return null;
        }
        await replace(deps, tx, { id: account.id, hash, detail: 'by_link' });
        await tries.clear(tx, account.login);
        return true;
      });
    },

    async changePassword(staffId, present, password) {
      const account = await accounts.byId(db, staffId);
      const checked = account && (await check(account.login, present));
      if (!checked) {
        return null;
      }
      checkPassword(password, checked.login);
      const hash = await passwords.hash(password);
      return db.$transaction(async (tx) => {
        const still = await accounts.lock(tx, checked.id);
        if (still?.passwordHash !== checked.passwordHash || still.disabled) {
          return null;
        }
        await replace(deps, tx, { id: checked.id, hash, detail: 'changed' });
        await tries.clear(tx, checked.login);
        return true;
      });
    },
  };
}

interface Replacement {
  readonly id: string;
  readonly hash: string;
  readonly detail: 'by_link' | 'changed';
}

async function replace(deps: StaffDeps, tx: Database, { id, hash, detail }: Replacement): Promise<void> {
  await deps.accounts.setPassword(tx, id, hash);
  await deps.sessions.endAllOf(tx, id);
  await deps.links.endAllOf(tx, id);
  await note(deps, tx, { staffId: id, action: 'staff_password_set', subject: id, detail });
}
