import { languageOf, normalise } from '../../domain/language/index.js';
import type { TurnDeps } from '../turn-deps.js';
import type { Session, TurnResult } from '../types.js';
import { giveAnswer } from './answer.js';

/** How a question sounds, with or without its sign. */
const ASKS =
  /[?？]|吗|呢$|怎么|咋|如何|什么|啥|多少|几(?:点|岁|天|个|次)|哪|能不能|可不可以|是不是|要不要|为什么|\b(?:what|how|when|where|why|who|which|can|could|does|do|is|are|should|will)\b/u;

export const soundsLikeQuestion = (text: string): boolean => ASKS.test(normalise(text));

/** The answer to a real question that is known, asked in the middle of something else; null for anything else. */
export function aside(deps: TurnDeps, session: Session, text: string): TurnResult | null {
  if (!soundsLikeQuestion(text)) {
    return null;
  }
  const options = { locale: languageOf(normalise(text)) ?? session.locale, bands: session.bands };
  const decision = deps.knowledge.isKnown(text, options) ? deps.knowledge.decide(text, options) : null;
  return decision?.kind === 'answer'
    ? giveAnswer(deps, session, decision.entry, { question: text, score: decision.confidence })
    : null;
}
