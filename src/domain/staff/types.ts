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

/**
 * Signing in and out. Sessions end after 30 minutes without a request, 8 hours in all; a role taken away bites at once. A password that
 * is refused throws one of the codes of `checkPassword` (400).
 */
export interface SignIn {
  /** A new session's secret. Null for a wrong login or password, which look alike. Throws `too_many_tries` (429) with the seconds to wait. */
  signIn(login: string, password: string): Promise<{ readonly session: string } | null>;
  /** Who a session belongs to, or null. Only being at work keeps it alive. */
  who(session: string, how?: 'at_work' | 'in_passing'): Promise<StaffMember | null>;
  signOut(session: string): Promise<void>;
  /** What a link may be used for: the first administrator, a password, or nothing. */
  linkFor(token: string): Promise<'first_administrator' | 'password' | null>;
  /** Creates the first administrator. Null when the link is used, expired or not for that. Throws `login_invalid` or `name_invalid` (400). */
  createFirst(
    token: string,
    account: { readonly login: string; readonly name: string; readonly password: string },
  ): Promise<true | null>;
  /** Sets a password by a link and ends all sessions of the account. Null when the link doesn't do. */
  setPassword(token: string, password: string): Promise<true | null>;
  /** Sets a new password and ends all sessions of the account. Null when the present one is wrong. Throws `too_many_tries` (429). */
  changePassword(staffId: string, present: string, password: string): Promise<true | null>;
}

/** The messenger's chat of a member of staff. */
export interface LinkedChat {
  readonly since: Date;
  /** True when she has blocked the bot there: nothing reaches her. */
  readonly blocked: boolean;
}

/** The accounts, for administrators. Each change is audited. Throws `not_found` (404) for an unknown id. */
export interface StaffRoom {
  list(): Promise<readonly StaffMember[]>;
  /** Creates an account and its one-time link. Throws `login_invalid`, `name_invalid`, `roles_invalid` or `login_taken` (400). */
  create(
    actor: string,
    account: { readonly login: string; readonly name: string; readonly roles: readonly string[] },
  ): Promise<{ readonly id: string; readonly linkToken: string }>;
  /** Throws `roles_invalid` (400), or `last_administrator` (409) when nobody would be left to manage accounts. */
  setRoles(actor: string, id: string, roles: readonly string[]): Promise<void>;
  /** Disabling ends her sessions and links, and no chat of hers is called any more. Throws `last_administrator` (409). */
  setDisabled(actor: string, id: string, disabled: boolean): Promise<void>;
  /** A new link to choose a password; older ones end. The actor is null for the operator's command. Throws `account_disabled` (409). */
  makeLink(actor: string | null, id: string): Promise<{ readonly linkToken: string }>;
}
