import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { only } from '../middleware/request-hygiene.js';
import type { WebConfig, WebDeps } from '../ports.js';
import { within } from './within.js';

const READY_WITHIN_MS = 2000;

/** `/livez`, `/readyz` and `/metrics`, for machines. The last tells when an emergency came in: to nobody but who may know. */
export function healthRoutes({
  config,
  health,
  metricsText,
}: Pick<WebDeps, 'config' | 'health' | 'metricsText'>): Router {
  const router = Router();
  router
    .route('/livez')
    .get((_req, res) => {
      const isLive = health.live();
      res.status(isLive ? 200 : 503).json({ status: isLive ? 'ok' : 'failing' });
    })
    .all(only('GET', 'HEAD'));

  router
    .route('/readyz')
    .get(async (_req, res) => {
      const isReady = await within(READY_WITHIN_MS, health.ready()).catch(() => false);
      res.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'unavailable' });
    })
    .all(only('GET', 'HEAD'));

  router
    .route('/metrics')
    .get(async (req, res, next) => {
      if (!mayReadMetrics(config, req)) {
        next('router');
        return;
      }
      res.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      res.send(await metricsText());
    })
    .all(only('GET', 'HEAD'));

  return router;
}

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

/** This machine itself, unless a proxy on it speaks for everybody; from elsewhere whoever has the token. */
function mayReadMetrics({ trustProxyHops, metricsToken }: WebConfig, req: Request): boolean {
  if (trustProxyHops === 0 && LOOPBACK.test(req.socket.remoteAddress ?? '')) {
    return true;
  }
  const [, given] = /^Bearer (.+)$/.exec(req.headers.authorization ?? '') ?? [];
  return (
    metricsToken !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(metricsToken))
  );
}

const digest = (token: string) => createHash('sha256').update(token).digest();
