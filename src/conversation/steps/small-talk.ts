import { hasWords, normalise } from '../../domain/language/index.js';
import type { Session, TurnResult, UnreadableKind } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { weighMessage } from '../kind/kind-of.js';
import { leads, type Weighed } from '../kind/weigh.js';
import { said } from './said.js';

/** Greetings, thanks and the like; an empty message, too, gets a helpful sentence. Null for anything else. */
export function smallTalk(
  deps: TurnDeps,
  session: Session,
  text: string,
  kinds: Weighed = weighMessage(deps, session, text),
): TurnResult | null {
  const { phrases, say } = deps;
  if (!hasWords(normalise(text))) {
    return said(session, { text: say(session.locale, 'bot:empty.text') });
  }
  const kind = phrases.smalltalk(text) ?? (leads(kinds, 'smalltalk') ? phrases.smalltalkOf(text) : null);
  return kind && said(session, { text: say(session.locale, `bot:smalltalk.${kind}`) });
}

/** Voice, pictures and whatever else can't be read: what to do instead, with the numbers. */
export function replyToUnreadable({ say }: TurnDeps, session: Session, kind: UnreadableKind): TurnResult {
  return said(session, { text: say(session.locale, `bot:unreadable.${kind}`) });
}
