import { INTAKE_STEPS, type IntakeStep, MOST, type TextName } from '../../domain/cases/index.js';
import { clauses, type FormWord, hasWords, normalise } from '../../domain/language/index.js';
import { aside } from '../steps/aside.js';
import { RULES } from '../steps/complaint.js';
import { said } from '../steps/said.js';
import { isCourtesy } from '../steps/small-talk.js';
import type { TurnResult } from '../types.js';
import { changeIn, numberIn, optionsIn, plain, textIn } from './answers.js';
import { askAgain, type At, backToForm, explain, goOn, goTo, note } from './at.js';
import { hearChange, reopen } from './correct.js';
import { elsewhereIn, hasNumber } from './elsewhere.js';
import { addTold, joinTold, withAnswer } from './flow.js';
import { cancel } from './leave.js';
import { agree, goBack, refuse, rewrite, skip, useTold } from './moves.js';
import { stepOf } from './shown.js';
import { addAside, chooseAll, putElsewhere, setAside, tellMore } from './put.js';
import { hearScale } from './scale.js';
import { afterWhoKnows, asksOnlyWhoKnows, asksWhoKnows, sayWhoKnows } from './secrecy.js';
import { send } from './send.js';

/** Words of nothing but courtesy or about the program, which are no account of anything. */
const NO_ACCOUNT: ReadonlySet<string> = new Set(['greeting', 'thanks', 'ok', 'bye', 'identity', 'test']);

