import type { Request, RequestHandler, Response } from 'express';
import type { AlarmsNow } from '../../domain/alarm/index.js';
import { may, type SignIn, type StaffMember } from '../../domain/staff/index.js';
import { createSessionCookie, type SessionCookie } from '../middleware/session-cookie.js';
import { allow } from '../middleware/security-headers.js';
import type { Log } from '../ports.js';
import { answering } from '../public/take-message.js';

/** The console's cookies: neither is sent along from another site. */
export interface ConsoleCookies {
  /** Of somebody signed in: `__Host-console`. */
  readonly session: SessionCookie;
  /** Of somebody who is not: what the token of the sign-in form is bound to. */
  readonly visitor: SessionCookie;
}

export function createConsoleCookies(https: boolean): ConsoleCookies {
  return {
    session: createSessionCookie(https, { name: 'console', sameSite: 'strict' }),
    visitor: createSessionCookie(https, { name: 'console-visitor', sameSite: 'strict' }),
  };
}

/** Who is at the door: known for every request to the console before anything else happens. */
export interface Visit {
  readonly staff: StaffMember | null;
  /** The emergencies that nobody has taken; null for those who may not know. */
  readonly alarms: AlarmsNow | null;
  /** The secret that the form tokens of this browser are bound to. */
  secret(): string;
}

interface Meeting {
  readonly signIn: Pick<SignIn, 'who'>;
  readonly alarms: () => Promise<AlarmsNow>;
  /** Whether a script asks for this address by itself. */
  readonly isUnattended: (path: string) => boolean;
  readonly cookies: ConsoleCookies;
  readonly https: boolean;
  readonly log: Log;
}

/**
 * Looks up the session of every request, and keeps what is answered out of caches and search engines. Throws `unavailable` (503) when it
 * can't be looked up.
 */
export function meet({ signIn, alarms, isUnattended, cookies, https, log }: Meeting): RequestHandler {
  return async (req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
    const session = cookies.session.read(req);
    const looked = <T>(work: Promise<T>) => answering({ log }, req, work, 'console_unavailable');
    allow(res, 'style', https);
    const staff = session
      ? await looked(signIn.who(session, isUnattended(pathOf(req)) ? 'in_passing' : 'at_work'))
      : null;
    const open = staff && may(staff.roles, 'alarm_view') ? await looked(alarms()) : null;
    if (open) {
      allow(res, 'script', https);
    }
    const visit: Visit = {
      staff,
      alarms: open,
      secret: () => (staff && session ? session : cookies.visitor.readOrBegin(req, res)),
    };
    (res.locals as { visit?: Visit }).visit = visit;
    next();
  };
}

/** Who is there. Undefined only when the look-up itself failed. */
export const visitOf = (res: Response): Visit | undefined => (res.locals as { visit?: Visit }).visit;

/** The path of a request without its query. */
export const pathOf = (req: Request): string => req.originalUrl.split('?', 1)[0] ?? '';
