import { languageOf, normalise } from '../../domain/language/index.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Session } from '../types.js';
import { gather } from './gather.js';
import { leaningOf } from './leaning.js';
import { MESSAGE_KINDS, type MessageKind } from './signs.js';
import { type Weighed, weigh } from './weigh.js';

/** From here on words need the question before to be understood. */
export const READ_TOGETHER = 0.5;
/** What is left of a kind in words that lean on a question before: they say little themselves, and yet are mostly about the same thing. */
const IN_CONTEXT: Readonly<Record<MessageKind, number>> = {
  answer: 1,
  crisis: 0.5,
  clarify: 0,
  out_of_scope: 0.05,
  smalltalk: 0,
  complaint: 0.2,
};

/** How much a message leans on what was spoken of before, in [0, 1]. */
export const leanOf = ({ last }: Session, text: string): number =>
  last ? leaningOf(normalise(text), last.entry === undefined) : 0;

/** How likely a message is of each kind, in its talk. */
export function weighMessage(deps: TurnDeps, session: Session, text: string): Weighed {
  const locale = languageOf(normalise(text)) ?? session.locale;
  const evidence = gather(deps, text, { locale, bands: session.bands });
  const { danger, wrongTold, foreign, smalltalk } = evidence.rules;
  const alone = weigh(evidence);
  if (leanOf(session, text) < READ_TOGETHER) {
    return alone;
  }
  const met: Partial<Record<MessageKind, boolean>> = {
    crisis: danger,
    complaint: wrongTold,
    out_of_scope: foreign,
    smalltalk,
  };
  const left = (kind: MessageKind) => alone[kind] * (met[kind] ? 1 : IN_CONTEXT[kind]);
  const sum = MESSAGE_KINDS.reduce((total, kind) => total + left(kind), 0);
  return Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, left(kind) / sum])) as Record<
    MessageKind,
    number
  >;
}
