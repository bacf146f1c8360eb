import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { h } from 'preact';
import { AppError } from '../../lib/errors.js';
import type { Log, WebDeps } from '../ports.js';
import { ErrorPage } from '../views/error.js';
import type { PageFiles } from '../views/layout.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { errorFields } from './error-fields.js';
import { languageOf } from './language.js';
import { allow } from './security-headers.js';

const UNAVAILABLE_FOR_SECONDS = 5;
const DRAIN_MS = 1000;

/** What a visitor is told: an error of ours as it is, a 4xx of Express as a bad address, anything else without a word of it. */
export function presentable(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  const { status } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return typeof status === 'number' && status >= 400 && status < 500
    ? new AppError('bad_url', 400)
    : new AppError('internal', 500);
}

/** Headers that tell a client when to come again. */
export function setRetryAfter(res: Response, error: AppError): void {
  if (error.status === 503) {
    res.setHeader('Retry-After', UNAVAILABLE_FOR_SECONDS);
  } else if (error.status === 429) {
    res.setHeader('Retry-After', error.params.seconds ?? 60);
  }
}

/** A refused body is read away for a moment, so that its sender gets to read the answer; whatever goes on sending is cut off. */
export function cutOff(req: Request, res: Response): void {
  res.once('finish', () => {
    setTimeout(() => req.complete || req.socket.destroy(), DRAIN_MS).unref();
  });
}

/** What an error page says. */
export interface Failure {
  readonly shown: AppError;
  /** Under which it stands in the log; for faults of ours only. */
  readonly reference: string | undefined;
}

/** Logs an error by codes and an id alone and sets the headers of its answer. Null when nothing can be answered any more. */
export function beginFailure(log: Log, error: unknown, req: Request, res: Response): Failure | null {
  const shown = presentable(error);
  const id = randomBytes(4).toString('hex');
  if (shown.status >= 500) {
    log.error(errorFields(error, req, shown.status, id), 'request_failed');
  }
  if (res.headersSent) {
    res.destroy();
    return null;
  }
  setRetryAfter(res, shown);
  res.setHeader('Cache-Control', 'no-store');
  cutOff(req, res);
  return { shown, reference: shown.status >= 500 ? id : undefined };
}

/** Pages of a report, the chat among them: also what goes wrong there shows the way out. */
const PRIVATE = /^\/(chat|help|r|leave)(\/|$)/i;

/** The last-resort handler: a page or, under `/api/`, JSON. `withExit` are the files of a page with a quick exit. */
export function errors(
  { say, log, config }: WebDeps,
  plain: PageFiles,
  withExit = plain,
): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const failure = beginFailure(log, error, req, res);
    if (!failure) {
      return;
    }
    const { shown, reference } = failure;
    const locale = languageOf(req);
    const sentence = say(locale, `errors:${shown.code}`, shown.params);
    if (req.path.startsWith('/api/')) {
      res.status(shown.status).json({ error: { code: shown.code, message: sentence } });
      return;
    }
    const hasExit = PRIVATE.test(req.path);
    allow(res, hasExit ? 'script' : 'style', config.https);
    const page = { tongue: createTongue(say, locale), files: hasExit ? withExit : plain, hasExit };
    sendPage(res, h(ErrorPage, { ...page, status: shown.status, sentence, reference }), shown.status);
  };
}
