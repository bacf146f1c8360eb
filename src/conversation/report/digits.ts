import { said } from '../steps/said.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Message, Session, Setting, TurnResult } from '../types.js';

/** So often she may try; that many tries open nothing. */
const MOST_TRIES = 5;
const LENGTHS = [4, 16];

/**
 * After a report was sent on our own page she may check that she has written its digits down. Not elsewhere: there even four of them would
 * stay; the page that shows them checks them too.
 */
export function expectDigits(result: TurnResult, setting: Setting): TurnResult {
  const sent = result.effects.find((effect) => effect.type === 'file_case');
  return sent && setting.place === 'here' && setting.links
    ? { ...result, session: { ...result.session, digits: { submission: sent.submission, tries: 0 } } }
    : result;
}

/** Her digits, when they are expected and nothing else was said; null otherwise. */
export function hearDigits({ say }: TurnDeps, session: Session, message: Message): TurnResult | null {
  const { digits: expected, ...rest } = session;
  const typed = message.kind === 'text' && !session.flow ? digitsAlone(message.text) : null;
  if (!expected || typed === null) {
    return null;
  }
  const { submission, tries } = expected;
  const next = tries + 1 < MOST_TRIES ? { ...rest, digits: { submission, tries: tries + 1 } } : rest;
  const reply = { text: say(session.locale, 'track:chat.digits_gone'), sensitive: true };
  return said(next, reply, [{ type: 'check_digits', submission, typed }]);
}

function digitsAlone(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d+$/.test(plain) && LENGTHS.includes(plain.length) ? plain : null;
}
