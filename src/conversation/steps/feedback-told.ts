import { languageOf, LONGEST_MESSAGE, normalise } from '../../domain/language/index.js';
import type { Session, TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { giveAnswer } from './answer.js';
import { soundsLikeQuestion } from './aside.js';
import { choicesBeside, offerKeeping } from './feedback-choices.js';
import { answerOf } from './feedback-memory.js';
import { said } from './said.js';

/**
 * What was wrong with an answer, in a sentence, after she was asked for it: together with the question it may lead to another entry;
 * else both can be left for staff. Null for a message that stands by itself. `before`: the talk with what was offered last.
 */
export function hearWhatWasWrong(
  deps: TurnDeps,
  session: Session,
  before: Session,
  text: string,
): TurnResult | null {
  const about = before.pending?.kind === 'keep_question' ? before.pending.about : undefined;
  const given = answerOf(before, about?.reason === 'unhelpful' ? about.mark : undefined);
  if (!given || before.pending?.kind !== 'keep_question' || standsAlone(deps, session, text)) {
    return null;
  }
  const question = together(before.pending.question, text);
  const { locale } = given;
  const decision = deps.knowledge.decide(question, { locale, bands: session.bands });
  if (decision.kind === 'answer' && decision.entry.id !== given.entry) {
    const { entry, confidence, also } = decision;
    return giveAnswer(deps, session, entry, { question, score: confidence, also });
  }
  if (soundsLikeQuestion(text)) {
    return null;
  }
  const { session: next, buttons } = offerKeeping(deps, session, { ...given, question }, 'unhelpful');
  return said(next, {
    text: deps.say(locale, 'bot:feedback.no.told'),
    buttons: [...choicesBeside(deps, session, { ...given, question }), ...buttons],
  });
}

/** A question that is known by itself, one for others, or a courtesy. */
function standsAlone({ knowledge, phrases }: TurnDeps, session: Session, text: string): boolean {
  const options = { locale: languageOf(normalise(text)) ?? session.locale, bands: session.bands };
  return (
    phrases.outOfScope(text) !== null || phrases.courtesy(text) !== null || knowledge.isKnown(text, options)
  );
}

/** Both in one, as long as is looked at; what she says now is the last to go. */
function together(question: string, text: string): string {
  const told = [...text].slice(0, LONGEST_MESSAGE);
  return [...[...question].slice(0, LONGEST_MESSAGE - told.length), '\n', ...told].join('');
}
