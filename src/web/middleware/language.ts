import { stringifySetCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import { LOCALES, type Locale } from '../../conversation/types.js';
import { readCookie } from './cookies.js';

const COOKIE = 'lang';
const A_YEAR_IN_SECONDS = 365 * 24 * 3600;

const known = (value: unknown): Locale | undefined => LOCALES.find((locale) => locale === value);

/** The language that a visitor chose by `?lang=` or earlier, if any. */
export function chosenLanguage(req: Request): Locale | undefined {
  return known(req.query.lang) ?? known(readCookie(req, COOKIE));
}

/** The language to answer in: the chosen one, else the one that the browser likes best. */
export function languageOf(req: Request): Locale {
  return chosenLanguage(req) ?? fromHeader(req.headers['accept-language']);
}

/** zh in any form → zh-CN, everything else → en; without the header, the service's own language. */
export function fromHeader(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const quality = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find((q) => q !== undefined);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
    .sort((a, b) => b.quality - a.quality)[0];
  return !wanted || /^zh([-_]|$)/.test(wanted.tag) ? 'zh-CN' : 'en';
}

/** Remembers a language for a year. */
export function rememberLanguage(res: Response, locale: Locale, secure: boolean): void {
  res.append(
    'Set-Cookie',
    stringifySetCookie({
      name: COOKIE,
      value: locale,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: A_YEAR_IN_SECONDS,
    }),
  );
}

/** Keeps a choice made by `?lang=` and says which headers the answer depends on. */
export function language(secure: boolean): RequestHandler {
  return (req, res, next) => {
    const asked = known(req.query.lang);
    if (asked) {
      rememberLanguage(res, asked, secure);
    }
    res.vary('Accept-Language').vary('Cookie');
    res.setHeader('Content-Language', languageOf(req));
    next();
  };
}
