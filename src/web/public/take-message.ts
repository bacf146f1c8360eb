import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { sendsReport } from '../../conversation/report/sends.js';
import type { Locale, Message } from '../../conversation/types.js';
import { AppError } from '../../lib/errors.js';
import { errorFields } from '../middleware/error-fields.js';
import { chosenLanguage, languageOf, rememberLanguage } from '../middleware/language.js';
import { countMessage, countSending, isOverLimit } from '../middleware/rate-limit.js';
import type { SessionCookie } from '../middleware/session-cookie.js';
import type { Answered } from '../../conversation/chat.js';
import type { WebDeps } from '../ports.js';
import { within } from './within.js';

const ANSWER_WITHIN_MS = 3000;
const DAY_IN_SECONDS = 24 * 3600;

export interface Incoming {
  readonly session: string;
  readonly message: Message;
  readonly clientKey: string | undefined;
  /** Named by the message itself; else the visitor's. */
  readonly locale?: Locale | undefined;
}

/**
 * Counts a message, has it answered and keeps the cookies in step with the talk. Throws `too_many_requests` (429), or
 * `unavailable` (503) when it could not be stored in time: sent again with the same client key it is the same message.
 */
export async function takeMessage(
  deps: WebDeps,
  cookie: SessionCookie,
  req: Request,
  res: Response,
  incoming: Incoming,
): Promise<Answered> {
  const { config, limiter, webchat } = deps;
  const { session, message, clientKey, locale } = incoming;
  const isTooFast = await countUnlessSending(deps, req, incoming);
  const chosen = locale ?? chosenLanguage(req);
  const utterance = {
    message,
    locale: chosen ?? languageOf(req),
    localeChosen: chosen !== undefined,
    isOverLimit: async () => (await isOverLimit(limiter, req)) || isTooFast,
    ...(clientKey !== undefined && { clientKey }),
  };
  const answered = await answering(
    deps,
    req,
    within(config.answerWithinMs ?? ANSWER_WITHIN_MS, webchat.say(session, utterance)),
  );
  if (answered.locale !== languageOf(req)) {
    rememberLanguage(res, answered.locale, config.https);
  }
  res.setHeader('Content-Language', answered.locale);
  if (answered.forgotten) {
    cookie.end(res);
  } else if (answered.lasting) {
    cookie.keep(res, session, config.retention.answerDays * DAY_IN_SECONDS);
  }
  return answered;
}

/** Counts a message. Who sends a report with it is counted in a lane of its own before she is told to wait; true says that otherwise she would be. */
async function countUnlessSending(
  { limiter }: Pick<WebDeps, 'limiter'>,
  req: Request,
  { session, message }: Incoming,
): Promise<boolean> {
  try {
    await countMessage(limiter, req, session);
    return false;
  } catch (refusal) {
    if (sendsReport(message)) {
      await countSending(limiter, req, session);
      return true;
    }
    throw refusal;
  }
}

/** Waits for what needs the database; whatever fails there is logged by its codes and reads "unavailable". */
export async function answering<T>(
  { log }: Pick<WebDeps, 'log'>,
  req: Request,
  work: Promise<T>,
  event = 'chat_unavailable',
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'unavailable') {
      throw error;
    }
    log.error(errorFields(error, req, 503, randomBytes(4).toString('hex')), event);
    throw new AppError('unavailable', 503);
  }
}
