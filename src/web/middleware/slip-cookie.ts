import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { readCookie } from './cookies.js';

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

/** `__Secure-ref` over https, else `ref`; sent to `/help` and to the way out alone, until the browser is closed: then it was never on the device's disk. What it opens ends by itself. */
export function createSlipCookie(https: boolean): SlipCookie {
  const name = https ? '__Secure-ref' : 'ref';
  const shape = { name, httpOnly: true, sameSite: 'lax', secure: https } as const;
  const set = (res: Response, value: string, ending: { readonly maxAge?: 0 } = {}) =>
    PATHS.forEach((path) =>
      res.append('Set-Cookie', stringifySetCookie({ ...shape, path, value, ...ending })),
    );
  return {
    read(req) {
      const value = readCookie(req, name);
      return value !== undefined && isSlipToken(value) ? value : undefined;
    },
    keep: (res, value) => set(res, value),
    end: (res) => set(res, '', { maxAge: 0 }),
  };
}
