import type { Request } from 'express';

/** All that may be logged of an error: names, codes and numbers. Errors of parsers and databases carry what a person wrote. */
export interface ErrorFields {
  readonly errorName: string;
  readonly code: string;
  readonly status: number;
  readonly route: string;
  readonly errorId: string;
}

const WORD = /^[A-Za-z][A-Za-z0-9_.]{0,63}$/;

/** The route's pattern ("/learn/:topic"), never the path. */
export function routeOf(req: Request): string {
  const route = req.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'none';
}

/** Picks the fields that may be logged; everything else of the error is left behind. */
export function errorFields(error: unknown, req: Request, status: number, errorId: string): ErrorFields {
  const { name, code } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  return { errorName: word(name), code: word(code), status, route: routeOf(req), errorId };
}

const word = (value: unknown): string => (typeof value === 'string' && WORD.test(value) ? value : 'unknown');
