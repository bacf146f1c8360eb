import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Wishes } from '../../domain/tips/index.js';
import { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { countMessage } from '../middleware/rate-limit.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { formToken } from '../middleware/session-cookie.js';
import { sendPage } from '../views/render.js';
import { TipsNew, type TipsNewProps } from '../views/tips-new.js';
import { keepsWords } from './kept-words.js';
import {
  checkTipsForm,
  EMPTY_TIPS_FORM,
  readEnvelope,
  readTipsForm,
  TIPS_FORM,
  type TipsForm,
} from './tips-form.js';
import { askTips, offeredBy, openTips, type TipsRoom } from './tips-room.js';

type Shown = Partial<Pick<TipsNewProps, 'form' | 'problems' | 'notice'>> & { readonly submission?: string };

/** `GET /tips/new` and `POST /tips/new`: what somebody wants tips about opens a page of her own. Nothing is kept before it is sent. */
export function tipsNew({ deps, files, cookie }: TipsRoom): { show: RequestHandler; post: RequestHandler } {
  const { config, limiter, subscribing, tips, say } = deps;

  const render = (req: Request, res: Response, shown: Shown, status = 200) => {
    const tongue = openTips(deps, req, res, { hidden: true });
    const secrets = {
      token: formToken(cookie.readOrBegin(req, res)),
      submission: shown.submission ?? randomBytes(24).toString('base64url'),
    };
    const choices = { themes: tips.themes(tongue.locale), townships: subscribing.townships(tongue.locale) };
    const form = shown.form ?? EMPTY_TIPS_FORM;
    sendPage(res, <TipsNew {...shown} {...{ tongue, files, secrets, choices, form }} />, status);
  };

  const open = async (req: Request, res: Response, wishes: Wishes, form: TipsForm, submission: string) => {
    await countMessage(limiter, req, cookie.readOrBegin(req, res));
    const options = { locale: languageOf(req), consent: form.consent, submission };
    const { secret } = await askTips(deps, req, subscribing.pages.open(wishes, options));
    res.redirect(303, `/tips/p/${secret}?saved=1`);
  };

  return {
    show: (req, res) => render(req, res, {}),
    async post(req, res) {
      const body = await readForm(req, TIPS_FORM);
      const { token, submission } = readEnvelope(body);
      requireSameOrigin(req, config.publicUrl, cookie.read(req), token);
      if (submission === undefined) {
        throw new AppError('bad_request', 400);
      }
      const form = readTipsForm(body);
      const checked = checkTipsForm(form, offeredBy(deps));
      if ('problems' in checked) {
        render(req, res, { form, submission, problems: checked.problems }, 400);
        return;
      }
      try {
        await open(req, res, checked.wishes, form, submission);
      } catch (error) {
        const failure = keepsWords(error);
        setRetryAfter(res, failure);
        const text = say(languageOf(req), `errors:${failure.code}`, failure.params);
        render(req, res, { form, submission, notice: { text, isAlarm: true } }, failure.status);
      }
    },
  };
}
