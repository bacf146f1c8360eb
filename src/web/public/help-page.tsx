import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { AppError } from '../../lib/errors.js';
import type { Filed, Intake } from '../../domain/cases/index.js';
import { readForm, REPORT_FORM } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { countMessage } from '../middleware/rate-limit.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { allow } from '../middleware/security-headers.js';
import { formToken } from '../middleware/session-cookie.js';
import { Help, type HelpProps } from '../views/help.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { askingReports } from './asking.js';
import { checkAnswers, type HelpForm, readHelpForm } from './help-form.js';
import { keepsWords } from './kept-words.js';
import type { ReceiptPage } from './receipt-page.js';
import type { ReportRoom } from './report-room.js';

type Shown = Partial<Pick<HelpProps, 'answers' | 'problems' | 'notice'>> & { readonly submission?: string };

/** `GET /help` and `POST /help`: the whole intake form on one page. Nothing is kept before it is sent. */
export function helpPage(
  { deps, session: cookie, slip, files }: ReportRoom,
  receipt: ReceiptPage,
): { show: RequestHandler; post: RequestHandler } {
  const { config, limiter, reports, say } = deps;
  const ask = askingReports(deps);

  const render = (req: Request, res: Response, shown: Shown, status = 200) => {
    const token = formToken(cookie.readOrBegin(req, res));
    const submission = shown.submission ?? randomBytes(16).toString('base64url');
    allow(res, 'script', config.https);
    const tongue = createTongue(say, languageOf(req));
    sendPage(res, <Help {...shown} tongue={tongue} files={files} secrets={{ token, submission }} />, status);
  };
  const file = async (req: Request, session: string, intake: Intake, submission: string): Promise<Filed> => {
    await countMessage(limiter, req, session);
    return ask(req, reports.file(intake, { channel: 'web', locale: languageOf(req), submission }));
  };
  const sentence = (req: Request, { status, code, params }: AppError) =>
    say(languageOf(req), SENTENCES.get(status) ?? `errors:${code}`, params);

  const keep = (req: Request, res: Response, { answers, submission }: HelpForm, error: unknown) => {
    const failure = keepsWords(error);
    setRetryAfter(res, failure);
    const notice = { text: sentence(req, failure), isAlarm: true };
    // other words under the old token would be refused for ever: sent once more, they are a report of their own
    const next = failure.status === 409 ? {} : { submission };
    render(req, res, { answers, notice, ...next }, failure.status);
  };

  return {
    show: (req, res) => render(req, res, {}),
    async post(req, res) {
      const form = readHelpForm(await readForm(req, REPORT_FORM));
      const known = cookie.read(req);
      requireSameOrigin(req, config.publicUrl, known, form.token);
      const checked = checkAnswers(form.answers);
      if ('problems' in checked) {
        render(req, res, { ...form, problems: checked.problems }, 400);
        return;
      }
      const session = cookie.readOrBegin(req, res);
      try {
        const { slipToken } = await file(req, session, checked.intake, form.submission);
        slip.keep(res, slipToken);
        if (known) {
          res.redirect(303, '/help/done');
        } else {
          await receipt.reveal(req, res, form.submission, slipToken); // a browser that keeps no cookies: the form itself is what it has
        }
      } catch (error) {
        keep(req, res, form, error);
      }
    },
  };
}

const SENTENCES: ReadonlyMap<number, string> = new Map([
  [503, 'report:help.unavailable'],
  [409, 'report:help.changed'],
]);
