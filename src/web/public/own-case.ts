import type { Request, Response } from 'express';
import { AppError } from '../../lib/errors.js';
import { cutOff, setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { askingReports } from './asking.js';
import type { ReportRoom } from './report-room.js';
import type { TrackRender } from './track-render.js';

/** Her case as far as its files go: whose it is, and how a refusal is answered. */
export interface OwnCase {
  /** The case of this browser's visit. Throws `visit_ended` (403) when it is over. */
  caseOf(req: Request): Promise<string>;
  /** Says why something could not be done, on the page of the case, or as JSON to whoever asked for it. Anything else is thrown on. */
  refuse(req: Request, res: Response, error: unknown): Promise<void>;
}

export function ownCase({ deps, visit: visits }: ReportRoom, render: TrackRender): OwnCase {
  const { reports, say } = deps;
  const ask = askingReports(deps);
  return {
    async caseOf(req) {
      const visit = visits.read(req);
      const caseId = visit === undefined ? null : await ask(req, reports.tracking.caseOf(visit));
      if (caseId === null) {
        throw new AppError('visit_ended', 403);
      }
      return caseId;
    },
    async refuse(req, res, error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      const { code, status, params } = error;
      const text = say(languageOf(req), `errors:${code}`, params);
      setRetryAfter(res, error);
      cutOff(req, res);
      const visit = visits.read(req);
      if (wantsJson(req)) {
        res.status(status).json({ error: { code, message: text } });
      } else if (code === 'visit_ended' || visit === undefined) {
        visits.end(res);
        res.redirect(303, '/r?ended=1');
      } else {
        const tracked = await ask(req, reports.tracking.view(visit)).catch(() => null);
        render.case(req, res, tracked ?? 'unknown', { notice: { text, isAlarm: true } }, status);
      }
    },
  };
}

/** True for our script, which shows the sentence where the file is. */
export const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';
