import type { Session, Setting, TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { said } from '../steps/said.js';
import { beginReport, type ReportFlow } from './flow.js';
import { promptOf } from './prompt.js';

/** Opens the form, with what she told in passing in it; goes on where it is open already. In a group: only how to write in private. */
export function openReport(deps: TurnDeps, session: Session, setting: Setting): TurnResult {
  const { locale } = session;
  if (setting.place === 'group') {
    return said(session, { text: deps.say(locale, 'flow:group.private') });
  }
  if (session.flow?.kind === 'report') {
    return ask(deps, session, session.flow, setting, [deps.say(locale, 'flow:report.open')]);
  }
  const flow = beginReport(deps.token(), session.told, setting);
  const intro = { text: deps.say(locale, 'flow:report.intro'), sensitive: true };
  const asked = ask(deps, session, flow, setting);
  return flow.step === 'abroad' ? asked : { ...asked, replies: [intro, ...asked.replies] };
}

/** Shows the open question of a form and keeps the form. */
export function ask(
  deps: TurnDeps,
  session: Session,
  flow: ReportFlow,
  setting: Setting,
  notes: readonly string[] = [],
): TurnResult {
  const { told: _told, ...rest } = session;
  const next = flow.step === 'abroad' ? session : rest; // what she told moves into the form when she has agreed
  return said({ ...next, flow }, promptOf({ deps, locale: session.locale, setting }, flow, notes));
}

/** Ends the form; neither it nor what she told is kept. */
export function withoutReport(session: Session): Session {
  const { flow: _flow, told: _told, ...rest } = session;
  return rest;
}
