import { intakeSchema, type IntakeStep, MOST, type StepName } from '../../domain/cases/index.js';
import { warnOf } from '../steps/safety.js';
import type { TurnResult } from '../types.js';
import type { Answer } from './elsewhere.js';
import { askAgain, askInsteadOfOld, type At, goTo, note, withButtons } from './at.js';
import { addTold, isAsked, onward, putAside, type ReportFlow, withAnswer } from './flow.js';
import { addButton, answerLine, type Asking, changeButton, stepOf } from './prompt.js';

/** Takes a choice. Of an earlier question, too: its button may be pressed again as long as nothing is sent. */
export function choose(at: At, name: StepName, option: string): TurnResult {
  return at.flow.step !== 'abroad' && isAsked(at.flow.draft, name)
    ? put(at, { name, value: option })
    : askInsteadOfOld(at);
}

/** Puts an answer where it belongs, and says so unless it is the open question's. */
export function put(at: At, { name, value }: Answer): TurnResult {
  const parsed = intakeSchema.shape[name].safeParse(value);
  if (!parsed.success) {
    return askInsteadOfOld(at);
  }
  if (name === 'phone' && at.flow.draft.contact !== 'phone') {
    return at.flow.step === 'contact' ? callThere(at, value) : holdNumber(at, value);
  }
  const flow = withAnswer(at.flow, name, parsed.data);
  const isOpen = flow.step === name;
  const goesOn = isOpen || (flow.step !== 'review' && !isAsked(flow.draft, flow.step));
  const result = goTo(
    at,
    goesOn ? onward({ ...flow, step: name }) : flow,
    ...(isOpen ? [] : [noted(at, flow, name)]),
  );
  return name === 'danger' && value === 'now' ? inDanger(at, result) : result;
}

/** She is in danger now: the numbers first, and then on with the form. */
function inDanger({ deps, session }: At, result: TurnResult): TurnResult {
  const warning = warnOf(deps, session, ['danger'], '');
  return { ...warning, session: result.session, replies: [...warning.replies, ...result.replies] };
}

/** "It stands here now: place: Yuquan". */
const noted = (at: At, flow: ReportFlow, name: StepName): string =>
  note(at, 'report.noted') + answerLine(asking(at), stepOf(name) as IntakeStep, flow.draft[name]);

const asking = ({ deps, session, setting }: At): Asking => ({ deps, locale: session.locale, setting });

/** A number in answer to "may we contact you" says yes to a call. */
function callThere(at: At, number: string): TurnResult {
  const flow = withAnswer(withAnswer(at.flow, 'contact', 'phone'), 'phone', number);
  return goTo(at, onward({ ...flow, step: 'phone' }), noted(at, flow, 'contact'), noted(at, flow, 'phone'));
}

/** Nobody is called who has not agreed to it: until then the number only waits. */
function holdNumber(at: At, number: string): TurnResult {
  const result = goTo(at, { ...at.flow, number }, note(at, 'report.number_waits'));
  return at.flow.draft.contact === undefined
    ? result
    : withButtons(result, [changeButton(asking(at), 'contact')]);
}

/** Words that clearly answer another question: put there when that is still open; otherwise nothing is replaced unasked. */
export function putElsewhere(at: At, { name, value }: Answer, words: string): TurnResult {
  const before = name === 'phone' ? (at.flow.draft.phone ?? at.flow.number) : at.flow.draft[name];
  if (before === value) {
    return askAgain(at, note(at, 'report.already_noted'));
  }
  return before === undefined || (name === 'danger' && value === 'now')
    ? put(at, { name, value })
    : withButtons(setAside(at, words), [changeButton(asking(at), name)]);
}

/** Words that answer nothing that is asked: no part of the report, unless she says so. */
export function setAside(at: At, words: string, key = 'report.aside'): TurnResult {
  return withButtons(goTo(at, putAside(at.flow, words), note(at, key)), [addButton(asking(at))]);
}

/** What was kept aside becomes part of what happened. */
export function addAside(at: At): TurnResult {
  const { beside, ...rest } = at.flow;
  return beside === undefined || at.flow.step === 'abroad'
    ? askInsteadOfOld(at)
    : tellMore({ ...at, flow: rest }, beside);
}

/** Adds words to what happened while another question is open. */
export function tellMore(at: At, words: string, key = 'report.added'): TurnResult {
  const { rewrite: _rewrite, ...flow } = at.flow;
  const { flow: told, cut } = addTold(flow, words);
  return goTo(at, told, cut ? note(at, 'report.cut', { most: MOST.happened }) : note(at, key));
}
