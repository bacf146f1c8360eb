import {
  HERE,
  type Locale,
  type Message,
  newSession,
  type Session,
  type Setting,
  type TurnResult,
} from '../../src/conversation/types.js';
import { shippedDialogue } from './dialogue.js';

export const ABROAD: Setting = { place: 'abroad', consents: [], wishes: null, links: true };

export type Taken = TurnResult & { readonly text: string };

/** A talk in a setting of its own, which carries out what concerns the setting. */
export function formTalk(locale: Locale = 'zh-CN', start: Setting = HERE) {
  let session: Session = newSession(locale, true);
  let setting = start;
  const take = (message: Message): Taken => {
    const result = shippedDialogue().turn(session, message, setting);
    session = result.session;
    for (const effect of result.effects) {
      if (effect.type === 'give_consent') {
        setting = { ...setting, consents: [...setting.consents, effect.purpose] };
      } else if (effect.type === 'subscribe') {
        setting = { ...setting, wishes: effect.wishes };
      }
    }
    return { ...result, text: result.replies.map((reply) => reply.text).join('\n') };
  };
  const report = () => (session.flow?.kind === 'report' ? session.flow : undefined);
  const choice = () => (session.flow?.kind === 'subscribe' ? session.flow : undefined);
  return {
    say: (text: string) => take({ kind: 'text', text }),
    press: (value: string) => take({ kind: 'button', value }),
    /** Presses the button with these words on it, under the last reply that has buttons. */
    pressLabel(result: Taken, label: string): Taken {
      const button = result.replies
        .flatMap(({ buttons = [] }) => buttons)
        .findLast((known) => known.label === label);
      if (!button) {
        throw new Error(`no button says ${label}`);
      }
      return take({ kind: 'button', value: button.value });
    },
    send: take,
    session: () => session,
    report,
    choice,
    step: () => session.flow?.step,
    draft: () => report()?.draft ?? {},
  };
}
export type FormTalk = ReturnType<typeof formTalk>;

export const buttonsOf = (result: TurnResult): string[] =>
  result.replies.flatMap(({ buttons = [] }) => buttons.map(({ value }) => value));
