import { type Request, type Response, Router } from 'express';
import { AppError } from '../../lib/errors.js';
import { languageOf } from '../middleware/language.js';
import { only } from '../middleware/request-hygiene.js';
import { allow } from '../middleware/security-headers.js';
import type { WebDeps } from '../ports.js';
import { Home } from '../views/home.js';
import type { PageFiles } from '../views/layout.js';
import { TopicPage, Topics } from '../views/learn.js';
import { Privacy } from '../views/privacy.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';

/** The pages that only inform. They keep nothing of whoever reads them. */
export function pages({ config, say, knowledge }: WebDeps, files: PageFiles): Router {
  const router = Router();
  const open = (req: Request, res: Response) => {
    allow(res, 'style', config.https);
    res.setHeader('Cache-Control', 'private, no-cache');
    return createTongue(say, languageOf(req));
  };

  router
    .route('/')
    .get((req, res) => {
      const tongue = open(req, res);
      sendPage(res, <Home tongue={tongue} files={files} chatHours={config.retention.chatHours} />);
    })
    .all(only('GET', 'HEAD'));

  router
    .route('/privacy')
    .get((req, res) => {
      const tongue = open(req, res);
      sendPage(res, <Privacy tongue={tongue} files={files} retention={config.retention} />);
    })
    .all(only('GET', 'HEAD'));

  router
    .route('/learn')
    .get(async (req, res) => {
      const shelves = await knowledge.shelves(languageOf(req));
      const tongue = open(req, res);
      sendPage(res, <Topics tongue={tongue} files={files} shelves={shelves} />);
    })
    .all(only('GET', 'HEAD'));

  router
    .route('/learn/:topic')
    .get(async (req, res) => {
      const topic = await knowledge.topic(languageOf(req), req.params.topic);
      if (!topic) {
        throw new AppError('not_found', 404);
      }
      const tongue = open(req, res);
      sendPage(res, <TopicPage tongue={tongue} files={files} topic={topic} />);
    })
    .all(only('GET', 'HEAD'));

  return router;
}
