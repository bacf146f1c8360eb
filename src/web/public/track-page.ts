import type { Request, RequestHandler } from 'express';
import type { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { countMessage, countTries, giveBackTry } from '../middleware/rate-limit.js';
import { isOfAnother, requireSameOrigin } from '../middleware/same-origin.js';
import { networkOf } from '../network-of.js';
import { askingReports } from './asking.js';
import { keepsWords } from './kept-words.js';
import type { ReportRoom } from './report-room.js';
import { readEnterForm } from './track-form.js';
import type { TrackRender } from './track-render.js';

/** `GET /r` and `POST /r`: number and digits open the page of a case. A wrong one looks like an unknown one. */
export function trackPage(
  { deps, session: cookie, visit }: ReportRoom,
  render: TrackRender,
): { show: RequestHandler; post: RequestHandler } {
  const { config, limiter, reports, say } = deps;
  const ask = askingReports(deps);
  const alarm = (req: Request, [key, params]: Sentence) => ({
    notice: { text: say(languageOf(req), key, params), isAlarm: true },
  });
  const closed = (req: Request) => ({
    notice: { text: say(languageOf(req), 'leaving:closed_case'), isAlarm: false },
  });

  return {
    show: (req, res) =>
      render.enter(req, res, req.query.ended === '1' ? alarm(req, ['report:track.ended', {}]) : {}),
    async post(req, res) {
      const { token, number, code, text } = readEnterForm(await readForm(req));
      requireSameOrigin(req, config.publicUrl, cookie.read(req), token);
      if (isOfAnother(cookie.read(req), token)) {
        // she has left, and somebody goes back; a browser without cookies could not hold a visit either
        render.enter(req, res, closed(req), 403);
        return;
      }
      const kept = text === undefined || text.trim() === '' ? undefined : text;
      const again = { number, ...(kept !== undefined && { kept }) };
      try {
        await countMessage(limiter, req, cookie.readOrBegin(req, res));
        await countTries(limiter, req, number);
        const entered = await ask(req, reports.tracking.enter(number, code, networkOf(req.ip ?? '')));
        if (!entered) {
          render.enter(req, res, { ...again, ...alarm(req, ['report:track.wrong', {}]) }, 400);
          return;
        }
        await giveBackTry(limiter, req);
        visit.keep(res, entered.visit);
        const tracked = kept === undefined ? null : await ask(req, reports.tracking.view(entered.visit));
        if (tracked && kept !== undefined) {
          render.case(req, res, tracked, { draft: kept });
        } else {
          res.redirect(303, '/r/open');
        }
      } catch (error) {
        const failure = keepsWords(error);
        setRetryAfter(res, failure);
        render.enter(req, res, { ...again, ...alarm(req, sentenceOf(failure)) }, failure.status);
      }
    },
  };
}

type Sentence = readonly [key: string, params: AppError['params']];

function sentenceOf({ status, code, params }: AppError): Sentence {
  if (status === 503) {
    return ['report:track.unavailable', {}];
  }
  const seconds = Number(params.seconds ?? 3600);
  return code === 'too_many_tries'
    ? ['report:track.too_many', { minutes: Math.ceil(seconds / 60) }]
    : [`errors:${code}`, params];
}
