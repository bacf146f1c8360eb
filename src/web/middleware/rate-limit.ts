import type { Request } from 'express';
import { AppError } from '../../lib/errors.js';
import { networkOf } from '../network-of.js';
import type { Limiter } from '../ports.js';

/** Counts one message of a network and a session. Throws `too_many_requests` (429) with the seconds to wait. */
export async function countMessage(limiter: Limiter, req: Request, session: string): Promise<void> {
  refuseFor(
    await Promise.all([limiter.take('network', req.ip ?? ''), limiter.take('session', session)]),
    'too_many_requests',
  );
}

/** Counts a message that sends a report, apart from all others. Throws `too_many_requests` (429). */
export async function countSending(limiter: Limiter, req: Request, session: string): Promise<void> {
  refuseFor(
    await Promise.all([limiter.take('send_network', req.ip ?? ''), limiter.take('send', session)]),
    'too_many_requests',
  );
}

/**
 * Counts one try of a secret from a network, so that nobody tries many of them. Once they are used up, each number (`typed`) still has one a
 * minute: whoever shares her network doesn't use up her tries. Throws `too_many_tries` (429).
 */
export async function countTries(limiter: Limiter, req: Request, typed: string): Promise<void> {
  const network = req.ip ?? '';
  if ((await limiter.take('tries', network)) > 0) {
    const number = typed.normalize('NFKC').replace(/\D/g, '');
    const late = JSON.stringify([networkOf(network), number]);
    refuseFor([await limiter.take('tries_late', late)], 'too_many_tries');
  }
}

/** The secret was right: it doesn't count as a try. */
export const giveBackTry = (limiter: Limiter, req: Request): Promise<void> =>
  limiter.giveBack('tries', req.ip ?? '');

/** Counts one sheet that is printed for a slip or a visit: whoever makes one up gets no sheet. Throws `too_many_requests` (429). */
export async function countSheet(limiter: Limiter, secret: string | null): Promise<void> {
  if (secret !== null) {
    refuseFor([await limiter.take('sheet', secret)], 'too_many_requests');
  }
}

/** Counts one draft that a network wants kept: they are large, and nobody has sent them. Throws `too_many_requests` (429). */
export async function countDraft(limiter: Limiter, req: Request): Promise<void> {
  refuseFor([await limiter.take('draft', req.ip ?? '')], 'too_many_requests');
}

/** Counts one report of a network. True when there are more than is usual: a report is taken all the same, and marked. */
export async function isOverLimit(limiter: Limiter, req: Request): Promise<boolean> {
  const from = req.ip ?? '';
  const waits = await Promise.all([limiter.take('report', from), limiter.take('report_day', from)]);
  return Math.max(...waits) > 0;
}

/** `waits`: what each lane says, in milliseconds. */
function refuseFor(waits: readonly number[], code: 'too_many_requests' | 'too_many_tries'): void {
  const wait = Math.max(...waits);
  if (wait > 0) {
    throw new AppError(code, 429, { seconds: Math.ceil(wait / 1000) });
  }
}
