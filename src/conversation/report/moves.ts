import { intakeSchema, settle, type StepName, stepsOf } from '../../domain/cases/index.js';
import { said } from '../steps/said.js';
import { warnOf } from '../steps/safety.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Session, Setting, TurnResult } from '../types.js';
import { backward, change, firstStep, onward, type ReportFlow, withAnswer } from './flow.js';
import { ask, withoutReport } from './open.js';

/** Everything that a step of the report form works with. */
export interface At {
  readonly deps: TurnDeps;
  readonly session: Session;
  readonly flow: ReportFlow;
  readonly setting: Setting;
}

export const askAgain = ({ deps, session, flow, setting }: At, ...notes: string[]): TurnResult =>
  ask(deps, session, flow, setting, notes);

export const goTo = (at: At, flow: ReportFlow, ...notes: string[]): TurnResult =>
  askAgain({ ...at, flow }, ...notes);

/** Takes a choice. Of an earlier question, too: its button may be pressed again as long as nothing is sent. */
export function choose(at: At, name: StepName, option: string): TurnResult {
  const parsed = intakeSchema.shape[name].safeParse(option);
  if (
    !parsed.success ||
    at.flow.step === 'abroad' ||
    !stepsOf(at.flow.draft).some((step) => step.name === name)
  ) {
    return askAgain(at);
  }
  const chosen = withAnswer(at.flow, name, parsed.data);
  const stillAsked =
    chosen.step === 'review' || stepsOf(chosen.draft).some((step) => step.name === chosen.step);
  const next = chosen.step === name || !stillAsked ? onward({ ...chosen, step: name }) : chosen;
  const result = goTo(at, next);
  return name === 'danger' && option === 'now' ? inDanger(at, result) : result;
}

/** She is in danger now: the numbers first, and then on with the form. */
function inDanger({ deps, session }: At, result: TurnResult): TurnResult {
  const warning = warnOf(deps, session, ['danger'], '');
  return { ...warning, session: result.session, replies: [...warning.replies, ...result.replies] };
}

/** Leaves the open question without an answer. */
export function skip(at: At): TurnResult {
  const { flow, deps, session } = at;
  if (flow.step === 'abroad' || flow.step === 'review') {
    return askAgain(at);
  }
  if (flow.step === 'happened') {
    return flow.draft.happened
      ? goTo(at, onward(flow))
      : askAgain(at, deps.say(session.locale, 'flow:report.required'));
  }
  return goTo(at, onward(withAnswer(flow, flow.step, undefined)));
}

export function goBack(at: At): TurnResult {
  const before = backward(at.flow);
  return at.flow.step === 'abroad'
    ? askAgain(at)
    : before.step === at.flow.step
      ? askAgain(at, at.deps.say(at.session.locale, 'flow:steps.first'))
      : goTo(at, before);
}

/** Ends the form. Nothing of it is kept. */
export function cancel({ deps, session }: At): TurnResult {
  return said(withoutReport(session), { text: deps.say(session.locale, 'flow:report.cancelled') });
}

/** Opens an answer to be changed. */
export function reopen(at: At, name: string): TurnResult {
  const step = stepsOf(at.flow.draft).find((known) => known.name === name);
  return at.flow.step === 'abroad' || !step ? askAgain(at) : goTo(at, change(at.flow, step.name));
}

/** The next words replace what she told; until they come, it stays. */
export const rewrite = (at: At): TurnResult =>
  at.flow.step === 'happened' && at.flow.draft.happened
    ? goTo(at, { ...at.flow, rewrite: true })
    : askAgain(at);

/** What she told is taken as it is. */
export const useTold = (at: At): TurnResult => (at.flow.step === 'happened' ? skip(at) : askAgain(at));

/** From the review it is sent; from anywhere else the review comes first, once something has been told. */
export function send(at: At): TurnResult {
  const { deps, session, flow } = at;
  const intake = intakeSchema.safeParse(settle(flow.draft));
  if (!intake.success || flow.step === 'abroad') {
    return askAgain(at);
  }
  return flow.step === 'review'
    ? said(withoutReport(session), { text: deps.say(session.locale, 'flow:report.not_connected') }, [
        { type: 'file_case', intake: intake.data, submission: flow.submission },
      ])
    : goTo(at, { ...flow, step: 'review' });
}

/** She agrees that it is stored abroad: the form begins, with what she has told already. */
export function agree(at: At): TurnResult {
  const { deps, session, flow } = at;
  if (flow.step !== 'abroad') {
    return askAgain(at);
  }
  const draft = session.told ? { happened: session.told } : flow.draft;
  const asked = goTo(at, { ...flow, step: firstStep(), draft });
  const intro = { text: deps.say(session.locale, 'flow:report.intro'), sensitive: true };
  return {
    ...asked,
    replies: [intro, ...asked.replies],
    effects: [{ type: 'give_consent', purpose: 'telegram_report' }],
  };
}

/** She does not: nothing is kept, and there are other ways. */
export function refuse(at: At): TurnResult {
  const { deps, session, flow, setting } = at;
  if (flow.step !== 'abroad') {
    return askAgain(at);
  }
  const { say } = deps;
  const { locale } = session;
  return said(withoutReport(session), {
    text: say(locale, 'flow:abroad.refused'),
    links: setting.links ? [{ label: say(locale, 'flow:abroad.page'), url: '/help' }] : [],
  });
}
