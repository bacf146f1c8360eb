import { DANGER_ANSWERS, type StepName } from '../../domain/cases/index.js';
import { markOf } from '../steps/mark.js';
import { said } from '../steps/said.js';
import { warnOf } from '../steps/safety.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Session, Setting, TurnResult } from '../types.js';
import { askInsteadOfOld, type At } from './at.js';
import { reopen } from './correct.js';
import { isAsked } from './flow.js';
import { cancel, discard, keep, staying } from './leave.js';
import { agree, fillIn, goBack, look, refuse, rewrite, skip, skipGroup, useTold } from './moves.js';
import { stepOf } from './shown.js';
import { addAside, choose, drop, endChoice, tellReady } from './put.js';
import { answerScale, beginScale, leaveScale } from './scale.js';
import { send, sendNow } from './send.js';

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
  const { flow } = session;
  return (
    leaveBy({ deps, session, flow, setting }, name) ??
    moveBy({ deps, session, flow: staying(flow), setting }, name, argument)
  );
}

/** To leave, to stay, to throw away; the last only while she is asked. */
function leaveBy(at: At, name: string): TurnResult | null {
  switch (name) {
    case 'cancel':
      return cancel(at);
    case 'keep':
      return keep(at);
    case 'discard':
      return at.flow.leaving ? discard(at) : askInsteadOfOld(at);
    default:
      return null;
  }
}

function moveBy(at: At, name: string, argument: string): TurnResult {
  const { step, question } = at.flow;
  const isOpen = argument === (step === 'scale' ? (question ?? step) : step);
  switch (name) {
    case 'agree':
      return agree(at);
    case 'refuse':
      return refuse(at);
    case 'skip':
      return isOpen ? skip(at) : askInsteadOfOld(at);
    case 'back':
      return isOpen ? goBack(at) : askInsteadOfOld(at);
    case 'past':
      return argument === stepOf(at.flow.step)?.group ? skipGroup(at) : askInsteadOfOld(at);
    case 'look':
      return look(at);
    case 'fill':
      return fillIn(at);
    case 'ready':
      return tellReady(at, argument);
    case 'use':
      return useTold(at);
    case 'rewrite':
      return rewrite(at);
    case 'add':
      return addAside(at);
    case 'change': {
      const step = at.flow.step === 'abroad' ? undefined : stepOf(argument);
      return step && isAsked(at.flow.draft, step.name) ? reopen(at, step.name) : askInsteadOfOld(at);
    }
    case 'send':
      return argument === markOf(at.flow.submission) ? send(at) : askInsteadOfOld(at);
    case 'now':
      return sendNow(at, argument);
    default:
      return chooseBy(at, name, argument);
  }
}

/** An option, of one or of several; an answer to the danger assessment. */
function chooseBy(at: At, name: string, argument: string): TurnResult {
  const [subject = '', option = ''] = argument.split('.', 2);
  switch (name) {
    case 'without':
      return drop(at, subject as StepName, option);
    case 'done':
      return endChoice(at, argument);
    case 'answer': {
      const answer = DANGER_ANSWERS.find((known) => known === option);
      return answer ? answerScale(at, subject, answer) : askInsteadOfOld(at);
    }
    case 'scale':
      return argument === 'begin' ? beginScale(at) : leaveScale(at);
    default: {
      const step = stepOf(name);
      return step && step.kind !== 'text' ? choose(at, step.name, argument) : askInsteadOfOld(at);
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
