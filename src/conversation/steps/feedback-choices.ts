import type { KnowledgeEntry } from '../../domain/knowledge/index.js';
import type { Button, GivenAnswer, KeptReason, Session } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { asButton } from './answer.js';
import { markOf } from './mark.js';

/** Other answers that are offered instead of one that did not help. */
const MOST_OTHERS = 3;

/** What else her question may have meant, and how to ask again. */
export function choicesBeside(deps: TurnDeps, session: Session, given: GivenAnswer): Button[] {
  return [
    ...nearestOthers(deps, session, given).map(asButton),
    { label: deps.say(given.locale, 'bot:feedback.no.again'), value: 'ask' },
  ];
}

/** The entries that stood next to the one given, one of each group. */
function nearestOthers({ knowledge }: TurnDeps, session: Session, given: GivenAnswer): KnowledgeEntry[] {
  const { locale } = given;
  const entry = knowledge.entry(given.entry, locale);
  const question = given.question ?? entry?.title ?? '';
  const seen = new Set([entry?.group ?? given.entry]);
  return knowledge
    .explain(question, { locale, bands: session.bands })
    .filter(({ entry: { id, group }, features }) => {
      const name = group ?? id;
      return features.best > 0 && !seen.has(name) && seen.add(name);
    })
    .slice(0, MOST_OTHERS)
    .map((candidate) => candidate.entry);
}

/** The offer to leave the question for staff, once; none when her words are not known any more. */
export function offerKeeping(
  { say }: TurnDeps,
  session: Session,
  { mark, entry, locale, question, kept }: GivenAnswer,
  reason: KeptReason,
): { readonly session: Session; readonly buttons: readonly Button[] } {
  if (question === undefined || kept) {
    return { session, buttons: [] };
  }
  return {
    session: {
      ...session,
      pending: { kind: 'keep_question', question, about: { reason, entry, mark } },
    },
    buttons: [{ label: say(locale, 'bot:feedback.keep'), value: `keep:${markOf(question)}` }],
  };
}
