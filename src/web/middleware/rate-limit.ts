import type { Request } from 'express';
import { AppError } from '../../lib/errors.js';
import type { Limiter } from '../ports.js';

/** Counts one message of a network and a session. Throws `too_many_requests` (429) with the seconds to wait. */
export async function countMessage(limiter: Limiter, req: Request, session: string): Promise<void> {
  const waits = await Promise.all([limiter.take('network', req.ip ?? ''), limiter.take('session', session)]);
  const wait = Math.max(...waits);
  if (wait > 0) {
    throw new AppError('too_many_requests', 429, { seconds: Math.ceil(wait / 1000) });
  }
}

/** Counts one try of a secret from a network, so that nobody tries many of them. Throws `too_many_tries` (429). */
export async function countTries(limiter: Limiter, req: Request): Promise<void> {
  const wait = await limiter.take('tries', req.ip ?? '');
  if (wait > 0) {
    throw new AppError('too_many_tries', 429, { seconds: Math.ceil(wait / 1000) });
  }
}

/** Counts one draft that a network wants kept: they are large, and nobody has sent them. Throws `too_many_requests` (429). */
export async function countDraft(limiter: Limiter, req: Request): Promise<void> {
  const wait = await limiter.take('draft', req.ip ?? '');
  if (wait > 0) {
    throw new AppError('too_many_requests', 429, { seconds: Math.ceil(wait / 1000) });
  }
}

/** Counts one report of a network. True when there are more than is usual: a report is taken all the same, and marked. */
export async function isOverLimit(limiter: Limiter, req: Request): Promise<boolean> {
  const from = req.ip ?? '';
  const waits = await Promise.all([limiter.take('report', from), limiter.take('report_day', from)]);
  return Math.max(...waits) > 0;
}
