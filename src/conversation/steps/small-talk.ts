import { hasWords, normalise } from '../../domain/language/index.js';
import type { Session, TurnResult, UnreadableKind } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { weighMessage } from '../kind/kind-of.js';
import { leads, type Weighed } from '../kind/weigh.js';
import { said } from './said.js';

/** Words of pain and illness are no courtesy, however the rest of a message sounds ("吐得厉害"). */
const OF_THE_BODY = /[血吐痛疼喘肿咳晕烫烧]|抽筋|拉肚|\b(?:blood|bleed|vomit|hurts?|pain|fever)/u;

/** True for a courtesy by the rules alone, and for a message without words. */
export const isCourtesy = ({ phrases }: Pick<TurnDeps, 'phrases'>, text: string): boolean =>
  !hasWords(normalise(text)) || phrases.smalltalk(text) !== null;

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
  const soundsLikeIt = leads(kinds, 'smalltalk') && !OF_THE_BODY.test(normalise(text));
  const kind = phrases.smalltalk(text) ?? (soundsLikeIt ? phrases.smalltalkOf(text) : null);
  return kind && said(session, { text: say(session.locale, `bot:smalltalk.${kind}`) });
}

/** Voice, pictures and whatever else can't be read: what to do instead, with the numbers. */
export function replyToUnreadable({ say }: TurnDeps, session: Session, kind: UnreadableKind): TurnResult {
  return said(session, { text: say(session.locale, `bot:unreadable.${kind}`) });
}
