import express, { type Express } from 'express';
import { AppError } from '../lib/errors.js';
import { readAssets } from './assets.js';
import { accessLog } from './middleware/access-log.js';
import { errors } from './middleware/errors.js';
import { language } from './middleware/language.js';
import { only, requestHygiene } from './middleware/request-hygiene.js';
import { securityHeaders } from './middleware/security-headers.js';
import { createSessionCookie } from './middleware/session-cookie.js';
import { createSlipCookie } from './middleware/slip-cookie.js';
import { createToldCookie } from './middleware/told-cookie.js';
import type { WebDeps } from './ports.js';
import { chatApi } from './public/chat-api.js';
import { chatPage } from './public/chat-page.js';
import { chatStream } from './public/chat-stream.js';
import { healthRoutes } from './public/health.js';
import { pages } from './public/pages.js';
import { reportRoutes } from './public/report-routes.js';
import { tipsRoutes } from './public/tips-routes.js';

/** The public web door. Throws at once when its files are missing. */
export function createWeb(deps: WebDeps): Express {
  const { config } = deps;
  const assets = readAssets(config.assets);
  const files = { style: assets.url('site.css'), icon: assets.url('icon.svg') };
  const withExit = { ...files, scripts: [assets.url('safe.js')] };
  const withFiles = { ...files, scripts: [...withExit.scripts, assets.url('files.js')] };
  const withScript = { ...files, scripts: [...withExit.scripts, assets.url('chat.js')] };
  const cookie = createSessionCookie(config.https);
  const report = {
    deps,
    session: cookie,
    visit: createSessionCookie(config.https, { name: 'vid' }),
    slip: createSlipCookie(config.https),
    told: createToldCookie(config.https),
    files: withExit,
    caseFiles: withFiles,
  };
  const chat = chatPage(deps, cookie, withScript);

  const app = express();
  app.set('env', 'production'); // whatever NODE_ENV says: a last resort of Express that shows no stack
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustProxyHops);

  app.use(accessLog(deps.log, deps.onServed ?? (() => undefined)));
  app.use(securityHeaders(config.https));
  app.use(requestHygiene);
  app.use(healthRoutes(deps));
  app.route('/assets/:file').get(assets.handler).all(only('GET', 'HEAD'));
  app.use(language(config.https));
  app.use(pages(deps, files));
  app.use(tipsRoutes(deps, files));
  app.use(reportRoutes(report));
  app
    .route('/chat')
    .get(chat.show)
    .post(chat.post)
    .all(only('GET', 'HEAD', 'POST'));
  app.route('/chat/stream').get(chatStream(deps.webchat, cookie)).all(only('GET'));
  app.route('/api/chat').post(chatApi(deps, cookie)).all(only('POST'));
  if (deps.console) {
    app.use(deps.console.handler);
  }
  app.use(() => {
    throw new AppError('not_found', 404);
  });
  app.use(errors(deps, files, withExit));
  return app;
}
