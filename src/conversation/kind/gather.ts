import { normalise } from '../../domain/language/index.js';
import type { AskOptions } from '../../domain/knowledge/index.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Evidence } from './signs.js';

/** What a gathering of evidence looks at. */
export type EvidenceDeps = Pick<
  TurnDeps,
  'knowledge' | 'redFlags' | 'complaintCues' | 'phrases' | 'readKind'
>;

/** A question by its sign or its words, in Chinese or English. */
const ASKS = /[?？]|吗|呢$|怎么|咋|如何|什么|啥|多少|哪|能不能|是不是|要不要|为什么/u;

/** Gathers what is known of a message. */
export function gather(
  { knowledge, redFlags, complaintCues, phrases, readKind }: EvidenceDeps,
  text: string,
  options: AskOptions,
): Evidence {
  const plain = normalise(text);
  return {
    likely: readKind(text),
    rules: {
      danger: redFlags.rules(text).length > 0,
      wrongTold: complaintCues.rule(text) !== null,
      wrong: complaintCues.match(text).length > 0,
      foreign: phrases.outOfScope(text) !== null,
      smalltalk: phrases.smalltalk(text) !== null,
      courtesy: phrases.courtesy(text) !== null,
    },
    standing: knowledge.standing(text, options),
    length: [...plain].length,
    asks: ASKS.test(plain),
  };
}
