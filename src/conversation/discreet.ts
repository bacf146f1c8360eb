import type { Locale, Reply, Say, Session, Setting, TurnResult } from './types.js';

/** Whether a turn is about what nobody else should see: a report is open, or an answer is sensitive. */
export const isDelicate = (before: Session, { session, replies }: TurnResult): boolean =>
  isReporting(before) || isReporting(session) || replies.some(({ sensitive }) => sensitive);

const isReporting = ({ flow }: Session): boolean => flow?.kind === 'report';

/** The replies of a turn as they go out: on our own page as they are, elsewhere discreetly, and in the middle of a report all of them. */
export function discreetReplies(
  say: Say,
  { place }: Setting,
  before: Session,
  { session, replies }: Pick<TurnResult, 'session' | 'replies'>,
): readonly Reply[] {
  const all = isReporting(before) || isReporting(session);
  return place === 'here'
    ? replies
    : replies.map((reply) => discreetly(say, session.locale, all ? { ...reply, sensitive: true } : reply));
}

/**
 * A sensitive message begins with words that anybody may see: they are all that a locked phone and a list of chats show of it. The
 * numbers for danger are among them, so that danger still comes first.
 */
export const discreetly = (say: Say, locale: Locale, reply: Reply): Reply =>
  reply.sensitive ? { ...reply, text: `${say(locale, 'telegram:opening')}\n${reply.text}` } : reply;
