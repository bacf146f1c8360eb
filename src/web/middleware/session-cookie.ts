import { createHmac, randomBytes } from 'node:crypto';
import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { readCookie } from './cookies.js';

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The cookie that holds a visitor's session: a random secret that lives as long as the browser. */
export interface SessionCookie {
  read(req: Request): string | undefined;
  /** The session, begun when there is none yet. */
  readOrBegin(req: Request, res: Response): string;
  /** Replaces whatever session there was. It ends with the browser, or after so many seconds. */
  keep(res: Response, session: string, forSeconds?: number): void;
  end(res: Response): void;
}

/** `__Host-sid` over https, else `sid`, sent along from links of other sites; both may be chosen. */
export function createSessionCookie(
  https: boolean,
  {
    name: stem = 'sid',
    sameSite = 'lax',
  }: { readonly name?: string; readonly sameSite?: 'lax' | 'strict' } = {},
): SessionCookie {
  const name = https ? `__Host-${stem}` : stem;
  const shape = { name, path: '/', httpOnly: true, sameSite, secure: https } as const;
  const keep = (res: Response, value: string, forSeconds?: number) =>
    void res.append(
      'Set-Cookie',
      stringifySetCookie({ ...shape, value, ...(forSeconds && { maxAge: forSeconds }) }),
    );
  const read = (req: Request) => {
    const value = readCookie(req, name);
    return value !== undefined && SECRET.test(value) ? value : undefined;
  };
  return {
    read,
    readOrBegin(req, res) {
      const session = read(req);
      if (session) {
        return session;
      }
      const begun = randomBytes(SECRET_BYTES).toString('base64url');
      keep(res, begun);
      return begun;
    },
    keep,
    end(res) {
      res.append('Set-Cookie', stringifySetCookie({ ...shape, value: '', maxAge: 0 }));
    },
  };
}

/** Proof that a form came from a page of this session: nobody without the secret can make it. */
export function formToken(session: string): string {
  return createHmac('sha256', session).update('form').digest('base64url');
}
