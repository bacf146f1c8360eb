import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { languageOf } from '../middleware/language.js';
import { allow } from '../middleware/security-headers.js';
import { formToken } from '../middleware/session-cookie.js';
import { BeforePage } from '../views/before.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import type { ReportRoom } from './report-room.js';

/**
 * Stands before the first page that nobody else should see, once until the browser is closed: how to leave, and what leaving can't do.
 * `show` answers in the page's stead or lets it through, also without cookies; `pass` knows a browser by the form that it sends.
 */
export function beforePage({ deps, session, told, files }: ReportRoom): {
  show: RequestHandler;
  pass: RequestHandler;
} {
  return {
    show(req, res, next) {
      if (told.read(req)) {
        next();
      } else if (req.query.on === '1') {
        told.keep(res);
        next();
      } else {
        allow(res, 'script', deps.config.https);
        const tongue = createTongue(deps.say, languageOf(req));
        const submission = randomBytes(16).toString('base64url');
        const secrets = { token: formToken(session.readOrBegin(req, res)), submission };
        const room = req.path.toLowerCase().startsWith('/r') ? 'track' : 'help';
        sendPage(res, <BeforePage {...{ tongue, files, room, secrets }} onwards={onwards(req)} />);
      }
    },
    pass(req, res, next) {
      if (!told.read(req)) {
        told.keep(res);
      }
      next();
    },
  };
}

/** What of an address the page behind it needs. */
const KEPT = ['lang', 'ended', 'step'];
const VALUE = /^[\w-]{1,30}$/;

/** The address that was asked for, and that its reader was told. */
function onwards({ path, query }: Request): string {
  const kept = KEPT.flatMap((name) => {
    const value = query[name];
    return typeof value === 'string' && VALUE.test(value) ? [[name, value]] : [];
  });
  return `${path}?${new URLSearchParams([...kept, ['on', '1']]).toString()}`;
}
