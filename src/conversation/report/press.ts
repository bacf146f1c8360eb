import { stepsOf } from '../../domain/cases/index.js';
import { markOf } from '../steps/mark.js';
import { said } from '../steps/said.js';
import { warnOf } from '../steps/safety.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Session, Setting, TurnResult } from '../types.js';
import {
  agree,
  askAgain,
  type At,
  cancel,
  choose,
  goBack,
  refuse,
  reopen,
  rewrite,
  send,
  skip,
  useTold,
} from './moves.js';

/** A button of the report form. One that stands under an earlier question moves nothing twice. */
export function pressReport(
  deps: TurnDeps,
  session: Session,
  [name = '', argument = '']: readonly string[],
  setting: Setting,
): TurnResult {
  if (session.flow?.kind !== 'report') {
    return withoutForm(deps, session, name, argument, setting);
  }
  const at: At = { deps, session, flow: session.flow, setting };
  const isOpen = argument === at.flow.step;
  switch (name) {
    case 'agree':
      return agree(at);
    case 'refuse':
      return refuse(at);
    case 'skip':
      return isOpen ? skip(at) : askAgain(at);
    case 'back':
      return isOpen ? goBack(at) : askAgain(at);
    case 'use':
      return useTold(at);
    case 'rewrite':
      return rewrite(at);
    case 'change':
      return reopen(at, argument);
    case 'send':
      return argument === markOf(at.flow.submission) ? send(at) : askAgain(at);
    case 'cancel':
      return cancel(at);
    default: {
      const step = stepsOf(at.flow.draft).find((known) => known.name === name && known.kind === 'choice');
      return step ? choose(at, step.name, argument) : askAgain(at);
    }
  }
}

/** A button of a form that has ended. Who says that she is in danger gets the numbers all the same. */
function withoutForm(
  deps: TurnDeps,
  session: Session,
  name: string,
  argument: string,
  setting: Setting,
): TurnResult {
  const { say } = deps;
  const { locale } = session;
  if (name === 'danger' && argument === 'now') {
    return warnOf(deps, session, ['danger'], '');
  }
  return name === 'send'
    ? said(session, {
        text: say(locale, 'flow:report.already'),
        links: setting.links ? [{ label: say(locale, 'flow:case.link'), url: '/r' }] : [],
      })
    : said(session, { text: say(locale, 'bot:stale.text') });
}
