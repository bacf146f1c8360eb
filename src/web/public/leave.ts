import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { errorFields } from '../middleware/error-fields.js';
import { NEUTRAL_SITE } from '../views/quick-exit.js';
import type { ReportRoom } from './report-room.js';
import { within } from './within.js';

/** Nobody who has to leave waits longer for the database. */
const END_WITHIN_MS = 500;

/**
 * `GET /leave` and `POST /leave`: ends the talk, the visit and the slip of this browser, has it forget what it kept of these pages,
 * and leads to a neutral site. It asks for no token: it must never fail, and it can only end things.
 */
export function leave({ deps, session, visit, slip }: ReportRoom): {
  get: RequestHandler;
  post: RequestHandler;
} {
  const end = async (req: Request, res: Response) => {
    const opened = visit.read(req);
    [session, visit, slip].forEach((cookie) => cookie.end(res));
    res.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
    try {
      await within(END_WITHIN_MS, opened ? deps.reports.tracking.leave(opened) : Promise.resolve());
    } catch (error) {
      deps.log.warn(errorFields(error, req, 503, randomBytes(4).toString('hex')), 'leave_failed');
    }
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
