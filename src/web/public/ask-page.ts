import type { Request, RequestHandler, Response } from 'express';
import { CASE_ASKS } from '../../domain/cases/index.js';
import { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { countMessage } from '../middleware/rate-limit.js';
import { isOfAnother, requireSameOrigin } from '../middleware/same-origin.js';
import { type AskForm, askOf, readAskForm } from './ask-form.js';
import { askingReports } from './asking.js';
import type { ReportRoom } from './report-room.js';
import type { TrackRender } from './track-render.js';

/** Failures after which her words stay in the form. */
const KEPT = [400, 409, 429, 503];

/** `POST /r/ask`: a call back, another look, to withdraw, to rate, to delete how she is reached. Sent twice it is one. */
export function askPage(
  { deps, session: cookie, visit: visits }: ReportRoom,
  render: TrackRender,
): RequestHandler {
  const { config, limiter, reports, say } = deps;
  const asking = askingReports(deps);

  const take = async (req: Request, form: AskForm): Promise<true | null> => {
    const visit = visits.read(req);
    await countMessage(limiter, req, cookie.read(req) ?? visit ?? '');
    return visit === undefined
      ? null
      : asking(req, reports.tracking.ask(visit, askOf(form), form.submission));
  };

  /** Her case once more, the form open with her words in it and what was wrong with them. */
  const keep = async (req: Request, res: Response, form: AskForm, error: unknown) => {
    if (!(error instanceof AppError && KEPT.includes(error.status))) {
      throw error;
    }
    const { status, code, params } = error;
    setRetryAfter(res, error);
    const problem = say(languageOf(req), SENTENCES.get(code) ?? `errors:${code}`, params);
    const visit = visits.read(req);
    const tracked =
      visit === undefined ? null : await asking(req, reports.tracking.view(visit)).catch(() => null);
    // other words under the old token would be refused for ever
    const again = status === 409 ? {} : { submission: form.submission };
    render.case(req, res, tracked ?? 'unknown', { ...again, asked: { form, problem } }, status);
  };

  return async (req, res) => {
    const form = readAskForm(await readForm(req));
    requireSameOrigin(req, config.publicUrl, cookie.read(req), form.token);
    if (isOfAnother(cookie.read(req), form.token)) {
      res.redirect(303, '/r?ended=1'); // she has left: her words go nowhere
      return;
    }
    try {
      if (await take(req, form)) {
        res.redirect(303, `/r/open?done=${CASE_ASKS.indexOf(form.ask)}`);
        return;
      }
    } catch (error) {
      await keep(req, res, form, error);
      return;
    }
    visits.end(res);
    res.redirect(303, '/r?ended=1');
  };
}

const SENTENCES: ReadonlyMap<string, string> = new Map([['unavailable', 'track:asks.unsent']]);
