import {
  type AgeBand,
  bandOfYears,
  bandsOf,
  languageOf,
  normalise,
  type OutOfScopeReason,
} from '../../domain/language/index.js';
import {
  type AskOptions,
  type KnowledgeEntry,
  LEAST_SCORE,
  type Standing,
} from '../../domain/knowledge/index.js';
import { HERE, type Session, type Setting, type TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { asButton, giveAnswer } from './answer.js';
import { leanOf, weighMessage } from '../kind/kind-of.js';
import { mayBeDanger } from '../kind/danger.js';
import { RULES } from './complaint.js';
import { leads, type Weighed } from '../kind/weigh.js';
import { markOf } from './mark.js';

/** From here on the question before stays the one that is spoken of. */
const LEANS = 0.8;
/** From here on a question about rights may be asked by somebody who was wronged. */
const MAY_BE_WRONGED = 0.03;

/** Answers a question, asks back with choices, or says honestly that there is no answer and who can help. */
export function answerQuestion(
  deps: TurnDeps,
  session: Session,
  text: string,
  kinds: Weighed = weighMessage(deps, session, text),
  setting: Setting = HERE,
): TurnResult {
  const { knowledge, phrases } = deps;
  const sibling = forAnotherAge(deps, session, text);
  if (sibling) {
    return sibling;
  }
  const options = optionsFor(deps, session, text);
  if (isForOthers(kinds)) {
    const reason = phrases.outOfScope(text);
    return reason ? decline(deps, session, reason) : decline(deps, session, 'other', text);
  }
  const standing = knowledge.standing(text, options);
  if (needsMore(kinds) ? !isJustAsked(standing) : isTorn(standing, options)) {
    return askBack(deps, remember(session, text), text, knowledge.choices(text, options));
  }
  const decision = knowledge.decide(text, options);
  switch (decision.kind) {
    case 'answer':
      return giveAnswer(deps, remember(session, text), decision.entry, {
        question: options.before && options.before.lean >= LEANS ? options.before.question : text,
        score: decision.confidence,
        also: decision.also,
        isCareful: mayBeDanger(kinds),
        ...(RULES.has(decision.entry.topic) && kinds.complaint > MAY_BE_WRONGED && { offersHelp: setting }),
      });
    case 'none':
      return decline(deps, session, 'no_answer', text);
  }
}

/** A question that is one of an entry's own phrasings and of no other's is answered, however short it is. */
const JUST_ASKED = { best: 0.9, share: 0.8 };
const isJustAsked = ({ best, share }: Standing) => best >= JUST_ASKED.best && share >= JUST_ASKED.share;

/** Between many entries that fit alike and none of them well, she chooses, unless the talk before tells. */
const TORN = { best: 0.28, share: 0.2 };
const isTorn = ({ best, share, score }: Standing, { before }: AskOptions) =>
  best < TORN.best && share < TORN.share && score >= LEAST_SCORE && (before?.lean ?? 0) < LEANS;

const isForOthers = (kinds: Weighed) => leads({ ...kinds, crisis: 0, complaint: 0 }, 'out_of_scope');
const needsMore = (kinds: Weighed) =>
  leads({ ...kinds, crisis: 0, complaint: 0, smalltalk: 0, out_of_scope: 0 }, 'clarify');

/** How to look for an answer: in the language of the words, in the light of what was spoken of before. */
function optionsFor({ knowledge }: TurnDeps, session: Session, text: string): AskOptions {
  const { locale, bands, last } = session;
  const plain = normalise(text);
  const lean = leanOf(session, text);
  const named = lean > 0 ? bandsInTalk(plain) : [];
  return {
    // an answer in the language of the question helps more than one in the language of the menu
    locale: languageOf(plain) ?? locale,
    bands: named.length > 0 ? named : bands,
    ...(last &&
      lean > 0 && {
        before: {
          question: last.question,
          entry: last.entry === undefined ? undefined : knowledge.entry(last.entry, locale),
          lean,
        },
      }),
  };
}

const bandsInTalk = (plain: string) => (bandsOf(plain).length > 0 ? bandsOf(plain) : bandOfBareNumber(plain));

/** "那初中呢？": the answer of the same group for the age that is named now. */
function forAnotherAge(deps: TurnDeps, session: Session, text: string): TurnResult | null {
  const plain = normalise(text);
  const { last } = session;
  const entry = last?.entry && deps.knowledge.entry(last.entry, session.locale);
  const bands = bandsInTalk(plain);
  if (!last || !entry || bands.length === 0 || leanOf(session, text) < 1) {
    return null;
  }
  const sibling = deps.knowledge.sibling(entry, bands);
  return (
    (sibling && giveAnswer(deps, remember(session, text), sibling, { question: last.question, score: 1 })) ??
    null
  );
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

function decline(
  { say }: TurnDeps,
  session: Session,
  reason: OutOfScopeReason,
  question?: string,
): TurnResult {
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
