import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { readCookie } from './cookies.js';

const AN_HOUR_IN_SECONDS = 3600;
/** Where the digits are shown, and where a browser leaves: there it tells which case was just sent. */
const PATHS = ['/help', '/leave'] as const;
const TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

/** True for what may be the token of a slip. */
export const isSlipToken = (value: string): boolean => TOKEN.test(value);

/** The cookie that carries a slip's token from a report to the page that shows its digits, so that no address ever holds it. */
export interface SlipCookie {
  read(req: Request): string | undefined;
  keep(res: Response, slipToken: string): void;
  end(res: Response): void;
}

/** `__Secure-ref` over https, else `ref`; sent to `/help` and to the way out alone, for an hour. */
export function createSlipCookie(https: boolean): SlipCookie {
  const name = https ? '__Secure-ref' : 'ref';
  const shape = { name, httpOnly: true, sameSite: 'lax', secure: https } as const;
  const set = (res: Response, value: string, maxAge: number) =>
    PATHS.forEach((path) => res.append('Set-Cookie', stringifySetCookie({ ...shape, path, value, maxAge })));
  return {
    read(req) {
      const value = readCookie(req, name);
      return value !== undefined && isSlipToken(value) ? value : undefined;
    },
    keep: (res, value) => set(res, value, AN_HOUR_IN_SECONDS),
    end: (res) => set(res, '', 0),
  };
}
