import { AppError } from '../../lib/errors.js';
import { isLogin, readName, typedLogin } from './login.js';
import { checkPassword } from './password-rules.js';
import { note, type StaffDeps } from './staff-deps.js';
import type { SignIn } from './types.js';

type First = Pick<SignIn, 'linkFor' | 'createFirst'> & {
  /** A new link's token as long as there is no administrator, else null. Links of earlier starts, and of other processes, still work. */
  readonly ensureFirstLink: () => Promise<string | null>;
};

/** How the first account comes about: by a link that the service prints at its start. There is no account and no password before. */
export function createFirstAdministrator(deps: StaffDeps): First {
  const { db, accounts, links, passwords, clock } = deps;
  const linkFor: First['linkFor'] = async (token) => {
    const link = await links.find(db, token, clock.now());
    if (!link) {
      return null;
    }
    if (link.staffId === null) {
      return (await accounts.hasAdministrator(db)) ? null : 'first_administrator';
    }
    const account = await accounts.byId(db, link.staffId);
    return account && !account.disabled ? 'password' : null;
  };

  return {
    async ensureFirstLink() {
      await links.sweep(db, clock.now());
      if (await accounts.hasAdministrator(db)) {
        return null;
      }
      return db.$transaction(async (tx) => {
        await note(deps, tx, {
          staffId: null,
          action: 'staff_link_made',
          subject: null,
          detail: 'first_administrator',
        });
        return links.make(tx, null, clock.now());
      });
    },

    linkFor,

    async createFirst(token, { login: typed, name: typedName, password }) {
      if ((await linkFor(token)) !== 'first_administrator') {
        return null;
      }
      const { login, name } = readIdentity(typed, typedName);
      checkPassword(password, login);
      const passwordHash = await passwords.hash(password);
      return db.$transaction(async (tx) => {
        await accounts.lockAdministration(tx);
        if ((await accounts.hasAdministrator(tx)) || !(await links.use(tx, token, clock.now()))) {
          return null;
        }
        const first = { login, name, roles: ['administrator'], passwordHash, now: clock.now() } as const;
        const id = await accounts.create(tx, first);
        await links.endAllOf(tx, null);
        const detail = 'first_administrator';
        await note(deps, tx, { staffId: id, action: 'staff_created', subject: id, detail });
        return true;
      });
    },
  };
}

/** Login and name of a new account. Throws `login_invalid` or `name_invalid` (400). */
export function readIdentity(typed: string, typedName: string): { login: string; name: string } {
  const login = typedLogin(typed);
  if (!isLogin(login)) {
    throw new AppError('login_invalid', 400);
  }
  const name = readName(typedName);
  if (name === null) {
    throw new AppError('name_invalid', 400);
  }
  return { login, name };
}
