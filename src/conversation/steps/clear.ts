import type { TurnDeps } from '../turn-deps.js';
import type { Button, Reply, Say, Session, Setting, TurnResult } from '../types.js';
import { said } from './said.js';

/** The question whether what was told is to be taken back from the chat; nothing where it stays on our own page. */
export function offerClearing(say: Say, { locale }: Session, { place }: Setting, key: string): Reply[] {
  return place === 'abroad'
    ? [{ text: say(locale, `flow:clear.${key}`), buttons: choices(say, { locale }), sensitive: true }]
    : [];
}

const choices = (say: Say, { locale }: Pick<Session, 'locale'>): Button[] =>
  ['now', 'later', 'no'].map((when) => ({
    label: say(locale, `flow:clear.${when}`),
    value: `clear:${when}`,
  }));

/** "清除聊天": at once. After a report it is asked once whether she has its digits: they can't be shown again. */
export function clearChat(deps: TurnDeps, session: Session, setting: Setting): TurnResult {
  const { say } = deps;
  if (setting.place === 'group') {
    return said(session, { text: say(session.locale, 'flow:group.private') });
  }
  const [asked] = session.receipt ? offerClearing(say, session, setting, 'digits_first') : [];
  return asked ? said(asLate(session), asked) : clear(deps, session, 'now');
}

/** Her answer to that question. */
export function pressClear(
  deps: TurnDeps,
  session: Session,
  word: string,
  setting: Setting,
): TurnResult | null {
  if (setting.place !== 'abroad') {
    return null;
  }
  return word === 'now' || word === 'later'
    ? clear(deps, session, word)
    : word === 'no'
      ? said(asLate(session), { text: deps.say(session.locale, 'flow:clear.kept'), sensitive: true })
      : null;
}

function clear({ say }: TurnDeps, session: Session, when: 'now' | 'later'): TurnResult {
  const reply = { text: say(session.locale, `flow:clear.${when}_done`), sensitive: true };
  return said(asLate(session), reply, [{ type: 'clear_chat', when }]);
}

/** The talk when she has been asked about the digits. */
function asLate(session: Session): Session {
  const { receipt: _receipt, ...rest } = session;
  return rest;
}