/** Words that move the form, choose or change: what a message means before it can be a command of the menu. Null for any other. */
export function hearMove(at: At, text: string): TurnResult | null {
  const word = at.deps.phrases.formWord(text);
  const step = stepOf(at.flow.step);
  const options = step ? optionsIn(at.deps, step, text) : null;
  return (
    moveBy(at, word) ??
    hearScale(at, text) ??
    (step && options ? chooseAll(at, step.name, options) : null) ??
    (asksOnlyWhoKnows(at.deps, text) ? sayWhoKnows(at) : null) ??
    (at.deps.phrases.option('asks', text) === 'why' ? askAgain(at, note(at, 'report.why')) : null) ??
    hearAtStep(at, word, text) ??
    hearChange(at, text)
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
  const nothing = deps.phrases.option('nothing', text);
  const takes = word === 'use' || word === 'agree' || word === 'done';
  if (flow.step === 'abroad') {
    return word === 'agree' ? agree(at) : word === 'refuse' ? refuse(at) : null;
  }
  if (flow.beside !== undefined && deps.phrases.option('beside', text) === 'add') {
    return addAside(at);
  }
  if (flow.step === 'review') {
    const name = changeIn(deps, flow, text); // "好的" alone sends nothing: that can't be undone
    return name ? reopen(at, name) : null;
  }
  if (flow.step === 'happened') {
    return word === 'rewrite'
      ? rewrite(at)
      : takes && flow.draft.happened
        ? useTold(at)
        : nothing
          ? skip(at)
          : null;
  }
  if (flow.step === 'scale') {
    return nothing === null ? null : skip(at);
  }
  const kind = stepOf(flow.step)?.kind;
  if (kind === 'choice' || (kind === 'choices' && !(takes && isAnswered(at)))) {
    return nothing === 'unknown' || (nothing !== null && kind === 'choices') ? skip(at) : null;
  }
  return takes && isAnswered(at)
    ? goOn(at, flow)
    : nothing || word === 'refuse' || word === 'use'
      ? skip(at)
      : null;
}

/** Whether the open question has an answer, by an option or in her own words. */
function isAnswered({ flow: { step, draft } }: At): boolean {
  const own = ownWordsOf(step);
  return draft[step as TextName] !== undefined || (own !== undefined && draft[own.name] !== undefined);
}

/**
 * Words that are neither move nor command: the answer to a text question, a question aside, or more of what happened. Nothing that
 * she tells is lost. `inDanger`: they tell of danger, which has been answered; they are kept and the form does not stand still.
 */
export function hearWords(at: At, text: string, inDanger: boolean): TurnResult {
  const isWrong = inDanger || at.deps.complaintCues.find(text) !== null;
  const heard =
    at.flow.step === 'abroad'
      ? hearBeforeConsent(at, text, isWrong)
      : (hearAgain(at, text, inDanger) ??
        (isWrong ? hearDanger(at, text) : hearBeside(at, text)) ??
        hearTold(at, text, isWrong, inDanger));
  return asksWhoKnows(at.deps, text) ? afterWhoKnows(at, heard) : heard;
}

/** Before she has agreed nothing is kept. */
function hearBeforeConsent(at: At, text: string, isWrong: boolean): TurnResult {
  if (isWrong) {
    return askAgain(at, note(at, 'abroad.waits'));
  }
  const asked = aside(at.deps, at.session, text);
  return asked ? backToForm(at, asked) : explain(at);
}

/** The same words once more are noted once. */
function hearAgain(at: At, text: string, inDanger: boolean): TurnResult | null {
  const { flow } = at;
  return isNoted(at, text) && !(inDanger && flow.step === 'danger')
    ? (flow.step === 'happened' ? goOn : goTo)(at, flow, note(at, 'report.already_noted'))
    : null;
}

/** "现在有危险" at another question is the answer to the one about danger; the name of a town may sound like danger ("河门口"). */
function hearDanger(at: At, text: string): TurnResult | null {
  const answer = elsewhereIn(at, text, true);
  return answer && (answer.name === 'danger' || (answer.name === 'place_of_harm' && !isPlace(at.flow.step)))
    ? putElsewhere(at, answer, text)
    : null;
}

/** Words beside the open question: an answer to another, no answer at all, a question. */
function hearBeside(at: At, text: string): TurnResult | null {
  const answer = elsewhereIn(at, text);
  return answer ? putElsewhere(at, answer, text) : (hearSmallTalk(at, text) ?? hearQuestion(at, text));
}

/** Whether the same words stand in the report already, as an answer in words or as a line of what happened. */
function isNoted({ flow }: At, text: string): boolean {
  const { draft } = flow;
  const isText = stepOf(flow.step)?.kind === 'text' && flow.step !== 'happened';
  const short = INTAKE_STEPS.flatMap(({ kind, name }) =>
    kind === 'text' && name !== 'happened' && name !== flow.step ? [draft[name]] : [],
  );
  const lines =
    isText || flow.rewrite ? short : [...short, ...(draft.happened?.split('\n') ?? []), draft.happened];
  return lines.some((line) => line !== undefined && line !== '' && line === text.trim());
}

/** Courtesies, signs, bare numbers and unknown commands: what is wanted is said, and the question comes again. */
function hearSmallTalk(at: At, text: string): TurnResult | null {
  const { deps, session, flow } = at;
  const kind = deps.phrases.smalltalk(text);
  if (kind === 'identity') {
    return backToForm(at, said(session, { text: deps.say(session.locale, 'bot:smalltalk.identity') }));
  }
  const isAccount = flow.step === 'happened' && kind !== null && !NO_ACCOUNT.has(kind);
  return (isCourtesy(deps, text) && !isAccount) || saysNothing(at, text) ? explain(at) : null;
}

function saysNothing({ deps, flow }: At, text: string): boolean {
  const words = plain(text);
  const isNumber = /^\d{1,3}$/.test(words) || (numberIn(text) !== null && stepOf(flow.step)?.kind !== 'text');
  return (
    words.startsWith('/') ||
    (isNumber && flow.step !== 'safe_time' && flow.step !== 'code_word') ||
    deps.phrases.formWord(text) !== null ||
    ['nothing', 'leaving', 'beside'].some((question) => deps.phrases.option(question, text) !== null)
  );
}

/** A question that is known is answered. At "what happened" only when it is all that is said; about her rights it may be her account. */
function hearQuestion(at: At, text: string): TurnResult | null {
  const { deps, session, flow } = at;
  const parts = clauses(normalise(text)).filter(
    (part) => hasWords(part) && deps.phrases.smalltalk(part) === null,
  );
  const asked = flow.step === 'happened' && parts.length > 1 ? null : aside(deps, session, text);
  if (!asked) {
    return null;
  }
  const topic = deps.knowledge.entry(asked.entry ?? '', session.locale)?.topic;
  if (flow.step === 'happened' && topic !== undefined && RULES.has(topic)) {
    const kept = setAside({ ...at, session: asked.session }, text);
    return { ...asked, session: kept.session, replies: [...asked.replies, ...kept.replies] };
  }
  return backToForm(at, asked);
}

/** Her own words: the answer to a question in words, or more of what happened; what may be neither is kept aside. */
function hearTold(at: At, text: string, isWrong: boolean, inDanger: boolean): TurnResult {
  const step = stepOf(at.flow.step);
  if (step?.name === 'happened') {
    return tell(at, text);
  }
  if (step?.kind === 'text') {
    return answerShort(at, step, text, isWrong);
  }
  if (inDanger && step?.name === 'danger') {
    const { flow } = addTold(at.flow, text); // who tells of danger when she is asked about danger has answered
    return goOn(at, withAnswer(flow, 'danger', flow.draft.danger ?? 'now'), note(at, 'report.added'));
  }
  const own = inDanger ? undefined : ownWordsOf(at.flow.step);
  if (own) {
    return answerInOwnWords(at, own, text);
  }
  return isWrong || isStory(text) ? tellMore(at, text) : setAside(at, text);
}

function tell(at: At, text: string): TurnResult {
  const { flow, cut } = addTold(at.flow, text);
  return goOn(at, flow, ...(cut ? [note(at, 'report.cut', { most: MOST.happened })] : []));
}

function answerShort(at: At, step: TextStep, text: string, isWrong: boolean): TurnResult {
  const answer = textIn(step, text);
  if (answer === null) {
    const { flow } = addTold(at.flow, text);
    return goTo(at, flow, note(at, 'report.too_long', { most: step.most }));
  }
  if (step.name === 'phone' && !hasNumber(text)) {
    return isWrong ? tellMore(at, text) : setAside(at, text, 'report.no_number');
  }
  const isAnswer = isWrong || !(asks(text) || (isPlace(step.name) && !/\p{L}/u.test(text)));
  return isAnswer ? goOn(at, withAnswer(at.flow, step.name, answer)) : setAside(at, text);
}

const isPlace = (step: string): boolean => step === 'place_of_harm' || step === 'residence';

type TextStep = IntakeStep & { readonly kind: 'text' };

/** The question in words that belongs to one with several options. */
const ownWordsOf = (name: string) =>
  INTAKE_STEPS.find((step): step is TextStep => step.kind === 'text' && step.of === name);

/** Her own words to a question with several options: kept beside what she chose, and she may choose on. */
function answerInOwnWords(at: At, step: TextStep, text: string): TurnResult {
  const { text: joined } = joinTold(at.flow.draft[step.name], text);
  const answer = joined === undefined || asks(text) ? null : textIn(step, joined);
  return answer === null
    ? setAside(at, text)
    : goTo(at, withAnswer(at.flow, step.name, answer), note(at, 'report.own_words'));
}

const asks = (text: string): boolean => /\?$|[吗嘛么][^\p{L}\p{N}]*$/u.test(normalise(text));

/** Whether words are long enough to be part of what happened rather than a stray answer; a question is neither. */
const isStory = (text: string): boolean =>
  !asks(text) &&
  ((text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 10 || (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= 5);
