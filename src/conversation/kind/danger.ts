import type { Phrases } from '../../domain/language/index.js';
import { LONGEST_READ, windowsOf } from '../../domain/triage/index.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Weighed } from './weigh.js';

/** From here on a message is taken to tell of danger; one that meets a rule of the lexicon needs less to be believed. */
const SURE = { alone: 0.65, ruled: 0.2 };
/** From here on an answer begins with the numbers for danger: it may be meant. */
const POSSIBLE = 0.3;
export const mayBeDanger = ({ crisis }: Weighed): boolean => crisis >= POSSIBLE;

/** English that asks in general: how to prevent a danger, what the law says of it. */
const IN_GENERAL =
  /\b(?:prevent\w*|avoid|hazards?|lessons?|class(?:es)?|targets?|goals?|how often|laws?|statutory|signs?|movie|film|on tv|news)\b/i;

/** The dangers that a message tells of, if its signs bear them out: those that are flagged, else the likeliest. */
export function dangersIn(
  { redFlags, readKind, phrases }: Pick<TurnDeps, 'redFlags' | 'readKind' | 'phrases'>,
  text: string,
  kinds: Weighed,
): readonly string[] {
  const ruled = windowsOf(text).some((piece) => redFlags.rules(piece).length > 0);
  if (!(ruled ? bearOut(text, kinds) : kinds.crisis >= SURE.alone && !isSetPhrase(phrases, text))) {
    return [];
  }
  const flags = redFlags.find(text);
  return flags.length > 0 ? flags : redFlags.nameLikely(text, readKind(text));
}

/** Nothing but a command, a courtesy or a judgement of an answer: such words tell of no danger, whatever they are made of. */
const isSetPhrase = (phrases: Phrases, text: string): boolean =>
  [phrases.command(text), phrases.smalltalk(text), phrases.feedback(text)].some((said) => said !== null);

/**
 * Whether to believe a rule that met. All signs together may doubt it only where they know enough: English and long messages are
 * too few among what was learned. That a message says little, or sounds like small talk, speaks for no other meaning ("救命").
 */
function bearOut(text: string, { crisis, clarify, smalltalk }: Weighed): boolean {
  const isLearned = /\p{Script=Han}/u.test(text) || IN_GENERAL.test(text);
  return !isLearned || [...text].length > LONGEST_READ || crisis >= SURE.ruled * (1 - clarify - smalltalk);
}
