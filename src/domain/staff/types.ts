import type { Role } from './permissions.js';

/** Somebody of the staff. */
export interface StaffMember {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** False until she has chosen a password by her link. */
  readonly ready: boolean;
  readonly createdAt: Date;
}

/** Signing in and out. Sessions end after 30 minutes without a request, 8 hours in all; a role taken away bites at once. */
export interface SignIn {
  /** A new session's secret. Null for a wrong login or password, which look alike. Throws `too_many_tries` (429) with the seconds to wait. */
  signIn(login: string, password: string): Promise<{ readonly session: string } | null>;
  /** Who a session belongs to, or null. */
  who(session: string): Promise<StaffMember | null>;
  signOut(session: string): Promise<void>;
  /** What a link may be used for: the first administrator, a password, or nothing. */
  linkFor(token: string): Promise<'first_administrator' | 'password' | null>;
  /** Creates the first administrator. Null when the link is used, expired or not for that. Throws `password_too_weak` or `login_invalid` (400). */
  createFirst(
    token: string,
    account: { readonly login: string; readonly name: string; readonly password: string },
  ): Promise<true | null>;
  /** Sets a password by a link and ends all sessions of the account. Null when the link doesn't do. Throws `password_too_weak` (400). */
  setPassword(token: string, password: string): Promise<true | null>;
}

/** The accounts, for administrators. Each change is audited. */
export interface StaffRoom {
  list(actor: string): Promise<readonly StaffMember[]>;
  /** Creates an account and its one-time link. Throws `login_invalid` or `login_taken` (400). */
  create(
    actor: string,
    account: { readonly login: string; readonly name: string; readonly roles: readonly Role[] },
  ): Promise<{ readonly id: string; readonly linkToken: string }>;
  /** Throws `last_administrator` (409) when nobody would be left to manage accounts. */
  setRoles(actor: string, id: string, roles: readonly Role[]): Promise<void>;
  setDisabled(actor: string, id: string, disabled: boolean): Promise<void>;
  /** A new link to choose a password; older ones end. */
  makeLink(actor: string, id: string): Promise<{ readonly linkToken: string }>;
}
