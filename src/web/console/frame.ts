import type { Request, Response } from 'express';
import { formToken } from '../middleware/session-cookie.js';
import { languageOf } from '../middleware/language.js';
import { createTongue } from '../views/tongue.js';
import type { ConsoleDeps } from './console-deps.js';
import { may } from '../../domain/staff/index.js';
import { navigationOf, roomAt } from './navigation.js';
import type { FrameProps } from './views/framed.js';
import { pathOf, visitOf } from './visit.js';

/** An emergency is seen within a minute, also where a browser slows down a page that nobody looks at. */
const ALARM_EVERY_MS = 20_000;

/** What stands around every page of a request. */
export type Frame = (req: Request, res: Response) => FrameProps;

export function frameOf(
  { say, routes, config }: Pick<ConsoleDeps, 'say' | 'routes' | 'config'>,
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
      watch: visit?.alarms
        ? {
            news: visit.alarms.news,
            mayTake: may(staff?.roles ?? [], 'case_change'),
            everyMs: config.alarmEveryMs ?? ALARM_EVERY_MS,
          }
        : null,
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
