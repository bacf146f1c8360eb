import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { formToken } from '../middleware/session-cookie.js';
import { keepWords } from './kept-words.js';
import { fits } from './navigation.js';
import { type ConsoleCall, field, type Rule } from './route.js';
import { pathOf, type Visit } from './visit.js';

/** A form of the console: a segment of a broadcast has many boxes to tick, a report is long. */
const FORM_SIZE = { fields: 200, bytes: 128 * 1024 };

/**
 * Whether a visit may use a rule. Somebody not signed in is led to the sign-in page, or told so (401) when something was sent; what a
 * role may not use is not found (404), as if it did not exist.
 */
export function admit(rule: Rule, visit: Visit, req: Request, res: Response): boolean {
  if (rule === 'anyone') {
    return true;
  }
  if (!visit.staff) {
    if (req.method === 'POST') {
      throw new AppError('signed_out', 401);
    }
    res.redirect(303, signInAddress(pathOf(req)));
    return false;
  }
  if (!fits(rule, visit.staff.roles)) {
    throw new AppError('not_found', 404);
  }
  return true;
}

/** One post: what was sent, by whom, and the rule that it comes under. */
export interface Post {
  readonly req: Request;
  readonly res: Response;
  readonly rule: Rule;
}

/** The fields of a post that a page of this very session has sent. Throws `cross_site` (403) or `form_outdated` (403). */
export async function readOwnForm(
  { req, res, rule }: Post,
  visit: Visit,
  publicUrl: string | undefined,
): Promise<ConsoleCall['form']> {
  const form = await read(req);
  const [token, secret] = [field(form, 'csrf'), visit.secret()];
  requireSameOrigin(req, publicUrl, secret, token);
  keepWords(res, rule, form);
  if (!isEqual(token, formToken(secret))) {
    throw new AppError('form_outdated', 403);
  }
  return form;
}

/** The words of a post that comes too late: its page belongs to a session of this browser that has ended. Anything else is not looked at. */
export async function rescueWords({ req, res, rule }: Post, session: string | undefined): Promise<void> {
  const form = await read(req).catch(() => ({}));
  if (session !== undefined && isEqual(field(form, 'csrf'), formToken(session))) {
    keepWords(res, rule, form);
  }
}

const read = async (req: Request) => (await readForm(req, FORM_SIZE)) as ConsoleCall['form'];

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const SIGN_IN = '/console/sign-in';

/** The sign-in page that leads back to a page afterwards. */
function signInAddress(path: string): string {
  return returnPath(path) === '/console' ? SIGN_IN : `${SIGN_IN}?to=${encodeURIComponent(path)}`;
}

/** Where to go after signing in: a page of the console, whatever was asked for. */
export function returnPath(asked: string | undefined): string {
  const isPage = asked !== undefined && /^\/console(\/[A-Za-z0-9_-]+){1,6}$/.test(asked);
  return isPage && !/^\/console\/(sign-in|first|link)(\/|$)/.test(asked) ? asked : '/console';
}
