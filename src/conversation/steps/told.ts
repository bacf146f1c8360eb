import { joinTold } from '../report/flow.js';
import type { Button, Say, Session, Setting } from '../types.js';

/** The talk with words of a wrong in it, so that a report can begin with them. Never in a group, nor while a form takes them. */
export function keepTold(session: Session, words: string, setting: Setting): Session {
  const { flow, told } = session;
  const inForm = flow?.kind === 'report' && flow.step !== 'abroad';
  if (setting.place === 'group' || inForm || told?.includes(words.trim())) {
    return session;
  }
  const { text } = joinTold(told, words);
  return text ? { ...session, told: text } : session;
}

/** Where to go on after danger or a wrong was told: the form, or, where others read along, a private talk. */
export const nextStepKey = ({ place }: Setting, key: string): string =>
  place === 'group' ? 'flow:group.private' : key;

/** The button that opens the report form; none while it is open. */
export function offerReport(say: Say, { locale, flow }: Session): Button[] {
  return flow?.kind === 'report' ? [] : [{ label: say(locale, 'flow:report.offer'), value: 'report' }];
}
