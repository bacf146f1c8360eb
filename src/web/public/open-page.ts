import type { Request, RequestHandler, Response } from 'express';
import { CASE_ASKS, type TrackedCase } from '../../domain/cases/index.js';
import type { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { countMessage } from '../middleware/rate-limit.js';
import { isOfAnother, requireSameOrigin } from '../middleware/same-origin.js';
import { askingReports } from './asking.js';
import { keepsWords } from './kept-words.js';
import type { ReportRoom } from './report-room.js';
import { problemOf, readWriteForm, type WriteForm } from './track-form.js';
import type { TrackRender } from './track-render.js';

/** `GET /r/open` and `POST /r/open`: the page of a case, for as long as the visit lasts, and the form that writes to the staff. */
export function openPage(
  { deps, session: cookie, visit: visits }: ReportRoom,
  render: TrackRender,
): { show: RequestHandler; post: RequestHandler } {
  const { config, limiter, reports, say } = deps;
  const ask = askingReports(deps);
  const notice = (req: Request, key: string, isAlarm = true, params: AppError['params'] = {}) => ({
    notice: { text: say(languageOf(req), key, params), isAlarm },
  });
  const view = async (req: Request, visit: string | undefined): Promise<TrackedCase | null> =>
    visit === undefined ? null : ask(req, reports.tracking.view(visit));
  /** The visit is over: her words go along to where number and digits are asked for. */
  const enterAgain = (req: Request, res: Response, kept: string) => {
    visits.end(res);
    render.enter(req, res, { kept, ...notice(req, 'report:track.ended_kept') }, 403);
  };

  /** The case once more with the words that were not taken; without a database the words alone. */
  const keep = async (req: Request, res: Response, { text, submission }: WriteForm, error: unknown) => {
    const failure = keepsWords(error);
    setRetryAfter(res, failure);
    const { status, code, params } = failure;
    const shown = notice(req, SENTENCES.get(status) ?? `errors:${code}`, true, params);
    const tracked = await view(req, visits.read(req)).catch(() => null);
    // other words under the old token would be refused for ever
    const next = status === 409 ? {} : { submission };
    render.case(req, res, tracked ?? 'unknown', { ...shown, ...next, draft: text }, status);
  };

  return {
    async show(req, res) {
      const visit = visits.read(req);
      const tracked = await view(req, visit);
      if (!tracked) {
        visits.end(res);
        res.redirect(303, visit === undefined ? '/r' : '/r?ended=1');
        return;
      }
      const done = doneOf(req.query);
      render.case(req, res, tracked, done ? notice(req, done, false) : {});
    },
    async post(req, res) {
      const form = readWriteForm(await readForm(req));
      const session = cookie.read(req);
      requireSameOrigin(req, config.publicUrl, session, form.token);
      if (isOfAnother(session, form.token)) {
        res.redirect(303, '/r?ended=1'); // she has left: her words go nowhere
        return;
      }
      const visit = visits.read(req);
      try {
        await countMessage(limiter, req, session ?? visit ?? '');
        const tracked = await view(req, visit);
        if (!tracked || visit === undefined) {
          enterAgain(req, res, form.text);
          return;
        }
        const problem = problemOf(form.text);
        if (problem) {
          render.case(req, res, tracked, { problem, draft: form.text, submission: form.submission }, 400);
        } else if (await ask(req, reports.tracking.write(visit, form.text, form.submission))) {
          res.redirect(303, '/r/open?sent=1');
        } else {
          enterAgain(req, res, form.text);
        }
      } catch (error) {
        await keep(req, res, form, error);
      }
    },
  };
}

/** What has just been done, as the address says: of what she asked for only the how-manieth it is, the address stays in the history. */
function doneOf(query: Request['query']): string | undefined {
  const ask = CASE_ASKS.find((_, nth) => query.done === String(nth));
  return ask ? `track:asks.${ask}.done` : DONE.find(([name]) => query[name] === '1')?.[1];
}

const DONE = [
  ['sent', 'report:case.sent'],
  ['added', 'evidence:added'],
  ['removed', 'evidence:removed'],
  ['later', 'track:proof.later'],
] as const;

const SENTENCES: ReadonlyMap<number, string> = new Map([
  [503, 'report:case.not_sent'],
  [409, 'report:case.changed'],
]);
