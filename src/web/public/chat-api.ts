import type { RequestHandler } from 'express';
import type { Reply } from '../../conversation/types.js';
import { readJson } from '../middleware/body.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import type { SessionCookie } from '../middleware/session-cookie.js';
import type { WebDeps } from '../ports.js';
import { readJsonInput } from './chat-input.js';
import { takeMessage } from './take-message.js';

/** `POST /api/chat`: the same talk as JSON. The ids of the lines made stand in `Chat-Lines`, so that a page can tell them on its stream; `Chat-State` is forgotten, or telling when an answer must not stay in sight. With `Chat-Said: unseen` her own words are shown as dots alone. */
export function chatApi(deps: WebDeps, cookie: SessionCookie): RequestHandler {
  return async (req, res) => {
    requireSameOrigin(req, deps.config.publicUrl);
    const { message, clientKey, locale } = readJsonInput(await readJson(req));
    const session = cookie.readOrBegin(req, res);
    const answered = await takeMessage(deps, cookie, req, res, { session, message, clientKey, locale });
    res.setHeader('Chat-Lines', answered.lineIds.join(','));
    if (answered.forgotten) {
      res.setHeader('Chat-State', 'forgotten');
    } else if (answered.replies.some(({ sensitive }) => sensitive)) {
      res.setHeader('Chat-State', 'telling');
    }
    if (answered.unseen) {
      res.setHeader('Chat-Said', 'unseen');
    }
    res.json({ messages: answered.replies.map(asMessage), kind: answered.kind });
  };
}

/** A reply as it leaves the house. */
export function asMessage({ text, buttons, links }: Reply) {
  return {
    text,
    buttons: (buttons ?? []).map(({ label, value }) => ({ label, value })),
    links: (links ?? []).map(({ label, url }) => ({ label, url })),
  };
}
