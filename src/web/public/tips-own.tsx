import type { Request, RequestHandler, Response } from 'express';
import type { ReceivedTip } from '../../domain/tips/index.js';
import { broadcastIn } from '../../domain/tips/index.js';
import { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { languageOf } from '../middleware/language.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { formToken } from '../middleware/session-cookie.js';
import { sendPage } from '../views/render.js';
import { TipsOwn, type TipShown } from '../views/tips-own.js';
import { TipsWishes } from '../views/tips-wishes.js';
import {
  checkTipsForm,
  formOf,
  readEnvelope,
  readTipsForm,
  TIPS_FORM,
  type TipsForm,
  type TipsProblem,
} from './tips-form.js';
import { askTips, offeredBy, openTips, secretOf, type TipsRoom } from './tips-room.js';

interface Handlers {
  readonly show: RequestHandler;
  readonly wishes: RequestHandler;
  readonly change: RequestHandler;
  readonly end: RequestHandler;
}

/** `/tips/p/<secret>`: somebody's own page, where her tips wait. Whoever has the address has the page. */
export function tipsOwn({ deps, files }: TipsRoom): Handlers {
  const { config, subscribing, tips } = deps;
  const { pages } = subscribing;

  const received = (req: Request, { campaignId, day, tipId, content, isNew }: ReceivedTip): TipShown[] => {
    const locale = languageOf(req);
    const at = { key: campaignId, day, isNew };
    if (content) {
      const lang = locale === 'en' && !content.en ? { lang: 'zh-CN' } : {};
      return [{ ...at, ...lang, ...broadcastIn(content, locale), citations: [] }];
    }
    const tip = tipId === null ? null : tips.tip(locale, tipId);
    return tip ? [{ ...at, ...tip }] : []; // one that was taken out of the edition is not shown any more
  };

  /** What a page holds. Throws `not_found` (404) when there is none. */
  const find = async <T,>(req: Request, asked: Promise<T | null>): Promise<T> => {
    const found = await askTips(deps, req, asked);
    if (found === null) {
      throw new AppError('not_found', 404);
    }
    return found;
  };

  const renderWishes = (req: Request, res: Response, form: TipsForm, problems: readonly TipsProblem[]) => {
    const tongue = openTips(deps, req, res, { hidden: true });
    const choices = { themes: tips.themes(tongue.locale), townships: subscribing.townships(tongue.locale) };
    const secret = secretOf(req);
    const props = { tongue, files, choices, form, problems, secret, token: formToken(secret) };
    sendPage(res, <TipsWishes {...props} />, problems.length > 0 ? 400 : 200);
  };

  /** The fields of a form of this page. Throws `cross_site` (403). */
  const readOwn = async (req: Request): Promise<unknown> => {
    const body = await readForm(req, TIPS_FORM);
    requireSameOrigin(req, config.publicUrl, secretOf(req), readEnvelope(body).token);
    return body;
  };

  return {
    async show(req, res) {
      if (req.method === 'HEAD') {
        await find(req, pages.wishes(secretOf(req))); // nobody reads it: what is new stays new
        res.end();
        return;
      }
      const page = await find(req, pages.view(secretOf(req)));
      const tongue = openTips(deps, req, res, { hidden: true });
      const secret = secretOf(req);
      const shown = page.tips.flatMap((one) => received(req, one));
      const props = { tongue, files, secret, token: formToken(secret), tips: shown };
      sendPage(res, <TipsOwn {...props} isSaved={req.query.saved === '1'} />);
    },

    async wishes(req, res) {
      renderWishes(req, res, formOf(await find(req, pages.wishes(secretOf(req)))), []);
    },

    async change(req, res) {
      const form = readTipsForm(await readOwn(req));
      const checked = checkTipsForm(form, offeredBy(deps));
      if ('problems' in checked) {
        renderWishes(req, res, form, checked.problems);
        return;
      }
      const options = { locale: languageOf(req), consent: form.consent };
      if (!(await askTips(deps, req, pages.change(secretOf(req), checked.wishes, options)))) {
        throw new AppError('not_found', 404);
      }
      res.redirect(303, `/tips/p/${secretOf(req)}?saved=1`);
    },

    async end(req, res) {
      await readOwn(req);
      await askTips(deps, req, pages.end(secretOf(req)));
      res.redirect(303, '/tips?ended=1');
    },
  };
}
