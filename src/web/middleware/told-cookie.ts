import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { readCookie } from './cookies.js';

/** The cookie that remembers, until the browser is closed, that a browser was told how to leave. It says nothing else. */
export interface ToldCookie {
  read(req: Request): boolean;
  keep(res: Response): void;
  end(res: Response): void;
}

/** `__Host-seen` over https, else `seen`. */
export function createToldCookie(https: boolean): ToldCookie {
  const name = https ? '__Host-seen' : 'seen';
  const shape = { name, path: '/', httpOnly: true, sameSite: 'lax', secure: https } as const;
  return {
    read: (req) => readCookie(req, name) === '1',
    keep: (res) => void res.append('Set-Cookie', stringifySetCookie({ ...shape, value: '1' })),
    end: (res) => void res.append('Set-Cookie', stringifySetCookie({ ...shape, value: '', maxAge: 0 })),
  };
}
