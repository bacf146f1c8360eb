import { AppError } from '../../lib/errors.js';
import { type Action, may } from '../staff/index.js';
import type { Acting } from './types.js';

/** Throws `not_found` (404) when she may not: hidden things answer as if they weren't there. */
export function permit(staff: Acting, action: Action): void {
  if (!may(staff.roles, action)) {
    throw new AppError('not_found', 404);
  }
}
