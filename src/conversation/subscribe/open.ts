import { said } from '../steps/said.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Session, Setting, TurnResult } from '../types.js';
import { beginSubscription, type SubscribeFlow } from './flow.js';
import { promptOf } from './prompt.js';

/**
 * Opens the choice of tips, or what is chosen already. Our own page only names the page for it, since its talk ends with the
 * browser; in a group nobody subscribes for all; a report that is open goes first.
 */
export function openSubscription(deps: TurnDeps, session: Session, setting: Setting): TurnResult {
  const { say } = deps;
  const { locale, flow } = session;
  if (setting.place === 'group') {
    return said(session, { text: say(locale, 'flow:group.private') });
  }
  if (setting.place === 'here') {
    return said(session, {
      text: say(locale, 'flow:subscribe.page'),
      links: [{ label: say(locale, 'flow:subscribe.page_link'), url: '/tips/new' }],
    });
  }
  return flow?.kind === 'report'
    ? said(session, { text: say(locale, 'flow:subscribe.report_open') })
    : ask(deps, session, flow ?? beginSubscription(setting));
}

/** Shows the open question and keeps the form. */
export const ask = (
  deps: TurnDeps,
  session: Session,
  flow: SubscribeFlow,
  notes: readonly string[] = [],
): TurnResult => said({ ...session, flow }, promptOf(deps, session.locale, flow, notes));

export function withoutSubscription(session: Session): Session {
  const { flow: _flow, ...rest } = session;
  return rest;
}
