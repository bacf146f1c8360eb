import {
  HERE,
  type Locale,
  type Message,
  newSession,
  type Session,
  type Setting,
  type TurnResult,
} from '../../src/conversation/types.js';
import { INTAKE_STEPS, stepsOf } from '../../src/domain/cases/index.js';
import { shippedDialogue } from './dialogue.js';

export const ABROAD: Setting = { ...HERE, place: 'abroad' };

export type Taken = TurnResult & { readonly text: string };

/** A talk in a setting of its own, which carries out what concerns the setting; a new one, or as it stood before. */
export function formTalk(
  locale: Locale = 'zh-CN',
  start: Setting = HERE,
  before: Session = newSession(locale, true),
) {
  let session = before;
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
    /** Skips every question from the open one up to this, which is then open; returns what was said last. */
    skipTo(step: string): Taken {
      let said: Taken | undefined;
      for (let n = 0; session.flow?.step !== step && n < 40; n += 1) {
        said = take({ kind: 'text', text: '跳过' });
      }
      if (session.flow?.step !== step || !said) {
        throw new Error(`the form never comes to ${step}`);
      }
      return said;
    },
    session: () => session,
    setting: () => setting,
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
  with_whom: { kind: 'text', text: '在家，和外婆在一起' },
  place_of_harm: { kind: 'text', text: '玉泉' },
  residence: { kind: 'text', text: '清香坪' },
  relation: { kind: 'button', value: 'f:relation:partner' },
  other_age: { kind: 'button', value: 'f:other_age:adult' },
  lives_together: { kind: 'button', value: 'f:lives_together:yes' },
  other_work: { kind: 'text', text: '河门口的水泥厂' },
  wish: { kind: 'text', text: '帮我找法律援助' },
  needs: { kind: 'text', text: '找律师、法律援助' },
  earlier: { kind: 'text', text: '都没找过' },
  contact: { kind: 'button', value: 'f:contact:phone' },
  phone: { kind: 'text', text: '13800000000' },
  safe_time: { kind: 'text', text: '上午十点' },
  answerer: { kind: 'button', value: 'f:answerer:me' },
  voicemail: { kind: 'button', value: 'f:voicemail:no' },
  code_word: { kind: 'text', text: '桂花开了' },
  neutral: { kind: 'button', value: 'f:neutral:own' },
  neutral_words: { kind: 'text', text: '您的课有位子了' },
  help: { kind: 'button', value: 'f:help:yes' },
  share: { kind: 'text', text: '民政部门' },
  withhold: { kind: 'text', text: '别告诉孩子的学校' },
  statistics: { kind: 'button', value: 'f:statistics:yes' },
  scale: { kind: 'button', value: 'f:scale:leave' },
};

const ANSWERED = { reporter: 'self', relation: 'partner', contact: 'phone', neutral: 'own' } as const;
/** The questions on the way of `formAt`, in their order. */
export const ASKED = stepsOf(ANSWERED, 'chat').map(({ name }) => name);

const MINOR: Message = { kind: 'button', value: 'f:reporter:minor' };
const stepOf = (name: string) => INTAKE_STEPS.find((known) => known.name === name);

interface Stand {
  readonly session: Session;
  readonly setting: Setting;
  readonly asked: Taken;
}
/** How the talk stood when it came to a question: it is the same each time. */
const stands = new Map<string, Stand>();

/** A talk in which the report form has come to a question, and what was said last. */
export function formAt(step: string, locale: Locale = 'zh-CN', setting: Setting = HERE) {
  const key = JSON.stringify([step, locale, setting]);
  const stand = stands.get(key) ?? comeTo(step, locale, setting);
  stands.set(key, stand);
  return { talk: formTalk(locale, stand.setting, stand.session), asked: stand.asked };
}

function comeTo(step: string, locale: Locale, setting: Setting): Stand {
  const talk = formTalk(locale, setting);
  let asked = talk.press('report');
  while (talk.step() !== step) {
    const open = talk.step() ?? '';
    const answer = open === 'reporter' && step === 'with_whom' ? MINOR : ANSWERS[open];
    if (!answer) {
      throw new Error(`the form never asks for ${step}`);
    }
    asked = talk.send(answer);
    const isOpen = stepOf(open)?.kind === 'choices';
    asked = isOpen ? talk.press(`f:done:${open}`) : asked;
  }
  return { session: talk.session(), setting: talk.setting(), asked };
}
