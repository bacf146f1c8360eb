import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Say } from '../../conversation/types.js';
import type { SavedDraft } from '../../domain/cases/index.js';
import { readForm, REPORT_FORM } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { countDraft, countMessage, countTries, giveBackTry } from '../middleware/rate-limit.js';
import { isOfAnother, requireSameOrigin } from '../middleware/same-origin.js';
import { allow } from '../middleware/security-headers.js';
import { formToken } from '../middleware/session-cookie.js';
import { networkOf } from '../network-of.js';
import { DraftOpen, DraftSaved } from '../views/draft.js';
import type { NoticeText } from '../views/notice.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { askingReports } from './asking.js';
import { readOpenForm, readSaveForm } from './draft-form.js';
import { keepsWords } from './kept-words.js';
import type { ReportRoom } from './report-room.js';

/** The intake form with what was written before, and why it is shown; 200 when no status is given. */
export type FillHelp = (
  req: Request,
  res: Response,
  draft: SavedDraft,
  notice: NoticeText,
  status?: number,
) => void;

/** `GET /help/draft` and `POST /help/draft`: the digits of a saved draft open the form with what was written. */
export function draftPage(
  { deps, session: cookie, files }: ReportRoom,
  fill: FillHelp,
): { show: RequestHandler; open: RequestHandler } {
  const { config, limiter, reports, say } = deps;
  const ask = askingReports(deps);
  const enter = (req: Request, res: Response, notice?: NoticeText, status = 200) => {
    allow(res, 'script', config.https);
    const token = formToken(cookie.readOrBegin(req, res));
    const page = { tongue: createTongue(say, languageOf(req)), files, token, ...(notice && { notice }) };
    sendPage(res, <DraftOpen {...page} />, status);
  };
  const sentence = (req: Request, key: string, isAlarm: boolean): NoticeText => ({
    text: say(languageOf(req), key),
    isAlarm,
  });
  return {
    show: (req, res) => enter(req, res),
    async open(req, res) {
      const { token, code } = readOpenForm(await readForm(req));
      requireSameOrigin(req, config.publicUrl, cookie.read(req), token);
      if (isOfAnother(cookie.read(req), token)) {
        enter(req, res, sentence(req, 'leaving:closed', false), 403);
        return;
      }
      try {
        await countMessage(limiter, req, cookie.readOrBegin(req, res));
        await countTries(limiter, req, code.slice(0, 8));
        const draft = await ask(req, reports.drafts.open(code, networkOf(req.ip ?? '')));
        if (draft) {
          await giveBackTry(limiter, req);
          fill(req, res, draft, sentence(req, 'draft:form.opened', false));
        } else {
          enter(req, res, sentence(req, 'draft:open.wrong', true), 400);
        }
      } catch (error) {
        const { notice, status } = refusal(say, req, res, { error, sentences: OPENING });
        enter(req, res, notice, status);
      }
    },
  };
}

/** `POST /help/draft/save`: keeps the form and shows its digits. The same page asked for anew leads to where they are asked for. */
export function draftSaving(
  { deps, session: cookie, files }: ReportRoom,
  fill: FillHelp,
): { again: RequestHandler; save: RequestHandler } {
  const { config, limiter, reports, say } = deps;
  const ask = askingReports(deps);
  return {
    again: (_req, res) => res.redirect(303, '/help/draft'),
    async save(req, res) {
      const { token, draft } = readSaveForm(await readForm(req, REPORT_FORM));
      requireSameOrigin(req, config.publicUrl, cookie.read(req), token);
      if (isOfAnother(cookie.read(req), token)) {
        const closed = { text: say(languageOf(req), 'report:help.closed'), isAlarm: false };
        fill(req, res, { submission: randomBytes(16).toString('base64url'), answers: {} }, closed, 403);
        return;
      }
      try {
        await countDraft(limiter, req);
        const code = await ask(req, reports.drafts.save(draft));
        allow(res, 'script', config.https);
        const page = { tongue: createTongue(say, languageOf(req)), files, code };
        sendPage(res, <DraftSaved {...page} token={formToken(cookie.readOrBegin(req, res))} />);
      } catch (error) {
        const { notice, status } = refusal(say, req, res, { error, sentences: SAVING });
        fill(req, res, draft, notice, status);
      }
    },
  };
}

interface Sentences {
  readonly tooMany: string;
  readonly unavailable: string;
  readonly conflict?: string;
}
const OPENING: Sentences = { tooMany: 'draft:open.too_many', unavailable: 'draft:open.unavailable' };
const SAVING: Sentences = {
  ...{ tooMany: 'draft:form.too_often', unavailable: 'draft:form.not_saved', conflict: 'errors:draft_sent' },
};

/** What is said of a failure after which the page stays; any other is thrown on. */
function refusal(
  say: Say,
  req: Request,
  res: Response,
  { error, sentences }: { readonly error: unknown; readonly sentences: Sentences },
): { readonly notice: NoticeText; readonly status: number } {
  const failure = keepsWords(error);
  setRetryAfter(res, failure);
  const { status, params } = failure;
  const minutes = Math.ceil(Number(params.seconds ?? 60) / 60);
  const { tooMany, unavailable, conflict = unavailable } = sentences;
  const key = status === 429 ? tooMany : status === 409 ? conflict : unavailable;
  return { notice: { text: say(languageOf(req), key, { minutes }), isAlarm: true }, status };
}
