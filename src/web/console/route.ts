import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { AlarmNews, OpenAlarm } from '../../domain/alarm/index.js';
import type { Action, StaffMember } from '../../domain/staff/index.js';
import { AppError } from '../../lib/errors.js';
import type { Tongue } from '../views/tongue.js';

/** Who may use a route: an action of the permission table, anybody signed in, or (sign-in itself) anybody. */
export type Rule = Action | 'signed_in' | 'anyone';

/** How a page is sent; a number is a status alone. */
export interface PageOptions {
  /** 200 unless given. */
  readonly status?: number;
  /** Whether it loads the script that counts what is typed; it has to work without. */
  readonly script?: true;
}

/** One request to the console, already checked: session, rule, origin, form token. */
export interface ConsoleCall {
  readonly req: Request;
  readonly res: Response;
  /** Null only under the rule `anyone`. */
  readonly staff: StaffMember | null;
  readonly tongue: Tongue;
  /** What nobody has taken yet, the oldest first and no more than fit a page; nothing for those who may not know. */
  readonly alarms: readonly OpenAlarm[];
  /** All of them in numbers; null for those who may not know. */
  readonly alarmNews: AlarmNews | null;
  /** Values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** Values of the query, single ones only. */
  readonly query: Readonly<Record<string, string>>;
  /** A post's fields: each a string, or the strings of a field that came several times. Empty for GET. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  /** The hidden fields that every form of this page needs (`csrf` and a fresh `submission`). */
  readonly secrets: { readonly csrf: string; readonly submission: string };
  /**
   * A page in the console's frame. The title names the kind of page, never a case or a person: it stays in the browser's history. The body
   * begins with its own `<h1>`.
   */
  readonly page: (title: string, body: VNode, how?: number | PageOptions) => void;
  /** Sends the browser to a whole path, e.g. "/console/cases", after a post. */
  readonly redirect: (path: string) => void;
}

/** A route with its rule: without one it can't be written down, and what is not here does not exist. */
export interface ConsoleRoute {
  readonly method: 'GET' | 'POST';
  /** Express path below `/console`, e.g. "/cases/:id". */
  readonly path: string;
  readonly rule: Rule;
  /** Asked for by a script and by nobody at work: keeps no session alive. */
  readonly unattended?: true;
  /** Throwing `AppError('not_found', 404)` is how hidden things answer. */
  handle(call: ConsoleCall): Promise<void> | void;
}

/** Who calls. Behind a rule there is always somebody; throws `not_found` (404) otherwise. */
export function staffOf({ staff }: Pick<ConsoleCall, 'staff'>): StaffMember {
  if (!staff) {
    throw new AppError('not_found', 404);
  }
  return staff;
}

/** A field of a form as one string; empty when it is missing. */
export function field(form: ConsoleCall['form'], name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** A field of a form as a list of strings. */
export function fields(form: ConsoleCall['form'], name: string): readonly string[] {
  const value = form[name];
  return typeof value === 'string' ? [value] : (value ?? []);
}
