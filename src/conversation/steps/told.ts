import { joinTold } from '../report/flow.js';
import type { Button, Link, Locale, Say, Session, Setting } from '../types.js';

/**
 * The talk with words of a wrong in it, so that a report can begin with them. Never in a group, nor while a form takes them, nor before
 * she has agreed that they are stored abroad, where they are.
 */
export function keepTold(session: Session, words: string, setting: Setting): Session {
  const { flow, told } = session;
  const inForm = flow?.kind === 'report' && flow.step !== 'abroad';
  if (!mayKeep(setting) || inForm || told?.includes(words.trim())) {
    return session;
  }
  const { text } = joinTold(told, words);
  return text ? { ...session, told: text } : session;
}

const mayKeep = ({ place, consents }: Setting): boolean =>
  place === 'here' || (place === 'abroad' && consents.includes('telegram_report'));

/** Where to go on after danger or a wrong was told: the form, or, where others read along, a private talk. */
export const nextStepKey = ({ place }: Setting, key: string): string =>
  place === 'group' ? 'flow:group.private' : key;

/** The same for the offer of the form; where words are stored abroad it names the web page first, and why. */
export const offerKey = (setting: Setting, key: string): string =>
  setting.place === 'abroad'
    ? `flow:abroad.${setting.links ? 'offer' : 'offer_no_page'}`
    : nextStepKey(setting, key);

/** The ways to a report: the page first where words are stored abroad, and the button that opens the form. None while it is open. */
export function offerReport(
  say: Say,
  { locale, flow }: Session,
  { place, links }: Setting,
): { readonly buttons: readonly Button[]; readonly links?: readonly Link[] } {
  if (flow?.kind === 'report') {
    return { buttons: [] };
  }
  const isAbroad = place === 'abroad';
  return {
    buttons: [{ label: say(locale, isAbroad ? 'flow:abroad.here' : 'flow:report.offer'), value: 'report' }],
    ...(isAbroad && links && { links: [pageFirst(say, locale)] }),
  };
}

/** The web page where it can be told instead, above all other buttons. */
export const pageFirst = (say: Say, locale: Locale): Link => ({
  label: say(locale, 'flow:abroad.page'),
  url: '/help',
  first: true,
});
