import { answerQuestion } from './steps/question.js';
import { offerHelp } from './steps/complaint.js';
import { obey, press } from './steps/command.js';
import { askWhetherItHelped, hearFeedback } from './steps/feedback.js';
import { hearWhatWasWrong } from './steps/feedback-told.js';
import { replyToUnreadable, smallTalk } from './steps/small-talk.js';
import { warn } from './steps/safety.js';
import { weighMessage } from './kind/kind-of.js';
import type { Command } from '../domain/language/index.js';
import { goOn } from './form.js';
import { expectDigits, hearDigits } from './report/digits.js';
import { keepNothingTold } from './unkept.js';
import type { TurnDeps } from './turn-deps.js';
import { HERE, type Message, type Session, type Setting, type TurnResult } from './types.js';

/** One turn of a talk. `setting`: where it is held and what stands already; our own page when not given. */
export type Turn = (session: Session, message: Message, setting?: Setting) => TurnResult;

/**
 * The dialogue, the same on every channel. On every turn, in this order: danger told in words; commands in plain words; the
 * open form; whether the last answer helped; small talk; a wrong told in passing; the question itself.
 */
export function createTurn(deps: TurnDeps): Turn {
  const answer = (session: Session, message: Message, setting: Setting): TurnResult => {
    const checked = hearDigits(deps, session, message);
    if (checked) {
      return checked;
    }
    const command = message.kind === 'text' ? deps.phrases.command(message.text) : null;
    const asked = message.kind === 'text' ? forgetOffer(session, command) : session;
    const inForm = goOn(deps, asked, message, setting);
    if (inForm) {
      return inForm;
    }
    if (message.kind === 'button') {
      return press(deps, session, message.value, setting);
    }
    if (message.kind !== 'text') {
      return replyToUnreadable(deps, session, message.kind);
    }
    const kinds = weighMessage(deps, asked, message.text);
    return (
      warn(deps, asked, message.text, setting, kinds) ??
      obey(deps, asked, message.text, setting) ??
      hearFeedback(deps, asked, message.text, setting) ??
      smallTalk(deps, asked, message.text, kinds) ??
      offerHelp(deps, asked, message.text, setting, kinds) ??
      hearWhatWasWrong(deps, asked, session, message.text) ??
      answerQuestion(deps, asked, message.text, kinds, setting)
    );
  };
  return (session, message, setting = HERE) => {
    const result = askWhetherItHelped(deps, answer(session, message, setting), setting);
    return introduce(deps, session, expectDigits(keepNothingTold(session, result, setting), setting));
  };
}

/** The first reply of a talk that began without a welcome says that a program answers; not while somebody is in danger. */
function introduce({ say }: TurnDeps, before: Session, result: TurnResult): TurnResult {
  return before.greeted || result.introduced || result.kind === 'crisis'
    ? result
    : {
        ...result,
        replies: [...result.replies, { text: say(result.session.locale, 'bot:introduction.text') }],
      };
}

/** What was offered with the last reply is offered no longer, unless the message answers it. */
function forgetOffer(session: Session, command: Command | null): Session {
  if (!session.pending || command === 'yes' || command === 'no') {
    return session;
  }
  const { pending: _pending, ...rest } = session;
  return rest;
}
