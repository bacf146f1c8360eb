import { AppError } from '../../lib/errors.js';

const KEPT = [409, 429, 503];

/** A failure after which the typed words stay on the page; any other goes on to the error page. */
export function keepsWords(error: unknown): AppError {
  if (error instanceof AppError && KEPT.includes(error.status)) {
    return error;
  }
  throw error;
}
