import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../../generated/prisma/client.js';
import { AppError } from '../../lib/errors.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { Role } from './permissions.js';
import type { StaffMember } from './types.js';

/** The client itself: a use case begins its own transaction. */
export type StaffDatabase = PrismaClient;

/** An account with what only signing in needs. */
export interface Account extends StaffMember {
  readonly passwordHash: string | null;
}

export interface AccountRow {
  readonly id: string;
  readonly login: string;
  readonly name: Uint8Array;
  readonly roles: string[];
  readonly password_hash: string | null;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
}

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string | null;
  readonly now: Date;
}

const place = (id: string) => ({ table: 'staff', column: 'name', row: id });
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Accounts of the staff. Never deleted: what somebody did stays hers. */
export function createAccountStore(sealer: Sealer) {
  const present = (row: AccountRow): Account => ({
    id: row.id,
    login: row.login,
    name: sealer.open(place(row.id), row.name),
    roles: row.roles as Role[],
    disabled: row.disabled_at !== null,
    ready: row.password_hash !== null,
    createdAt: row.created_at,
    passwordHash: row.password_hash,
  });

  return {
    present,

    async byLogin(db: Database, login: string): Promise<Account | null> {
      const row = await db.staff.findUnique({ where: { login } });
      return row && present(row);
    },

    async byId(db: Database, id: string): Promise<Account | null> {
      const row = isId(id) ? await db.staff.findUnique({ where: { id } }) : null;
      return row && present(row);
    },

    /** By login. */
    async all(db: Database): Promise<Account[]> {
      return (await db.staff.findMany({ orderBy: { login: 'asc' } })).map(present);
    },

    async named(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await db.staff.findMany({ where: { id: { in: ids.filter(isId) } } });
      return new Map(rows.map((row) => [row.id, present(row).name]));
    },

    /** Locks an account until the transaction ends. Null for an unknown id. */
    async lock(db: Database, id: string): Promise<Account | null> {
      if (!isId(id)) {
        return null;
      }
      await db.$queryRaw`SELECT 1 FROM staff WHERE id = ${id}::uuid FOR UPDATE`;
      return this.byId(db, id);
    },

    /** Until the transaction ends nobody else changes who administers. */
    async lockAdministration(db: Database): Promise<void> {
      await db.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('staff administration'))) AS locked`;
    },

    /** Whether there is an account of that role at all, signed in or not. */
    async hasAdministrator(db: Database): Promise<boolean> {
      return (await db.staff.count({ where: { roles: { has: 'administrator' } } })) > 0;
    },

    /** Whether somebody else than this account can manage accounts now. */
    async hasOtherAdministrator(db: Database, id: string): Promise<boolean> {
      const where = { roles: { has: 'administrator' }, disabled_at: null, password_hash: { not: null } };
      return (await db.staff.count({ where: { ...where, id: { not: id } } })) > 0;
    },

    /** Throws `login_taken` (400). */
    async create(db: Database, { login, name, roles, passwordHash, now }: NewAccount): Promise<string> {
      const id = randomUUID();
      const sealed = sealer.seal(place(id), name);
      const made = await db.$executeRaw`
        INSERT INTO staff (id, login, name, roles, password_hash, created_at)
        VALUES (${id}::uuid, ${login}, ${sealed}, ${[...roles]}, ${passwordHash}, ${now})
        ON CONFLICT (login) DO NOTHING`;
      if (made === 0) {
        throw new AppError('login_taken', 400);
      }
      return id;
    },

    async setRoles(db: Database, id: string, roles: readonly Role[]): Promise<void> {
      await db.staff.update({ where: { id }, data: { roles: [...roles] } });
    },

    async setDisabled(db: Database, id: string, since: Date | null): Promise<void> {
      await db.staff.update({ where: { id }, data: { disabled_at: since } });
    },

    async setPassword(db: Database, id: string, hash: string): Promise<void> {
      await db.staff.update({ where: { id }, data: { password_hash: hash } });
    },
  };
}
export type AccountStore = ReturnType<typeof createAccountStore>;
