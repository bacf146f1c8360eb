import { type IntakeStep, MOST } from '../../domain/cases/index.js';
import type { FormWord } from '../../domain/language/index.js';
import { aside } from '../steps/aside.js';
import { smallTalk } from '../steps/small-talk.js';
import { keepTold } from '../steps/told.js';
import type { TurnResult } from '../types.js';
import { changeIn, optionIn, textIn } from './answers.js';
import { addTold, onward, withAnswer } from './flow.js';
import {
  agree,
  askAgain,
  type At,
  cancel,
  choose,
  goBack,
  goTo,
  refuse,
  reopen,
  rewrite,
  send,
  skip,
  useTold,
} from './moves.js';
import { stepOf } from './prompt.js';

/** Words of nothing but courtesy, which are no account of anything. */
const COURTESIES = new Set(['greeting', 'thanks', 'ok']);

/** Words that move the form, choose or change: what a message means before it can be a command of the menu. Null for any other. */
export function hearMove(at: At, text: string): TurnResult | null {
  const word = at.deps.phrases.formWord(text);
  const step = stepOf(at.flow.step);
  const option = step ? optionIn(at.deps, step, text) : null;
  return (
    moveBy(at, word) ?? (step && option !== null ? choose(at, step.name, option) : hearAtStep(at, word, text))
  );
}

function moveBy(at: At, word: FormWord | null): TurnResult | null {
  switch (word) {
    case 'cancel':
      return cancel(at);
    case 'back':
      return goBack(at);
    case 'skip':
      return skip(at);
    case 'send':
      return send(at);
    default:
      return null;
  }
}

/** Words that mean something at the open question only. */
function hearAtStep(at: At, word: FormWord | null, text: string): TurnResult | null {
  const { flow, deps } = at;
  switch (flow.step) {
    case 'abroad':
      return word === 'agree' ? agree(at) : word === 'refuse' ? refuse(at) : null;
    case 'review': {
      const name = changeIn(deps, flow, text); // "好的" alone sends nothing: that can't be undone
      return name ? reopen(at, name) : null;
    }
    case 'happened': {
      const takes = word === 'use' || word === 'agree' || word === 'done';
      return word === 'rewrite' ? rewrite(at) : takes && flow.draft.happened ? useTold(at) : null;
    }
    default: {
      const nothing = word === 'refuse' || word === 'use' || deps.phrases.option('nothing', text) !== null;
      return nothing && stepOf(flow.step)?.kind === 'text' ? skip(at) : null;
    }
  }
}

/**
 * Words that are neither move nor command: the answer to a text question, a question aside, or more of what happened. Nothing that
 * she tells is lost. `inDanger`: they tell of danger, which has been answered; they are kept and the form does not stand still.
 */
export function hearWords(at: At, text: string, inDanger: boolean): TurnResult {
  const { flow, deps, session } = at;
  const step = stepOf(flow.step);
  const talk = smallTalk(deps, session, text);
  const isWrong = inDanger || deps.complaintCues.find(text) !== null;
  if (flow.step === 'abroad') {
    return askAgain(isWrong ? { ...at, session: keepTold(session, text, at.setting) } : at);
  }
  if (talk && !inDanger && (step?.name !== 'happened' || isCourtesy(at, text))) {
    return askAgain(at);
  }
  if (step?.name === 'happened') {
    return tell(at, text, true);
  }
  const asked = isWrong ? null : aside(deps, session, text);
  return asked
    ? backToForm(at, asked)
    : step?.kind === 'text'
      ? answerShort(at, step, text)
      : tell(at, text, inDanger);
}

const isCourtesy = ({ deps }: At, text: string): boolean => {
  const kind = deps.phrases.smalltalk(text);
  return kind === null || COURTESIES.has(kind);
};

function answerShort(at: At, step: IntakeStep & { kind: 'text' }, text: string): TurnResult {
  const answer = textIn(step, text);
  if (answer !== null) {
    return goTo(at, onward(withAnswer(at.flow, step.name, answer)));
  }
  const { flow } = addTold(at.flow, text);
  return goTo(at, flow, at.deps.say(at.session.locale, 'flow:report.too_long', { most: step.most }));
}

/** Keeps words as what happened: then on, when that was the question; otherwise the open question comes again. */
function tell(at: At, text: string, moves: boolean): TurnResult {
  const { deps, session } = at;
  const say = (key: string) => deps.say(session.locale, key, { most: MOST.happened });
  const { flow, cut } = addTold(at.flow, text);
  const notes = cut ? [say('flow:report.cut')] : flow.step === 'happened' ? [] : [say('flow:report.added')];
  if (flow.step === 'happened') {
    return goTo(at, onward(flow), ...notes);
  }
  // who tells of danger when she is asked about danger has answered
  return flow.step === 'danger' && moves
    ? goTo(at, onward(withAnswer(flow, 'danger', flow.draft.danger ?? 'now')), ...notes)
    : goTo(at, flow, ...notes);
}

/** Something said beside the form, and then its open question again. */
export function backToForm(at: At, result: TurnResult): TurnResult {
  const again = askAgain({ ...at, session: result.session });
  return { ...result, session: again.session, replies: [...result.replies, ...again.replies] };
}
