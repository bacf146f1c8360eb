import type { RequestHandler } from 'express';
import { AppError } from '../../lib/errors.js';

const MOST_URL_BYTES = 2048;
const METHODS = ['GET', 'HEAD', 'POST'];

/** Refuses what no page of ours would send: other methods (405), broken or overlong addresses, NUL bytes (400). */
export const requestHygiene: RequestHandler = (req, res, next) => {
  if (!METHODS.includes(req.method)) {
    res.setHeader('Allow', METHODS.join(', '));
    throw new AppError('method_not_allowed', 405);
  }
  if (req.url.length > MOST_URL_BYTES || !isReadable(req.url)) {
    throw new AppError('bad_url', 400);
  }
  next();
};

function isReadable(url: string): boolean {
  try {
    return !decodeURIComponent(url).includes('\0');
  } catch {
    return false;
  }
}

/** The last handler of a path: the methods before it are all there are. */
export function only(...methods: readonly string[]): RequestHandler {
  return (_req, res) => {
    res.setHeader('Allow', methods.join(', '));
    throw new AppError('method_not_allowed', 405);
  };
}
