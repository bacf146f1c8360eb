import type { FeedbackWord } from '../../domain/language/index.js';
import type { Button, Effect, GivenAnswer, Session, Setting, TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { asManyAsFit } from './answer.js';
import { choicesBeside, offerKeeping } from './feedback-choices.js';
import { answerOf, closeAnswer, isJudged, rememberJudged } from './feedback-memory.js';
import { personLines } from './person.js';
import { said } from './said.js';

/**
 * Asks under an answer whether it helped. Not inside a form, whose own question waits, and not where others read along. After anything
 * else of substance plain words such as "没用" mean no answer any more.
 */
export function askWhetherItHelped({ say }: TurnDeps, result: TurnResult, { place }: Setting): TurnResult {
  const { session, kind, replies } = result;
  const given = kind === 'answer' ? session.feedback?.answers[0] : undefined;
  const [answer, ...others] = replies;
  if (!given || !answer || session.flow || place === 'group') {
    const goesOn = kind === 'smalltalk' && !session.flow;
    return goesOn ? result : { ...result, session: closeAnswer(session) };
  }
  const asked = {
    ...answer,
    text: asManyAsFit([answer.text, say(given.locale, 'bot:feedback.ask')]),
    buttons: [...(answer.buttons ?? []), ...judgements(say, given)],
  };
  return { ...result, replies: [asked, ...others] };
}

/** The three stand beside each other where a channel has rows: they are short. */
function judgements(say: TurnDeps['say'], { mark, entry, locale }: GivenAnswer): Button[] {
  const label = (word: FeedbackWord) => say(locale, `bot:feedback.${word}.button`);
  return [
    { label: label('yes'), value: `yes:${mark}:${entry}` },
    { label: label('no'), value: `no:${mark}:${entry}`, beside: true },
    { label: label('person'), value: `person:${mark}:${entry}`, beside: true },
  ];
}

/** A judgement by button: of the answer under which it stood, however old. Null when that answer is unknown. */
export function pressFeedback(
  deps: TurnDeps,
  session: Session,
  word: FeedbackWord,
  [mark, entry]: readonly [mark: string, entry: string],
  setting: Setting,
): TurnResult | null {
  const { locale } = session;
  const given = answerOf(session, mark) ?? { mark, entry, locale };
  return deps.knowledge.entry(given.entry, given.locale) ? judge(deps, session, word, given, setting) : null;
}

/** A judgement in plain words right after an answer ("没用", "that helped"); null for anything else. */
export function hearFeedback(
  deps: TurnDeps,
  session: Session,
  text: string,
  setting: Setting,
): TurnResult | null {
  const given = answerOf(session, session.feedback?.open);
  const word = given ? deps.phrases.feedback(text) : null;
  return given && word ? judge(deps, session, word, given, setting) : null;
}

/** Somebody is asked for right after an answer; null when it is about none. */
export function askForPerson(deps: TurnDeps, session: Session, setting: Setting): TurnResult | null {
  const given = session.flow ? undefined : answerOf(session, session.feedback?.open);
  return given ? nameSomebody(deps, session, given, setting) : null;
}

function judge(
  deps: TurnDeps,
  session: Session,
  word: FeedbackWord,
  given: GivenAnswer,
  setting: Setting,
): TurnResult {
  switch (word) {
    case 'yes':
      return thank(deps, session, given);
    case 'no':
      return sayHowElse(deps, session, given);
    case 'person':
      return nameSomebody(deps, session, given, setting);
  }
}

/** Counts a judgement, unless she has given one of this answer before. */
function count(session: Session, { mark, entry, locale }: GivenAnswer, helpful: boolean): Effect[] {
  return isJudged(session, mark) ? [] : [{ type: 'count_answer', entry, locale, helpful }];
}

function thank({ say }: TurnDeps, session: Session, given: GivenAnswer): TurnResult {
  const effects = count(session, given, true);
  const key = effects.length > 0 ? 'bot:feedback.yes.thanks' : 'bot:feedback.noted';
  return said(rememberJudged(session, given.mark), { text: say(given.locale, key) }, effects);
}

function sayHowElse(deps: TurnDeps, session: Session, given: GivenAnswer): TurnResult {
  const { say } = deps;
  const effects = count(session, given, false);
  const judged = rememberJudged(session, given.mark);
  const { session: next, buttons } = offerKeeping(deps, judged, given, 'unhelpful');
  const lines = [
    ...(effects.length > 0 ? [] : [say(given.locale, 'bot:feedback.noted')]),
    say(given.locale, 'bot:feedback.no.text'),
  ];
  return said(
    next,
    { text: lines.join('\n'), buttons: [...choicesBeside(deps, session, given), ...buttons] },
    effects,
  );
}

/** From this age on a child may ask for help itself. */
const OLD_ENOUGH = new Set(['6-12', '12-15', '15-18']);

function nameSomebody(deps: TurnDeps, session: Session, given: GivenAnswer, setting: Setting): TurnResult {
  const { say, knowledge } = deps;
  const { session: next, buttons } = offerKeeping(deps, session, given, 'person');
  const bands = knowledge.entry(given.entry, given.locale)?.bands ?? [];
  const lines = [
    ...personLines(deps, given.locale, setting),
    ...(bands.some((band) => OLD_ENOUGH.has(band)) ? [say(given.locale, 'safety:minor')] : []),
    ...(buttons.length > 0 ? [say(given.locale, 'bot:feedback.person.leave')] : []),
  ];
  return said(next, { text: lines.join('\n'), buttons });
}
