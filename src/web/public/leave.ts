import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Opened } from '../../domain/cases/index.js';
import { errorFields } from '../middleware/error-fields.js';
import { NEUTRAL_SITE } from '../views/quick-exit.js';
import type { ReportRoom } from './report-room.js';
import { within } from './within.js';

/** Nobody who has to leave waits longer for the database. */
const END_WITHIN_MS = 500;
/** `?why=`: nobody was there for ten minutes, or she had finished. Anything else is a hurry. */
const CALM: readonly unknown[] = ['idle', 'done'];

/**
 * `GET /leave` and `POST /leave`: ends the talk, the visit and the slip of this browser, has it forget what it kept of these pages,
 * and leads to a neutral site. Who leaves in a hurry has her cases marked, as far as the cookies tell them. It asks for no token: it
 * must never fail, and it can only end things and hold things back.
 */
export function leave(room: ReportRoom): {
  get: RequestHandler;
  post: RequestHandler;
} {
  const { deps, session, visit, slip, told } = room;
  const end = async (req: Request, res: Response) => {
    const failed = (error: unknown) =>
      deps.log.warn(errorFields(error, req, 503, randomBytes(4).toString('hex')), 'leave_failed');
    const ending = endOf(room, req, failed).catch(failed); // goes on when the answer has been given
    [session, visit, slip, told].forEach((cookie) => cookie.end(res));
    res.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
    await within(END_WITHIN_MS, ending).catch(() => undefined);
  };
  return {
    async get(req, res) {
      await end(req, res);
      res.redirect(303, NEUTRAL_SITE);
    },
    async post(req, res) {
      await end(req, res);
      res.status(204).end();
    },
  };
}

type Failed = (error: unknown) => void;

/** What the database is told of it; nothing when the browser has neither a visit, a slip nor a talk. */
async function endOf(room: ReportRoom, req: Request, failed: Failed): Promise<void> {
  const { tracking } = room.deps.reports;
  const visit = room.visit.read(req);
  if (CALM.includes(req.query.why)) {
    return visit === undefined ? undefined : tracking.leave(visit);
  }
  const opened = await openedIn(room, req, failed);
  return isNothing(opened) ? undefined : tracking.leaveInHurry(opened);
}

/** What the cookies of a browser tell of its cases. A talk that can't be read must not hide the others. */
async function openedIn({ deps, session, visit, slip }: ReportRoom, req: Request, failed: Failed) {
  const talk = session.read(req);
  const filed = talk === undefined ? null : await deps.webchat.filed(talk).catch(failed);
  const token = slip.read(req);
  return {
    visit: visit.read(req),
    slipTokens: [...(token === undefined ? [] : [token]), ...(filed?.slipTokens ?? [])],
    contactId: filed?.contactId,
  } satisfies Opened;
}

const isNothing = ({ visit, slipTokens, contactId }: Opened) =>
  visit === undefined && contactId === undefined && (slipTokens ?? []).length === 0;
