import { intakeSchema, settle } from '../../domain/cases/index.js';
import { said } from '../steps/said.js';
import type { TurnResult } from '../types.js';
import { askAgain, askInsteadOfOld, type At, explain, goTo, note } from './at.js';
import { backward, firstStep, onward, toReview, withAnswer } from './flow.js';
import { withoutReport } from './open.js';

/** Leaves the open question. What stands there stays, unless she is just changing it: then it is emptied. */
export function skip(at: At): TurnResult {
  const { flow } = at;
  if (flow.step === 'abroad' || flow.step === 'review') {
    return explain(at);
  }
  if (flow.draft[flow.step] === undefined) {
    return flow.step === 'happened' ? explain(at) : goTo(at, onward(flow));
  }
  return flow.step === 'happened'
    ? goTo(at, onward(flow))
    : flow.changing
      ? goTo(at, onward(withAnswer(flow, flow.step, undefined)), note(at, 'report.emptied'))
      : goTo(at, onward(flow), note(at, 'report.stays'));
}

export function goBack(at: At): TurnResult {
  const before = backward(at.flow);
  return at.flow.step === 'abroad'
    ? explain(at)
    : before.step === at.flow.step
      ? askAgain(at, note(at, 'steps.first'))
      : goTo(at, before);
}

/** The next words replace what she told; until they come, it stays. */
export const rewrite = (at: At): TurnResult =>
  at.flow.step === 'happened' && at.flow.draft.happened
    ? goTo(at, { ...at.flow, rewrite: true })
    : askInsteadOfOld(at);

/** What she told is taken as it is. */
export const useTold = (at: At): TurnResult => (at.flow.step === 'happened' ? skip(at) : askInsteadOfOld(at));

/** From the review it is sent; from anywhere else the review comes first, once something has been told. */
export function send(at: At): TurnResult {
  const { deps, session, flow } = at;
  const intake = intakeSchema.safeParse(settle(flow.draft));
  if (!intake.success || flow.step === 'abroad') {
    return askAgain(at, note(at, flow.step === 'abroad' ? 'abroad.first' : 'report.nothing_told'));
  }
  return flow.step === 'review'
    ? said(withoutReport(session), { text: deps.say(session.locale, 'flow:report.not_connected') }, [
        { type: 'file_case', intake: intake.data, submission: flow.submission },
      ])
    : goTo(at, toReview(flow));
}

/** She agrees that it is stored abroad: the form begins, with what she has told already. */
export function agree(at: At): TurnResult {
  const { deps, session, flow } = at;
  if (flow.step !== 'abroad') {
    return askInsteadOfOld(at);
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
    return askInsteadOfOld(at);
  }
  const { say } = deps;
  const { locale } = session;
  return said(withoutReport(session), {
    text: say(locale, 'flow:abroad.refused'),
    links: setting.links ? [{ label: say(locale, 'flow:abroad.page'), url: '/help' }] : [],
  });
}
