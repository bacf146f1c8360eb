import { AppError } from '../../lib/errors.js';
import type { Database } from '../contacts/index.js';
import type { Account } from './account-store.js';
import { readIdentity } from './first-administrator.js';
import { type Role, ROLES } from './permissions.js';
import { withoutHash } from './sign-in.js';
import { note, type StaffDeps } from './staff-deps.js';
import type { StaffRoom } from './types.js';

/** The accounts as an administrator keeps them. */
export function createRoom(deps: StaffDeps): StaffRoom {
  const { db, accounts, sessions, links, chats, clock } = deps;

  /** Changes an account that nobody else changes meanwhile. */
  const change = (id: string, work: (tx: Database, account: Account) => Promise<void>): Promise<void> =>
    db.$transaction(async (tx) => {
      await accounts.lockAdministration(tx);
      const account = await accounts.lock(tx, id);
      if (!account) {
        throw new AppError('not_found', 404);
      }
      await work(tx, account);
    });
  const keepOne = async (tx: Database, { id, roles, disabled, ready }: Account): Promise<void> => {
    const manages = roles.includes('administrator') && !disabled && ready;
    if (manages && !(await accounts.hasOtherAdministrator(tx, id))) {
      throw new AppError('last_administrator', 409);
    }
  };
  const newLink = async (tx: Database, actor: string | null, id: string): Promise<string> => {
    await links.endAllOf(tx, id);
    await note(deps, tx, { staffId: actor, action: 'staff_link_made', subject: id });
    return links.make(tx, id, clock.now());
  };

  return {
    list: async () => (await accounts.all(db)).map(withoutHash),

    create(actor, { login: typed, name: typedName, roles: chosen }) {
      const { login, name } = readIdentity(typed, typedName);
      const roles = readRoles(chosen);
      return db.$transaction(async (tx) => {
        const id = await accounts.create(tx, { login, name, roles, passwordHash: null, now: clock.now() });
        await note(deps, tx, {
          staffId: actor,
          action: 'staff_created',
          subject: id,
          detail: roles.join(','),
        });
        return { id, linkToken: await newLink(tx, actor, id) };
      });
    },

    setRoles(actor, id, chosen) {
      const roles = readRoles(chosen);
      return change(id, async (tx, account) => {
        if (!roles.includes('administrator')) {
          await keepOne(tx, account);
        }
        await accounts.setRoles(tx, id, roles);
        const detail = roles.join(',');
        await note(deps, tx, { staffId: actor, action: 'staff_roles_changed', subject: id, detail });
      });
    },

    setDisabled(actor, id, disabled) {
      return change(id, async (tx, account) => {
        if (account.disabled === disabled) {
          return;
        }
        if (disabled) {
          await keepOne(tx, account);
          await sessions.endAllOf(tx, id);
          await links.endAllOf(tx, id);
          await chats.unlink(tx, id);
        }
        await accounts.setDisabled(tx, id, disabled ? clock.now() : null);
        const action = disabled ? 'staff_disabled' : 'staff_enabled';
        await note(deps, tx, { staffId: actor, action, subject: id });
      });
    },

    async makeLink(actor, id) {
      let linkToken = '';
      await change(id, async (tx, account) => {
        if (account.disabled) {
          throw new AppError('account_disabled', 409);
        }
        linkToken = await newLink(tx, actor, id);
      });
      return { linkToken };
    },
  };
}

/** Roles as they were chosen, each once. Throws `roles_invalid` (400) for none or for one that does not exist. */
function readRoles(chosen: readonly string[]): Role[] {
  const roles = ROLES.filter((role) => chosen.includes(role));
  if (roles.length === 0 || chosen.some((each) => !ROLES.some((role) => role === each))) {
    throw new AppError('roles_invalid', 400);
  }
  return roles;
}
