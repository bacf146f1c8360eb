import { AppError } from '../lib/errors.js';

/** A turn that did not end in its time. */
export class TurnTimeout extends Error {
  override readonly name = 'TurnTimeout';
  readonly code = 'turn_timeout';
}

/** The code of an error, never its message: that may hold what a person wrote. */
export function codeOf(error: unknown): string {
  if (error instanceof AppError || error instanceof TurnTimeout) {
    return error.code;
  }
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{1,32}$/.test(code) ? code : 'turn_threw';
}

/** The database, or a turn at the slow digest, can't be had: no fault of the update, so it doesn't count. Prisma: can't reach, time-out, closed, pool, transaction. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AppError) {
    return error.status === 503;
  }
  const { code, name } = error as { code?: unknown; name?: unknown };
  return (
    name === 'PrismaClientInitializationError' ||
    (typeof code === 'string' && /^(P1\d{3}|P2024|P2028|P2034|ECONN[A-Z]+|57P0\d)$/.test(code))
  );
}
