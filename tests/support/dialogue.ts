import { type Dialogue, readDialogue } from '../../src/dialogue.js';
import {
  newSession,
  type Locale,
  type Message,
  type Session,
  type TurnResult,
} from '../../src/conversation/types.js';

let read: ReturnType<typeof readDialogue> | undefined;

/** The dialogue over the shipped edition; read once for all tests of a file. */
export function shippedDialogue(): ReturnType<typeof readDialogue> {
  read ??= readDialogue('locales');
  return read;
}

/** A talk that remembers its session from turn to turn. */
export function startTalk(dialogue: Dialogue = shippedDialogue(), locale: Locale = 'zh-CN') {
  let session: Session = newSession(locale, true);
  const take = (message: Message): TurnResult & { readonly text: string } => {
    const result = dialogue.turn(session, message);
    session = result.session;
    return { ...result, text: result.replies.map((reply) => reply.text).join('\n') };
  };
  return {
    say: (text: string) => take({ kind: 'text', text }),
    press: (value: string) => take({ kind: 'button', value }),
    send: take,
    session: () => session,
  };
}
