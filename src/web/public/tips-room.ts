import type { Request, Response } from 'express';
import { AppError } from '../../lib/errors.js';
import { languageOf } from '../middleware/language.js';
import { allow } from '../middleware/security-headers.js';
import type { SessionCookie } from '../middleware/session-cookie.js';
import type { WebDeps } from '../ports.js';
import type { PageFiles } from '../views/layout.js';
import { createTongue, type Tongue } from '../views/tongue.js';
import type { Offered } from './tips-form.js';
import { answering } from './take-message.js';
import { within } from './within.js';

const WITHIN_MS = 3000;

/** What the pages for tips share. */
export interface TipsRoom {
  readonly deps: WebDeps;
  readonly files: PageFiles;
  /** Proves that a form is ours; a cookie of its own, so that no talk hangs on it. */
  readonly cookie: SessionCookie;
}

/** Waits for the database. Throws `unavailable` (503) when it fails or takes too long. */
export function askTips<T>(deps: WebDeps, req: Request, work: Promise<T>): Promise<T> {
  return answering(deps, req, within(deps.config.answerWithinMs ?? WITHIN_MS, work), 'tips_unavailable');
}

/** Prepares a page; one that is `hidden` is listed by no search engine. */
export function openTips(
  { say, config }: WebDeps,
  req: Request,
  res: Response,
  { hidden = false } = {},
): Tongue {
  allow(res, 'style', config.https);
  if (hidden) {
    res.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
  } else {
    res.setHeader('Cache-Control', 'private, no-cache');
  }
  return createTongue(say, languageOf(req));
}

/** What the form offers in any language. */
export function offeredBy({ tips, subscribing }: WebDeps): Offered {
  const ids = (choices: ReadonlyArray<{ readonly id: string }>) => choices.map(({ id }) => id);
  return { topics: ids(tips.themes('zh-CN')), townships: ids(subscribing.townships('zh-CN')) };
}

/** The secret in the address. Throws `not_found` (404) for what can't be one. */
export function secretOf(req: Request): string {
  const { secret } = req.params;
  if (typeof secret !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(secret)) {
    throw new AppError('not_found', 404);
  }
  return secret;
}
