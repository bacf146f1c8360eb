import { type FormWord, normalise } from '../../domain/language/index.js';
import { aside } from '../steps/aside.js';
import { obey } from '../steps/command.js';
import { offerHelp } from '../steps/complaint.js';
import { said } from '../steps/said.js';
import { warn } from '../steps/safety.js';
import { asksWhoKnows } from '../report/secrecy.js';
import type { Named } from '../turn-deps.js';
import type { TurnResult } from '../types.js';
import { CAREGIVERS } from '../../domain/tips/index.js';
import {
  answerGuardian,
  askAgain,
  type AtChoice,
  cancel,
  chooseCaregivers,
  chooseTownship,
  finishTopics,
  goBack,
  hearMonths,
  reopen,
  save,
  skip,
  stop,
  takeAll,
  toggleTopics,
} from './moves.js';

/** Words while tips are being chosen. Danger and a wrong told in passing go first: the form waits, and is not pressed on her. */
export function hearSubscription(at: AtChoice, text: string): TurnResult {
  const { deps, session, setting } = at;
  const word = deps.phrases.formWord(text);
  const ended = deps.phrases.command(text) === 'stop' ? stop(at) : null;
  const moved = warn(deps, session, text, setting) ?? ended ?? moveBy(at, word) ?? hearAtStep(at, word, text);
  if (moved) {
    return moved;
  }
  const beside =
    (asksWhoKnows(deps, text) ? sayHowItIsKept(at) : obey(deps, session, text, setting)) ??
    aside(deps, session, text);
  if (beside) {
    return comeBack(at, beside);
  }
  return (
    offerHelp(deps, session, text, setting) ??
    askAgain(at, deps.say(session.locale, 'flow:subscribe.not_understood'))
  );
}

/** What is kept and for how long: the answer to whether it stays secret. */
const sayHowItIsKept = ({ deps, session }: AtChoice): TurnResult =>
  said(session, { text: deps.say(session.locale, 'bot:privacy.text') });

function moveBy(at: AtChoice, word: FormWord | null): TurnResult | null {
  switch (word) {
    case 'cancel':
      return cancel(at);
    case 'back':
      return goBack(at);
    case 'skip':
      return skip(at);
    case 'send':
      return save(at);
    default:
      return null;
  }
}

/** What a message says to the open question; null when it says nothing to it. */
function hearAtStep(at: AtChoice, word: FormWord | null, text: string): TurnResult | null {
  const { deps, flow } = at;
  const nothing = deps.phrases.option('nothing', text) !== null;
  switch (flow.step) {
    case 'topics': {
      const named = namedIn(deps.themes, text);
      return word === 'all'
        ? takeAll(at)
        : named.length > 0
          ? toggleTopics(at, named)
          : word === 'agree' || word === 'done' || word === 'use'
            ? finishTopics(at)
            : null;
    }
    case 'caregivers': {
      const named = CAREGIVERS.filter((caregiver) => caregiversIn(at, text).includes(caregiver));
      return named.length > 0 ? chooseCaregivers(at, named) : nothing ? skip(at) : null;
    }
    case 'guardian':
      return word === 'agree'
        ? answerGuardian(at, true)
        : word === 'refuse'
          ? answerGuardian(at, false)
          : null;
    case 'months':
      return /\d|年/u.test(normalise(text))
        ? hearMonths(at, text)
        : nothing || word === 'refuse' || word === 'use'
          ? skip(at)
          : null;
    case 'township': {
      const [named] = namedIn(deps.townships, text);
      return named ? chooseTownship(at, named) : nothing || word === 'refuse' ? skip(at) : null;
    }
    case 'summary':
      return word === 'agree' || word === 'done' ? save(at) : reopenNamed(at, text);
  }
}

/** Each part of "妈妈，也是外婆" may be a caregiver. */
const caregiversIn = ({ deps }: AtChoice, text: string): Array<string | null> =>
  [text, ...text.split(/[,，、;；/]|也是|和| and /u)].map((part) => deps.phrases.option('caregivers', part));

/** Ids of what a short message names, as people call it. */
function namedIn(all: readonly Named[], text: string): string[] {
  const plain = normalise(text);
  return [...plain].length > 60
    ? []
    : all
        .filter(({ name, words }) =>
          [...Object.values(name), ...words].some((word) => plain.includes(normalise(word))),
        )
        .map(({ id }) => id);
}

function reopenNamed(at: AtChoice, text: string): TurnResult | null {
  const plain = normalise(text).replace(/^(?:改|修改|更改|change|edit) ?/u, '');
  const field = (['topics', 'caregivers', 'months', 'township'] as const).find((name) =>
    (['zh-CN', 'en'] as const).some(
      (locale) => normalise(at.deps.say(locale, `flow:subscribe.label.${name}`)) === plain,
    ),
  );
  return field ? reopen(at, field) : null;
}

/** After something beside the form its open question comes again, unless that opened another form or asks something itself. */
function comeBack(at: AtChoice, result: TurnResult): TurnResult {
  const { flow, pending } = result.session;
  if (flow?.kind !== 'subscribe' || pending?.kind === 'forget') {
    return result;
  }
  const again = askAgain({ ...at, session: result.session, flow });
  return { ...result, session: again.session, replies: [...result.replies, ...again.replies] };
}
