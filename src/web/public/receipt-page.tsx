import type { Request, RequestHandler, Response } from 'express';
import type { Say } from '../../conversation/types.js';
import { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import { allow } from '../middleware/security-headers.js';
import { formToken } from '../middleware/session-cookie.js';
import { isSlipToken } from '../middleware/slip-cookie.js';
import { Receipt, type ReceiptProps, SlipClosed } from '../views/receipt.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { askingReports } from './asking.js';
import type { ReportRoom } from './report-room.js';
import { readTokenForm } from './track-form.js';

export interface ReceiptPage {
  /** Answers with the digits of a slip, or says why there are none. */
  reveal(
    req: Request,
    res: Response,
    session: string,
    slipToken: string | undefined,
    how?: HowShown,
  ): Promise<void>;
  /** `GET /help/done`: the digits, for the browser that filed the report; with `check` or `kept` in the address without them. */
  readonly done: RequestHandler;
  /** `GET /help/slip/:token`: a button alone, so that nobody's link preview uses the digits up. */
  readonly closed: RequestHandler<{ token: string }>;
  /** `POST /help/slip/:token`: takes the token out of the address and shows the digits. */
  readonly open: RequestHandler<{ token: string }>;
}

/** What of it is shown, with what said first. */
export interface HowShown extends Pick<ReceiptProps, 'step' | 'notice'> {
  readonly status?: number;
}

/** The page that shows number and digits once: for ten minutes, and only where they were seen first. */
export function receiptPage({ deps, session: cookie, slip, files }: ReportRoom): ReceiptPage {
  const { config, reports, say } = deps;
  const ask = askingReports(deps);

  const render = (
    req: Request,
    res: Response,
    shown: ReceiptProps['shown'],
    { status = 200, ...how }: HowShown = {},
  ) => {
    allow(res, 'script', config.https);
    const known = cookie.read(req);
    const token = known === undefined ? null : formToken(known);
    sendPage(
      res,
      <Receipt
        tongue={createTongue(say, languageOf(req))}
        files={files}
        shown={shown}
        duty={deps.duty(deps.clock.now())}
        token={token}
        {...how}
      />,
      status,
    );
  };
  const reveal: ReceiptPage['reveal'] = async (req, res, session, slipToken, how = {}) => {
    try {
      const shown = slipToken ? await ask(req, reports.tracking.reveal(slipToken, session)) : null;
      render(req, res, shown ?? 'gone', how);
    } catch (error) {
      if (!(error instanceof AppError && error.status === 503)) {
        throw error;
      }
      setRetryAfter(res, error);
      render(req, res, 'unavailable', { status: 503 });
    }
  };

  return {
    reveal,
    done: (req, res) => reveal(req, res, cookie.readOrBegin(req, res), slip.read(req), howOf(req, say)),
    async closed(req, res) {
      const session = cookie.readOrBegin(req, res);
      const { token } = req.params;
      const isWaiting = isSlipToken(token) && (await ask(req, reports.tracking.isWaiting(token, session)));
      if (!isWaiting) {
        render(req, res, 'gone');
        return;
      }
      allow(res, 'script', config.https);
      const tongue = createTongue(say, languageOf(req));
      sendPage(res, <SlipClosed tongue={tongue} files={files} token={formToken(session)} />);
    },
    async open(req, res) {
      const { token } = readTokenForm(await readForm(req));
      requireSameOrigin(req, config.publicUrl, cookie.read(req), token);
      const session = cookie.readOrBegin(req, res);
      if (isSlipToken(req.params.token)) {
        await ask(req, reports.tracking.reveal(req.params.token, session));
        slip.keep(res, req.params.token);
      }
      res.redirect(303, '/help/done');
    },
  };
}

/** What the address says: the digits, the check that they were written down, or that they were. */
function howOf(req: Request, say: Say): HowShown {
  const step = req.query.check === '1' ? 'check' : req.query.kept === '1' ? 'kept' : 'digits';
  const text = say(languageOf(req), 'track:proof.later');
  return { step, ...(req.query.later === '1' && { notice: { text, isAlarm: false } }) };
}
