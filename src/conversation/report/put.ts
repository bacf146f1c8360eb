import { intakeSchema, type IntakeStep, MOST, READY, type StepName } from '../../domain/cases/index.js';
import { warnOf } from '../steps/safety.js';
import type { TurnResult } from '../types.js';
import type { Answer } from './elsewhere.js';
import { askAgain, askInsteadOfOld, type At, goOn, goTo, note, withButtons } from './at.js';
import { addTold, isAsked, mayUseNumber, putAside, type ReportFlow, withAnswer } from './flow.js';
import { addButton, answerLine, type Asking, changeButton, stepOf } from './shown.js';
import { withoutOption, withOption } from './several.js';

/** Takes a choice. Of an earlier question, too: its button may be pressed again as long as nothing is sent. */
export function choose(at: At, name: StepName, option: string): TurnResult {
  return at.flow.step !== 'abroad' && isAsked(at.flow.draft, name)
    ? put(at, { name, value: option })
    : askInsteadOfOld(at);
}

/** Takes what a message says of a question: one option, or several of it. */
export function chooseAll(at: At, name: StepName, options: readonly string[]): TurnResult {
  const chosen: readonly string[] = [at.flow.draft[name] ?? []].flat();
  if (stepOf(name)?.kind === 'choices' && options.every((option) => chosen.includes(option))) {
    return askAgain(at, note(at, 'report.already_noted'));
  }
  return options.reduce<TurnResult | null>((before, option) => {
    const flow = before?.session.flow;
    return choose(flow?.kind === 'report' ? { ...at, flow } : at, name, option);
  }, null) as TurnResult;
}

/** Puts an answer where it belongs, and says so unless it is the open question's. */
export function put(at: At, { name, value }: Answer): TurnResult {
  const isOneOfSeveral = stepOf(name)?.kind === 'choices';
  const chosen = isOneOfSeveral ? withOption([at.flow.draft[name] ?? []].flat(), value) : value;
  const parsed = intakeSchema.shape[name].safeParse(chosen);
  if (!parsed.success) {
    return askInsteadOfOld(at);
  }
  if (name === 'phone' && !mayUseNumber(at.flow.draft)) {
    return at.flow.step === 'contact' ? callThere(at, value) : holdNumber(at, value);
  }
  const flow = withAnswer(at.flow, name, parsed.data);
  const isOpen = flow.step === name;
  const result = goesOn(flow, name)
    ? goOn(at, { ...flow, step: name }, ...saidOf(at, flow, name))
    : goTo(at, flow, ...(isOpen ? [] : saidOf(at, flow, name)));
  return name === 'danger' && value === 'now' ? inDanger(at, result) : result;
}

/** An answer that is one goes on; one of several waits for more; a change that closes the open question leaves it. */
function goesOn({ step, draft }: ReportFlow, name: StepName): boolean {
  const isOpen = step === name && stepOf(name)?.kind !== 'choices';
  return isOpen || (step !== name && stepOf(step) !== undefined && !isAsked(draft, step));
}

/** What is said of an answer: of the open question's nothing, but to a minor what staff will and won't report. */
const saidOf = (at: At, flow: ReportFlow, name: StepName): string[] => [
  ...(at.flow.step === name ? [] : [noted(at, flow, name)]),
  ...(name === 'reporter' && flow.draft.reporter === 'minor' ? [saysToMinor(at)] : []),
];

const saysToMinor = ({ deps, session }: At): string =>
  `${deps.say(session.locale, 'report:minor_thanks')}${deps.say(session.locale, 'report:minor_notice')}`;

/** One of several is chosen no longer. */
export function drop(at: At, name: StepName, option: string): TurnResult {
  const chosen = at.flow.step === 'abroad' ? [] : [at.flow.draft[name] ?? []].flat();
  if (stepOf(name)?.kind !== 'choices' || !chosen.includes(option)) {
    return askInsteadOfOld(at);
  }
  const left = intakeSchema.shape[name].safeParse(withoutOption(chosen, option)).data;
  const flow = withAnswer(at.flow, name, left);
  return goTo(at, flow, ...(flow.step === name ? [] : [noted(at, flow, name)]));
}

/** What is chosen of several is all. */
export const endChoice = (at: At, name: string): TurnResult =>
  at.flow.step === name && stepOf(name)?.kind === 'choices' ? goOn(at, at.flow) : askInsteadOfOld(at);

/** A prepared sentence as what happened, for who can't write now. */
export function tellReady(at: At, name: string): TurnResult {
  const ready = READY.find((known) => known === name);
  if (!ready || at.flow.step !== 'happened' || at.flow.draft.happened !== undefined) {
    return askInsteadOfOld(at);
  }
  const { flow } = addTold(at.flow, at.deps.say(at.session.locale, `report:ready.${ready}`));
  const result = goOn(at, flow);
  return at.flow.draft.danger !== 'now' && at.deps.hear(flow.draft).isEmergency
    ? inDanger(at, result)
    : result;
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
  return goOn(at, { ...flow, step: 'phone' }, noted(at, flow, 'contact'), noted(at, flow, 'phone'));
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
  if (before === value || (Array.isArray(before) && before.some((option) => option === value))) {
    return askAgain(at, note(at, 'report.already_noted'));
  }
  return before === undefined || Array.isArray(before) || (name === 'danger' && value === 'now')
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
