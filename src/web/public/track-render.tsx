import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { TrackedCase } from '../../domain/cases/index.js';
import { languageOf } from '../middleware/language.js';
import { allow } from '../middleware/security-headers.js';
import { formToken } from '../middleware/session-cookie.js';
import { CasePage, type CasePageProps } from '../views/case.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { Track, type TrackProps } from '../views/track.js';
import type { ReportRoom } from './report-room.js';

export type TrackShown = Partial<Pick<TrackProps, 'notice' | 'number' | 'kept'>>;
export type CaseShown = Partial<Pick<CasePageProps, 'notice' | 'draft' | 'problem' | 'asked'>> & {
  readonly submission?: string;
};

/** The two pages under `/r`, ready to be sent. */
export interface TrackRender {
  /** Where number and digits are asked for. */
  enter(req: Request, res: Response, shown: TrackShown, status?: number): void;
  case(
    req: Request,
    res: Response,
    tracked: TrackedCase | 'unknown',
    shown: CaseShown,
    status?: number,
  ): void;
}

export function trackRender({ deps, session, files, caseFiles }: ReportRoom): TrackRender {
  const begin = (req: Request, res: Response) => {
    allow(res, 'script', deps.config.https);
    return {
      tongue: createTongue(deps.say, languageOf(req)),
      files,
      token: formToken(session.readOrBegin(req, res)),
    };
  };
  return {
    enter: (req, res, shown, status) => sendPage(res, <Track {...begin(req, res)} {...shown} />, status),
    case(req, res, tracked, { submission, ...shown }, status) {
      const { token, ...page } = begin(req, res);
      const secrets = { token, submission: submission ?? randomBytes(16).toString('base64url') };
      sendPage(
        res,
        <CasePage {...page} files={caseFiles} {...shown} tracked={tracked} secrets={secrets} />,
        status,
      );
    },
  };
}
