import { offerClearing } from '../steps/clear.js';
import { said } from '../steps/said.js';
import type { TurnResult } from '../types.js';
import { askInsteadOfOld, type At, explain, goTo, note } from './at.js';
import { holdsWords, type ReportFlow } from './flow.js';
import { withoutReport } from './open.js';

/** Asks once whether to throw away what she wrote; an empty form just ends. */
export function cancel(at: At): TurnResult {
  return holdsWords(at.flow)
    ? goTo(at, { ...at.flow, leaving: true }, ...(at.flow.leaving ? [note(at, 'report.leaving_again')] : []))
    : discard(at);
}

/** What words say while she is asked that; null for anything else, after which the form goes on. */
export function hearLeaving(at: At, text: string): TurnResult | null {
  if (!at.flow.leaving) {
    return null;
  }
  const { phrases } = at.deps;
  const word = phrases.formWord(text);
  const said = phrases.option('leaving', text);
  if (said === 'keep') {
    return keep(at);
  }
  if (said === 'discard' || word === 'cancel' || phrases.command(text) === 'cancel') {
    return discard(at);
  }
  // nothing is sent by a word that was said to another question
  return word === 'send' && at.flow.step === 'review' ? explain({ ...at, flow: staying(at.flow) }) : null;
}

/** All of it stays, and the open question comes again. */
export const keep = (at: At): TurnResult =>
  at.flow.leaving ? goTo(at, staying(at.flow), note(at, 'report.kept_all')) : askInsteadOfOld(at);

/** Ends the form. Nothing of it is kept. */
export function discard({ deps: { say }, session, setting }: At): TurnResult {
  const key = setting.place === 'abroad' ? 'cancelled_abroad' : 'cancelled';
  const result = said(withoutReport(session), { text: say(session.locale, `flow:report.${key}`) });
  return { ...result, replies: [...result.replies, ...offerClearing(say, session, setting, 'offer')] };
}

/** The form when she was asked whether to leave and said something else. */
export function staying(flow: ReportFlow): ReportFlow {
  const { leaving: _leaving, ...rest } = flow;
  return rest;
}
