import type { RequestHandler } from 'express';
import { readForm } from '../middleware/body.js';
import { languageOf } from '../middleware/language.js';
import { countMessage } from '../middleware/rate-limit.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { askingReports } from './asking.js';
import type { ReceiptPage } from './receipt-page.js';
import type { ReportRoom } from './report-room.js';
import { readCheckForm } from './track-form.js';

/** `POST /help/done`: whether she has really written the digits down. What she types is kept nowhere. */
export function checkKept(
  { deps, session: cookie, slip }: ReportRoom,
  receipt: Pick<ReceiptPage, 'reveal'>,
): RequestHandler {
  const { config, limiter, reports, say } = deps;
  const asking = askingReports(deps);
  return async (req, res) => {
    const { token, last } = readCheckForm(await readForm(req));
    const session = cookie.read(req);
    requireSameOrigin(req, config.publicUrl, session, token);
    await countMessage(limiter, req, session ?? '');
    const slipToken = slip.read(req);
    const isKept =
      session !== undefined && slipToken !== undefined
        ? await asking(req, reports.tracking.checkLast(slipToken, session, last))
        : null;
    if (isKept !== false) {
      res.redirect(303, `/help/done${isKept ? '?kept=1' : ''}`);
      return;
    }
    const text = say(languageOf(req), 'track:check.wrong');
    await receipt.reveal(req, res, cookie.readOrBegin(req, res), slipToken, {
      ...{ step: 'digits', status: 400 },
      notice: { text, isAlarm: false },
    });
  };
}
