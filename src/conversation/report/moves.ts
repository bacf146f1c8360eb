import { stepsOf } from '../../domain/cases/index.js';
import { offerClearing } from '../steps/clear.js';
import { said } from '../steps/said.js';
import { pageFirst } from '../steps/told.js';
import type { TurnResult } from '../types.js';
import { askAgain, askInsteadOfOld, type At, explain, goOn, goTo, note } from './at.js';
import { backward, firstStep, toReview, withAnswer } from './flow.js';
import { withoutReport } from './open.js';
import { stepOf } from './shown.js';
import { answerScale, goBackInScale, leaveScale } from './scale.js';

/** Leaves the open question. What stands there stays, unless she is just changing it: then it is emptied. */
export function skip(at: At): TurnResult {
  const { flow } = at;
  if (flow.step === 'abroad' || flow.step === 'review') {
    return explain(at);
  }
  if (flow.step === 'scale') {
    return flow.question === undefined ? leaveScale(at) : answerScale(at, flow.question, null);
  }
  if (flow.draft[flow.step] === undefined) {
    return flow.step === 'happened' ? explain(at) : goOn(at, flow);
  }
  return flow.step === 'happened'
    ? goOn(at, flow)
    : flow.changing
      ? goOn(at, withAnswer(flow, flow.step, undefined), note(at, 'report.emptied'))
      : goOn(at, flow, note(at, 'report.stays'));
}

export function goBack(at: At): TurnResult {
  if (at.flow.step === 'scale') {
    return goBackInScale(at);
  }
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

/** Leaves all that is still open of the questions that belong to the open one. */
export function skipGroup(at: At): TurnResult {
  const { flow } = at;
  const group = stepOf(flow.step)?.group;
  const last = group && stepsOf(flow.draft, 'chat').findLast((step) => step.group === group);
  return last && !flow.changing ? goOn(at, { ...flow, step: last.name }) : askInsteadOfOld(at);
}

/** All of it is shown, and can be sent. */
export const look = (at: At): TurnResult =>
  at.flow.step !== 'abroad' && at.flow.draft.happened !== undefined
    ? goTo(at, toReview(at.flow))
    : askInsteadOfOld(at);

/** On with the first question that is still open. */
export function fillIn(at: At): TurnResult {
  const { flow } = at;
  const open = stepsOf(flow.draft, 'chat').find(({ name }) => flow.draft[name] === undefined);
  return flow.step === 'review' && open ? goTo(at, { ...flow, step: open.name }) : askInsteadOfOld(at);
}

/** She agrees that it is stored abroad: the form begins. Nothing that she said before was kept. */
export function agree(at: At): TurnResult {
  if (at.flow.step !== 'abroad') {
    return askInsteadOfOld(at);
  }
  const asked = goTo(at, { ...at.flow, step: firstStep() });
  const intro = { text: `${note(at, 'report.intro')}\n${note(at, 'abroad.begun')}`, sensitive: true };
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
  const result = said(withoutReport(session), {
    text: say(locale, 'flow:abroad.refused'),
    links: setting.links ? [pageFirst(say, locale)] : [],
  });
  return { ...result, replies: [...result.replies, ...offerClearing(say, session, setting, 'offer')] };
}
