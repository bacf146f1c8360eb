import {
  type AgeBand,
  bandOfYears,
  bandsOf,
  languageOf,
  normalise,
  WEAK_REASONS,
} from '../../domain/language/index.js';
import type { KnowledgeEntry } from '../../domain/knowledge/index.js';
import type { Session, TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { asButton, giveAnswer } from './answer.js';
import { markOf } from './mark.js';
import { said } from './said.js';

/** "那初中呢？", "老二呢", "what about teenagers": a short message that leans on the question before. */
const LEANING =
  /^(那|那么|那如果|如果|要是|要|and|what about|how about|then)?.{0,14}(呢|的话|又怎么办|也一样吗|也是吗|怎么说)[?？]?$|^(那|and |what about|how about)/u;
const LONGEST_FOLLOW_UP = 18;

/** Answers a question, asks back with choices, or says honestly that there is no answer and who can help. */
export function answerQuestion(deps: TurnDeps, session: Session, text: string): TurnResult {
  const { knowledge, phrases } = deps;
  const followed = followUp(deps, session, text);
  if (followed) {
    return followed;
  }
  // an answer in the language of the question helps more than one in the language of the menu
  const options = { locale: languageOf(normalise(text)) ?? session.locale, bands: session.bands };
  const reason = phrases.outOfScope(text);
  if (reason && !(WEAK_REASONS.has(reason) && knowledge.isKnown(text, options))) {
    return decline(deps, session, reason);
  }
  const decision = knowledge.decide(text, options);
  const courtesy = decision.kind === 'answer' ? null : phrases.courtesy(text);
  if (courtesy) {
    return said(session, { text: deps.say(session.locale, `bot:smalltalk.${courtesy}`) });
  }
  switch (decision.kind) {
    case 'answer':
      return giveAnswer(deps, remember(session, text), decision.entry, {
        question: text,
        score: decision.confidence,
        also: decision.also,
      });
    case 'clarify':
      return askBack(deps, remember(session, text), text, decision.choices);
    case 'none':
      return decline(deps, session, 'no_answer', text);
  }
}

function followUp(deps: TurnDeps, session: Session, text: string): TurnResult | null {
  const plain = normalise(text);
  if (!session.last || [...plain].length > LONGEST_FOLLOW_UP || !LEANING.test(plain)) {
    return null;
  }
  const bands = bandsOf(plain).length > 0 ? bandsOf(plain) : bandOfBareNumber(plain);
  const last = session.last.entry && deps.knowledge.entry(session.last.entry, session.locale);
  const sibling = last && bands.length > 0 ? deps.knowledge.sibling(last, bands) : undefined;
  if (sibling) {
    return giveAnswer(deps, remember(session, text), sibling, { question: session.last.question, score: 1 });
  }
  const question = `${session.last.question} ${text}`;
  const decision = deps.knowledge.decide(question, {
    locale: session.locale,
    bands: bands.length > 0 ? bands : session.bands,
  });
  return decision.kind === 'answer'
    ? giveAnswer(deps, remember(session, text), decision.entry, {
        question: session.last.question,
        score: decision.confidence,
        also: decision.also,
      })
    : null;
}

function remember(session: Session, text: string): Session {
  const named = bandsOf(normalise(text));
  return named.length > 0 ? { ...session, bands: named.slice(0, 2) } : session;
}

function askBack(
  { say, shelves }: TurnDeps,
  session: Session,
  text: string,
  choices: readonly KnowledgeEntry[],
): TurnResult {
  const { locale } = session;
  const buttons =
    choices.length >= 2
      ? choices.map(asButton)
      : Object.keys(shelves)
          .slice(0, 4)
          .map((shelf) => ({ label: say(locale, `bot:topics.shelf.${shelf}`), value: `shelf:${shelf}` }));
  return {
    kind: 'clarify',
    session: { ...session, greeted: true, last: { question: text } },
    replies: [
      { text: say(locale, choices.length >= 2 ? 'bot:clarify.choose' : 'bot:clarify.more'), buttons },
    ],
    effects: [],
  };
}

function decline({ say }: TurnDeps, session: Session, reason: string, question?: string): TurnResult {
  const { locale } = session;
  return {
    kind: 'out_of_scope',
    session: {
      ...session,
      greeted: true,
      ...(question ? { pending: { kind: 'keep_question' as const, question } } : {}),
    },
    replies: [
      {
        text: say(locale, `bot:out_of_scope.${reason}`),
        buttons: [
          ...(question
            ? [{ label: say(locale, 'bot:keep_question.offer'), value: `keep:${markOf(question)}` }]
            : []),
          { label: say(locale, 'bot:menu.topics'), value: 'topics' },
          { label: say(locale, 'bot:menu.numbers'), value: 'numbers' },
        ],
      },
    ],
    effects: [],
  };
}

/** "And at 14?": in a follow-up a number alone is an age. */
function bandOfBareNumber(plain: string): AgeBand[] {
  const years = Number(/(?<!\d)(\d{1,2})(?!\d)/.exec(plain)?.[1] ?? 0);
  return years >= 1 && years <= 18 ? [bandOfYears(years)] : [];
}
