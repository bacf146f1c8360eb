import type { RequestHandler } from 'express';
import type { Log, Served } from '../ports.js';
import { routeOf } from './error-fields.js';

/** One line a request: method, the route's pattern, status and time. Neither address, query nor words. */
export function accessLog(log: Log, onServed: (served: Served) => void): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    res.once('close', () => {
      const served = {
        method: /^[A-Z]{3,7}$/.test(req.method) ? req.method : 'other',
        route: routeOf(req),
        status: res.statusCode,
        ms: Math.round(performance.now() - began),
      };
      onServed(served);
      log.info(served, 'request');
    });
    next();
  };
}
