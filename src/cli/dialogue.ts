import { createTurn, type Turn } from '../conversation/turn.js';
import { LOCALES } from '../conversation/types.js';
import { createCite, createKnowledge, type Knowledge } from '../domain/knowledge/index.js';
import { createLexicon, createPhrases } from '../domain/language/index.js';
import { createComplaintCues, createRedFlags } from '../domain/triage/index.js';
import { type Edition, readEdition } from '../infra/edition.js';
import { createSay, type Say } from '../infra/i18n.js';

export interface Dialogue {
  readonly turn: Turn;
  readonly knowledge: Knowledge;
  readonly edition: Edition;
  readonly say: Say;
}

/** The whole dialogue from a `locales` folder alone: no database, no network. */
export function createDialogue(localesFolder: string): Dialogue {
  const edition = readEdition(localesFolder);
  const say = createSay(localesFolder, LOCALES);
  const lexicon = createLexicon(edition.lexicon);
  const knowledge = createKnowledge(edition.entries, lexicon);
  const titles = new Map([...edition.topics].flatMap(([locale, topics]) => topics.map((topic) => [`${locale}|${topic.id}`, topic.title] as const)));
  const turn = createTurn({
    say,
    knowledge,
    redFlags: createRedFlags(edition.redFlags, lexicon),
    complaintCues: createComplaintCues(edition.complaintCues, lexicon),
    phrases: createPhrases(edition.talkPhrases, edition.outOfScope, lexicon),
    shelves: edition.shelves,
    topicTitle: (topic, locale) => titles.get(`${locale}|${topic}`) ?? titles.get(`zh-CN|${topic}`) ?? topic,
    cite: createCite(edition.laws, say),
  });
  return { turn, knowledge, edition, say };
}
