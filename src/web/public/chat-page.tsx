import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Reply } from '../../conversation/types.js';
import { AppError } from '../../lib/errors.js';
import { readForm } from '../middleware/body.js';
import { setRetryAfter } from '../middleware/errors.js';
import { languageOf } from '../middleware/language.js';
import { isOfAnother, requireSameOrigin } from '../middleware/same-origin.js';
import { allow } from '../middleware/security-headers.js';
import { formToken, type SessionCookie } from '../middleware/session-cookie.js';
import type { ChatHistory, ChatLine } from '../../conversation/chat.js';
import type { WebDeps } from '../ports.js';
import { Chat, type ChatProps } from '../views/chat.js';
import type { PageFiles } from '../views/layout.js';
import { sendPage } from '../views/render.js';
import { createTongue } from '../views/tongue.js';
import { readFormInput } from './chat-input.js';
import { isClosedForm } from './is-closed-form.js';
import { answering, takeMessage } from './take-message.js';
import { within } from './within.js';

const HISTORY_WITHIN_MS = 2000;
const NOTHING: ChatHistory = { lines: [], truncated: false };

type Shown = Partial<Pick<ChatProps, 'draft' | 'notice'>> & { readonly clientKey?: string | undefined };

/** `GET /chat` and `POST /chat`: the talk as a page and as a form that needs no script. */
export function chatPage(
  deps: WebDeps,
  cookie: SessionCookie,
  files: PageFiles,
): { show: RequestHandler; post: RequestHandler } {
  const { webchat, config } = deps;

  const render = (
    req: Request,
    res: Response,
    { lines, truncated }: ChatHistory,
    shown: Shown,
    status = 200,
  ) => {
    const locale = languageOf(req);
    const session = cookie.readOrBegin(req, res);
    const secrets = {
      token: formToken(session),
      clientKey: shown.clientKey ?? randomBytes(16).toString('base64url'),
    };
    const talk = lines.length > 0 ? lines : asLines(webchat.welcome(locale));
    allow(res, 'script', config.https);
    sendPage(
      res,
      <Chat
        {...shown}
        tongue={createTongue(deps.say, locale)}
        files={files}
        lines={talk}
        truncated={truncated}
        secrets={secrets}
        chatHours={config.retention.chatHours}
      />,
      status,
    );
  };
  const history = async (req: Request): Promise<ChatHistory> => {
    const session = cookie.read(req);
    return session ? answering(deps, req, within(HISTORY_WITHIN_MS, webchat.history(session))) : NOTHING;
  };
  const sentence = (req: Request, key: string) => deps.say(languageOf(req), `web:chat.${key}`);

  return {
    async show(req, res) {
      try {
        const notice =
          req.query.forgotten === '1' ? { text: sentence(req, 'forgotten'), isAlarm: false } : undefined;
        render(req, res, await history(req), notice ? { notice } : {});
      } catch (error) {
        const unavailable = asUnavailable(error);
        setRetryAfter(res, unavailable);
        const notice = { text: sentence(req, 'history_unavailable'), isAlarm: true };
        render(req, res, NOTHING, { notice }, unavailable.status);
      }
    },
    async post(req, res) {
      const { message, clientKey, token } = readFormInput(await readForm(req));
      requireSameOrigin(req, config.publicUrl, cookie.read(req), token);
      if (await isClosedForm(deps.endedForms, cookie.read(req), token)) {
        const text = deps.say(languageOf(req), 'leaving:closed_chat');
        render(req, res, NOTHING, { notice: { text, isAlarm: false } }, 403);
        return;
      }
      const hasLeft = isOfAnother(cookie.read(req), token);
      const session = cookie.readOrBegin(req, res);
      try {
        const answered = await takeMessage(deps, cookie, req, res, { session, message, clientKey });
        res.redirect(303, answered.forgotten ? '/chat?forgotten=1' : '/chat#latest');
      } catch (error) {
        const failure = asShownHere(error);
        setRetryAfter(res, failure);
        const draft = message.kind === 'text' && !hasLeft ? message.text : '';
        const text =
          failure.status === 503
            ? sentence(req, 'unavailable')
            : deps.say(languageOf(req), `errors:${failure.code}`, failure.params);
        const lines = await history(req).catch(() => NOTHING);
        render(req, res, lines, { draft, clientKey, notice: { text, isAlarm: true } }, failure.status);
      }
    },
  };
}

const asLines = (replies: readonly Reply[]): ChatLine[] =>
  replies.map((reply) => ({ id: '0', direction: 'out', reply }));

function asUnavailable(error: unknown): AppError {
  if (error instanceof AppError && error.status === 503) {
    return error;
  }
  throw error;
}

/** Failures that keep the typed words on the page; others get the error page. */
function asShownHere(error: unknown): AppError {
  if (error instanceof AppError && (error.status === 503 || error.status === 429)) {
    return error;
  }
  throw error;
}
