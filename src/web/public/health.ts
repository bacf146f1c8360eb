import { Router } from 'express';
import { only } from '../middleware/request-hygiene.js';
import type { WebDeps } from '../ports.js';
import { within } from './within.js';

const READY_WITHIN_MS = 2000;

/** `/livez`, `/readyz` and `/metrics`, for machines. */
export function healthRoutes({ health, metricsText }: Pick<WebDeps, 'health' | 'metricsText'>): Router {
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
    .get(async (_req, res) => {
      res.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      res.send(await metricsText());
    })
    .all(only('GET', 'HEAD'));

  return router;
}
