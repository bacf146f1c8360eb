import type { Request, RequestHandler, Response } from 'express';
import type { ProofKey } from '../../domain/cases/index.js';
import { createTurnstile } from '../../lib/turnstile.js';
import { readForm } from '../middleware/body.js';
import { languageOf } from '../middleware/language.js';
import { countMessage, countSheet } from '../middleware/rate-limit.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { proofSheet } from '../views/proof-sheet.js';
import { askingReports } from './asking.js';
import type { ReportRoom } from './report-room.js';
import { readTokenForm } from './track-form.js';

/** As neutral as a name can be: it stands among the downloads of a shared phone. */
const FILE_NAME = 'document.pdf';
/** A sheet takes the whole process some 100 ms: one at a time, and so many wait. */
const MOST_WAITING = 4;

/** The slip as a file, for who has said that it is safe to keep it here. */
export function proofPages({ deps, session: cookie, visit: visits, slip }: ReportRoom): {
  /** `POST /r/document`. */
  readonly tracked: RequestHandler;
  /** `POST /help/document`: while the digits can be seen. */
  readonly filed: RequestHandler;
} {
  const { config, limiter, reports, printSheet, clock, say } = deps;
  const asking = askingReports(deps);
  const inTurn = createTurnstile(1, MOST_WAITING);

  const answer =
    (keyOf: (req: Request) => ProofKey | null, whenOver: (res: Response) => void): RequestHandler =>
    async (req, res) => {
      const { token } = readTokenForm(await readForm(req));
      requireSameOrigin(req, config.publicUrl, cookie.read(req), token);
      await countMessage(limiter, req, cookie.read(req) ?? '');
      const key = keyOf(req);
      await countSheet(limiter, key && ('visit' in key ? key.visit : key.slipToken));
      const proof = key && (await asking(req, reports.tracking.proof(key)));
      if (!proof) {
        whenOver(res);
        return;
      }
      const sheet = await inTurn(() => printSheet(proofSheet(say, languageOf(req), proof, clock.now())));
      res.setHeader('Content-Disposition', `attachment; filename="${FILE_NAME}"`);
      res.type('application/pdf').send(Buffer.from(sheet));
    };

  return {
    tracked: answer(
      (req) => {
        const visit = visits.read(req);
        return visit === undefined ? null : { visit };
      },
      (res) => {
        visits.end(res);
        res.redirect(303, '/r?ended=1');
      },
    ),
    filed: answer(
      (req) => {
        const [session, slipToken] = [cookie.read(req), slip.read(req)];
        return session === undefined || slipToken === undefined ? null : { session, slipToken };
      },
      (res) => res.redirect(303, '/help/done'),
    ),
  };
}
