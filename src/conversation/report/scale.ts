import { DANGER_ANSWERS, type DangerAnswer } from '../../domain/cases/index.js';
import type { TurnResult } from '../types.js';
import { askInsteadOfOld, type At, goTo } from './at.js';
import { backward, type ReportFlow, toReview } from './flow.js';

/** Opens a question of it, or the review after the last one. */
function open({ deps }: At, flow: ReportFlow, at: number): ReportFlow {
  const { question: _question, ...rest } = flow;
  const id = deps.danger.questions[at]?.id;
  return id === undefined ? toReview(rest) : { ...rest, step: 'scale', offered: true, question: id };
}

const placeOf = ({ deps }: At, id: string | undefined): number =>
  deps.danger.questions.findIndex((question) => question.id === id);

/** Its first question; also from the review, as long as nothing is sent. */
export const beginScale = (at: At): TurnResult =>
  at.flow.step === 'scale' || at.flow.step === 'review'
    ? goTo(at, open(at, at.flow, 0))
    : askInsteadOfOld(at);

/** On to the review, whatever is still unanswered. */
export const leaveScale = (at: At): TurnResult =>
  at.flow.step === 'scale' ? goTo(at, open(at, at.flow, Infinity)) : askInsteadOfOld(at);

/** Takes an answer to the open question; null: it is skipped. */
export function answerScale(at: At, id: string, answer: DangerAnswer | null): TurnResult {
  const { flow } = at;
  const place = placeOf(at, id);
  if (flow.step !== 'scale' || id !== flow.question || place < 0) {
    return askInsteadOfOld(at);
  }
  const { [id]: _before, ...others } = flow.draft.assessment ?? {};
  const assessment = answer === null ? others : { ...others, [id]: answer };
  const { assessment: _all, ...draft } = flow.draft;
  const isEmpty = Object.keys(assessment).length === 0;
  return goTo(at, open(at, { ...flow, draft: isEmpty ? draft : { ...draft, assessment } }, place + 1));
}

/** One question back; from the first to the offer, from the offer to the form. */
export function goBackInScale(at: At): TurnResult {
  const { question, ...rest } = at.flow;
  const place = placeOf(at, question);
  return goTo(at, question === undefined ? backward(rest) : place > 0 ? open(at, rest, place - 1) : rest);
}

/** What words say to the open question of it; null for any others. */
export function hearScale(at: At, text: string): TurnResult | null {
  const { flow, deps } = at;
  if (flow.step !== 'scale') {
    return null;
  }
  const said = deps.phrases.option('minor', text);
  const answer = DANGER_ANSWERS.find((known) => known === said);
  if (flow.question !== undefined) {
    return answer ? answerScale(at, flow.question, answer) : null;
  }
  const word = deps.phrases.formWord(text);
  return answer === 'yes' || word === 'agree'
    ? beginScale(at)
    : answer === 'no' || word === 'refuse' || word === 'done'
      ? leaveScale(at)
      : null;
}
