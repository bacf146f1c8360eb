import { said } from '../steps/said.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Session, Setting, TurnResult } from '../types.js';
import { CAREGIVERS } from '../../domain/tips/index.js';
import {
  answerGuardian,
  askInsteadOfOld,
  type AtChoice,
  cancel,
  chooseCaregivers,
  chooseTownship,
  finishTopics,
  goBack,
  reopen,
  save,
  skip,
  stop,
  takeAll,
  toggleTopics,
} from './moves.js';

/** A button of the subscription. */
export function pressSubscription(
  deps: TurnDeps,
  session: Session,
  [name = '', argument = '']: readonly string[],
  setting: Setting,
): TurnResult {
  if (session.flow?.kind !== 'subscribe') {
    return said(session, { text: deps.say(session.locale, 'bot:stale.text') });
  }
  const at: AtChoice = { deps, session, flow: session.flow, setting };
  const isOpen = argument === at.flow.step;
  switch (name) {
    case 'topic':
      return toggleTopics(at, [argument]);
    case 'all':
      return takeAll(at);
    case 'done':
      return finishTopics(at);
    case 'caregiver': {
      const caregiver = CAREGIVERS.find((known) => known === argument);
      return caregiver ? chooseCaregivers(at, [caregiver]) : askInsteadOfOld(at);
    }
    case 'agree':
      return answerGuardian(at, true);
    case 'refuse':
      return answerGuardian(at, false);
    case 'township':
      return chooseTownship(at, argument);
    case 'skip':
      return isOpen ? skip(at) : askInsteadOfOld(at);
    case 'back':
      return isOpen ? goBack(at) : askInsteadOfOld(at);
    case 'change':
      return reopen(at, argument);
    case 'save':
      return save(at);
    case 'stop':
      return stop(at);
    case 'cancel':
      return cancel(at);
    default:
      return askInsteadOfOld(at);
  }
}
