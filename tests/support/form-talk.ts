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

/** What is answered on the way to a question of the report form. */
const ANSWERS: Readonly<Record<string, Message>> = {
  abroad: { kind: 'button', value: 'f:agree' },
  danger: { kind: 'button', value: 'f:danger:no' },
  happened: { kind: 'text', text: '他昨天晚上打了我' },
  reporter: { kind: 'button', value: 'f:reporter:self' },
  minor: { kind: 'button', value: 'f:minor:no' },
  place: { kind: 'text', text: '玉泉' },
  wish: { kind: 'button', value: 'f:wish:legal' },
  contact: { kind: 'button', value: 'f:contact:phone' },
  phone: { kind: 'text', text: '13800000000' },
  safe_time: { kind: 'text', text: '上午十点' },
  consent: { kind: 'button', value: 'f:consent:yes' },
};

/** A talk in which the report form has come to a question, and what was said last. */
export function formAt(step: string, locale: Locale = 'zh-CN', setting: Setting = HERE) {
  const talk = formTalk(locale, setting);
  let asked = talk.press('report');
  while (talk.step() !== step) {
    const answer = ANSWERS[talk.step() ?? ''];
    if (!answer) {
      throw new Error(`the form never asks for ${step}`);
    }
    asked = talk.send(answer);
  }
  return { talk, asked };
}
