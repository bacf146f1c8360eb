import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { AppError } from '../../lib/errors.js';
import type { Filed, Intake } from '../../domain/cases/index.js';
import { readForm, REPORT_FORM } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { isOverLimit } from '../middleware/rate-limit.js';
import { isFormOf, requireSameOrigin } from '../middleware/same-origin.js';
import { allow } from '../middleware/security-headers.js';
import { formToken } from '../middleware/session-cookie.js';
import { Help, type HelpProps } from '../views/help.js';
import { HelpCheck } from '../views/help-check.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { askingReports } from './asking.js';
import type { FillHelp } from './draft-page.js';
import { checkAnswers, type HelpForm, knownAnswers, readHelpForm } from './help-form.js';
import { isClosedForm } from './is-closed-form.js';
import { keepsWords } from './kept-words.js';
import type { ReceiptPage } from './receipt-page.js';
import type { ReportRoom } from './report-room.js';
import { withoutTrap } from './without-trap.js';

type Shown = Partial<
  Pick<HelpProps, 'answers' | 'assessment' | 'ready' | 'problems' | 'focus' | 'notice'>
> & {
  readonly submission?: string;
};

/** `GET /help` and `POST /help`: the whole intake form on one page. Nothing is kept before it is sent. */
export function helpPage(
  { deps, session: cookie, slip, files }: ReportRoom,
  receipt: ReceiptPage,
): { show: RequestHandler; post: RequestHandler; fill: FillHelp } {
  const { config, limiter, reports, say } = deps;
  const ask = askingReports(deps);
  const scale = reports.danger;

  const frame = (req: Request, res: Response, submission = randomBytes(16).toString('base64url')) => {
    allow(res, 'script', config.https);
    const secrets = { token: formToken(cookie.readOrBegin(req, res)), submission };
    return { tongue: createTongue(say, languageOf(req)), files, secrets, scale };
  };
  const render = (req: Request, res: Response, { submission, ...shown }: Shown, status = 200) =>
    sendPage(res, <Help {...shown} {...frame(req, res, submission)} />, status);
  const check = (req: Request, res: Response, submission: string, intake: Intake) => {
    const heard = reports.hear(intake);
    sendPage(res, <HelpCheck {...frame(req, res, submission)} intake={intake} heard={heard} />);
  };
  const file = async (
    req: Request,
    intake: Intake,
    { submission, isTrapped }: Pick<HelpForm, 'submission'> & { readonly isTrapped: boolean },
  ): Promise<Filed> => {
    const overLimit = (await isOverLimit(limiter, req)) || isTrapped;
    const origin = { channel: 'web', locale: languageOf(req), submission, overLimit } as const;
    return ask(req, reports.file(intake, origin));
  };
  const sentence = (req: Request, { status, code, params }: AppError) =>
    say(languageOf(req), SENTENCES.get(status) ?? `errors:${code}`, params);

  const keep = (req: Request, res: Response, form: HelpForm, error: unknown) => {
    const failure = keepsWords(error);
    setRetryAfter(res, failure);
    const notice = { text: sentence(req, failure), isAlarm: true };
    // other words under the old token would be refused for ever: sent once more, they are a report of their own
    const { submission: _filed, ...shown } = filledOf(form);
    render(req, res, { ...(failure.status === 409 ? shown : filledOf(form)), notice }, failure.status);
  };

  /** The form with its answers, or all of them to be looked at. */
  const showAgain = (req: Request, res: Response, form: HelpForm, checked: Checked | null) => {
    if (checked && 'intake' in checked) {
      check(req, res, form.submission, checked.intake);
    } else if (checked) {
      render(req, res, { ...filledOf(form), problems: checked.problems }, 400);
    } else {
      const focus = form.action.kind === 'edit' ? form.action.at : undefined;
      render(req, res, { ...filledOf(form), focus: focus ?? 'happened' });
    }
  };
  /** She has left, and somebody goes back: the browser sends the form once more, and nothing of it is shown. */
  const close = (req: Request, res: Response) => {
    const notice = { text: say(languageOf(req), 'report:help.closed'), isAlarm: false };
    render(req, res, { notice }, 403);
  };

  return {
    show: (req, res) => render(req, res, {}),
    fill: (req, res, { submission, answers }, notice, status) =>
      render(req, res, { submission, ...knownAnswers(answers, scale), notice }, status),
    async post(req, res) {
      const { fields, isTrapped } = withoutTrap(await readForm(req, REPORT_FORM));
      const form = withReady(readHelpForm(fields, scale), (key) => say(languageOf(req), key));
      const known = cookie.read(req);
      requireSameOrigin(req, config.publicUrl, known, form.token);
      if (await isClosedForm(deps.endedForms, known, form.token)) {
        close(req, res);
        return;
      }
      const checked = form.action.kind === 'edit' ? null : checkAnswers(form);
      if (form.action.kind !== 'send' || !checked || 'problems' in checked) {
        (isFormOf(known, form.token) ? showAgain : close)(req, res, form, checked);
        return;
      }
      try {
        const { slipToken } = await file(req, checked.intake, { ...form, isTrapped });
        slip.keep(res, slipToken);
        if (known) {
          res.redirect(303, '/help/done');
        } else {
          await receipt.reveal(req, res, form.submission, slipToken); // a browser that keeps no cookies: the form itself is what it has
        }
      } catch (error) {
        keep(req, res, form, error);
      }
    },
  };
}

type Checked = ReturnType<typeof checkAnswers>;

/** What the form shows again. */
const filledOf = ({ submission, answers, assessment, ready }: HelpForm): Shown => ({
  submission,
  answers,
  assessment,
  ready,
});

/** A prepared sentence stands for what happened only as long as nothing is written there. */
function withReady(form: HelpForm, sentence: (key: string) => string): HelpForm {
  const { ready, answers } = form;
  return ready && answers.happened === undefined && form.action.kind !== 'edit'
    ? { ...form, answers: { ...answers, happened: sentence(`report:ready.${ready}`) } }
    : form;
}

const SENTENCES: ReadonlyMap<number, string> = new Map([
  [503, 'report:help.unavailable'],
  [409, 'report:help.changed'],
]);
