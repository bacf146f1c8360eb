import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { AppError } from '../../lib/errors.js';
import { formToken } from './session-cookie.js';

/**
 * Refuses a post that another site's page sent. A browser says where a post comes from by `Sec-Fetch-Site`; an older one, or any on
 * plain http, by `Origin`. Our pages send no referrer, so their forms may arrive with `Origin: null`: then the form's token decides.
 * Throws `cross_site` (403).
 */
export function requireSameOrigin(
  req: Request,
  publicUrl: string | undefined,
  session?: string,
  token?: string,
): void {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) {
    allowIf(site === 'same-origin' || site === 'none');
    return;
  }
  const { origin } = req.headers;
  if (origin === undefined) {
    return; // no browser: they all send one of the two with a post
  }
  if (origin === 'null') {
    allowIf(isFormOf(session, token));
    return;
  }
  allowIf(isOwn(origin, req, publicUrl));
}

/** Whether a form was made for this very session, which has not ended since. */
export const isFormOf = (session: string | undefined, token: string | undefined): boolean =>
  session !== undefined && token !== undefined && isEqual(token, formToken(session));

/**
 * Whether a form was made for a session that this browser does not have: she has left since, and somebody goes back, or it keeps no
 * cookies. What such a form holds is not shown again.
 */
export const isOfAnother = (session: string | undefined, token: string | undefined): boolean =>
  token !== undefined && !isFormOf(session, token);

function allowIf(isOurs: boolean): void {
  if (!isOurs) {
    throw new AppError('cross_site', 403);
  }
}

function isOwn(origin: string, req: Request, publicUrl: string | undefined): boolean {
  const own = [publicUrl && new URL(publicUrl).origin, `${req.protocol}://${req.headers.host ?? ''}`];
  return own.includes(origin);
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
