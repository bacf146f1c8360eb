import { languageOf, normalise } from '../../domain/language/index.js';
import type { Session } from '../types.js';
import { type EvidenceDeps, gather } from './gather.js';
import { leaningOf } from './leaning.js';
import { MESSAGE_KINDS, type MessageKind } from './signs.js';
import { type Weighed, weigh } from './weigh.js';

/** From here on words need the question before to be understood. */
const READ_TOGETHER = 0.5;
/** What is left of a kind in words that lean on a question before: they say little themselves, and yet are mostly about the same thing. */
const IN_CONTEXT: Readonly<Record<MessageKind, number>> = {
  answer: 1,
  crisis: 1,
  clarify: 0,
  out_of_scope: 0.05,
  smalltalk: 0,
  complaint: 0.2,
};

/** How much a message leans on what was spoken of before, in [0, 1]; what is said to a form leans on nothing but the form. */
export const leanOf = ({ last, flow }: Session, text: string): number =>
  last && !flow ? leaningOf(normalise(text), last.entry === undefined) : 0;

/** How likely a message is of each kind, in its talk. */
export function weighMessage(deps: EvidenceDeps, session: Session, text: string): Weighed {
  const locale = languageOf(normalise(text)) ?? session.locale;
  const evidence = gather(deps, text, { locale, bands: session.bands });
  const alone = weigh(evidence);
  const { danger, wrongTold, foreign, smalltalk } = evidence.rules;
  // a wrong that a rule meets stands by itself, whatever was asked before: "他又打我" after a question about sleep
  if (danger || wrongTold || leanOf(session, text) < READ_TOGETHER) {
    return alone;
  }
  return inContext(alone, { out_of_scope: foreign, smalltalk });
}

/** Words that lean on those before: what another kind loses goes to an answer, so that none gains by it. `met`: kinds that a rule says. */
function inContext(alone: Weighed, met: Partial<Record<MessageKind, boolean>>): Weighed {
  const left = (kind: MessageKind) => alone[kind] * (met[kind] ? 1 : IN_CONTEXT[kind]);
  const others = MESSAGE_KINDS.filter((kind) => kind !== 'answer').map((kind) => [kind, left(kind)] as const);
  const answer = 1 - others.reduce((sum, [, weight]) => sum + weight, 0);
  return { ...alone, ...Object.fromEntries(others), answer };
}
