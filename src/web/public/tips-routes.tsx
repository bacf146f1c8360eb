import { Router } from 'express';
import { languageOf } from '../middleware/language.js';
import { only } from '../middleware/request-hygiene.js';
import { createSessionCookie } from '../middleware/session-cookie.js';
import type { WebDeps } from '../ports.js';
import type { PageFiles } from '../views/layout.js';
import { sendPage } from '../views/render.js';
import { TipsPage } from '../views/tips.js';
import { tipsNew } from './tips-new.js';
import { tipsOwn } from './tips-own.js';
import { openTips } from './tips-room.js';

/** `/tips`: the tips of the week, subscribing, and the page of one's own. */
export function tipsRoutes(deps: WebDeps, files: PageFiles): Router {
  const room = { deps, files, cookie: createSessionCookie(deps.config.https, { name: 'tid' }) };
  const router = Router();
  const form = only('GET', 'HEAD', 'POST');
  const begin = tipsNew(room);
  const own = tipsOwn(room);

  router
    .route('/tips')
    .get((req, res) => {
      const tongue = openTips(deps, req, res);
      const tips = deps.tips.thisWeek(languageOf(req));
      sendPage(res, <TipsPage {...{ tongue, files, tips }} hasEnded={req.query.ended === '1'} />);
    })
    .all(only('GET', 'HEAD'));
  router.route('/tips/new').get(begin.show).post(begin.post).all(form);
  router.route('/tips/p/:secret').get(own.show).all(only('GET', 'HEAD'));
  router.route('/tips/p/:secret/wishes').get(own.wishes).post(own.change).all(form);
  router.route('/tips/p/:secret/end').post(own.end).all(only('POST'));
  return router;
}
