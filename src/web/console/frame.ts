import type { Request, Response } from 'express';
import { formToken } from '../middleware/session-cookie.js';
import { languageOf } from '../middleware/language.js';
import { createTongue } from '../views/tongue.js';
import type { ConsoleDeps } from './console-deps.js';
import { navigationOf, roomAt } from './navigation.js';
import type { FrameProps } from './views/framed.js';
import { pathOf, visitOf } from './visit.js';

/** What stands around every page of a request. */
export type Frame = (req: Request, res: Response) => FrameProps;

export function frameOf(
  { say, routes }: Pick<ConsoleDeps, 'say' | 'routes'>,
  files: FrameProps['files'],
): Frame {
  return (req, res) => {
    const tongue = createTongue(say, languageOf(req));
    const visit = visitOf(res);
    const staff = visit?.staff ?? null;
    const rooms = staff ? navigationOf(routes, staff.roles) : [];
    return {
      tongue,
      files,
      rooms,
      here: roomAt(rooms, pathOf(req))?.href,
      otherLanguage: otherLanguage(req),
      staff: visit && staff ? { name: staff.name, csrf: formToken(visit.secret()) } : null,
    };
  };
}

/** The same page in the other language; after a post, the first page, since a page can't be posted again by a link. */
function otherLanguage(req: Request): string {
  const isPage = req.method !== 'POST';
  const query = new URLSearchParams(isPage ? (req.originalUrl.split('?', 2)[1] ?? '') : '');
  query.set('lang', languageOf(req) === 'en' ? 'zh-CN' : 'en');
  return `${isPage ? pathOf(req) : '/console'}?${query.toString()}`;
}
