import { type Intake, intakeSchema, settle } from '../../domain/cases/index.js';
import { asManyAsFit } from '../steps/answer.js';
import { offerClearing } from '../steps/clear.js';
import { markOf } from '../steps/mark.js';
import { said } from '../steps/said.js';
import type { Reply, Session, TurnResult } from '../types.js';
import { askAgain, askInsteadOfOld, type At, goTo, note } from './at.js';
import { toReview } from './flow.js';
import { withoutReport } from './open.js';

/** The report as it stands; null while nothing was told, or she has not agreed to be stored abroad. */
function reportOf({ flow }: At): Intake | null {
  const intake = intakeSchema.safeParse(settle(flow.draft));
  return intake.success && flow.step !== 'abroad' ? intake.data : null;
}

/** From the review it is sent; from anywhere else the review comes first, once something has been told. */
export function send(at: At): TurnResult {
  const { flow } = at;
  const intake = reportOf(at);
  if (!intake) {
    return askAgain(at, note(at, flow.step === 'abroad' ? 'abroad.first' : 'report.nothing_told'));
  }
  return flow.step === 'review' ? file(at, intake) : goTo(at, toReview(flow));
}

/** The quick way: sent as it stands by a button of this very form, without the review. */
export function sendNow(at: At, mark: string): TurnResult {
  const intake = mark === markOf(at.flow.submission) ? reportOf(at) : null;
  return intake ? file(at, intake) : askInsteadOfOld(at);
}

/** Her number takes the place of the first words; what to do first, and what to keep, comes right after it. */
function file({ deps, session, flow, setting }: At, intake: Intake): TurnResult {
  const { say } = deps;
  const sent: Session = { ...withoutReport(session), ...(setting.place === 'abroad' && { receipt: true }) };
  const result = said(sent, { text: say(session.locale, 'flow:report.not_connected') }, [
    { type: 'file_case', intake, submission: flow.submission },
  ]);
  const { category } = deps.hear(intake);
  const advice: Reply = {
    text: asManyAsFit([
      say(session.locale, `complaint:${category ?? 'other'}`),
      say(session.locale, 'report:evidence.lead') +
        say(session.locale, `report:evidence.${category ?? 'other'}`),
    ]),
    sensitive: true,
  };
  const clearing = offerClearing(say, session, setting, 'digits_first');
  return { ...result, replies: [...result.replies, advice, ...clearing] };
}
