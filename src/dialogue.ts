import { createTurn, type Turn } from './conversation/turn.js';
import { LOCALES } from './conversation/types.js';
import {
  createCite,
  createKnowledge,
  type Knowledge,
  type KnowledgeEntry,
} from './domain/knowledge/index.js';
import { createLexicon, createPhrases } from './domain/language/index.js';
import { createComplaintCues, createReader, createRedFlags } from './domain/triage/index.js';
import { type Edition, readEdition } from './infra/edition.js';
import { createSay, type Say } from './infra/i18n.js';

export interface Dialogue {
  readonly turn: Turn;
  readonly knowledge: Knowledge;
  readonly cite: ReturnType<typeof createCite>;
  readonly topicTitle: (topic: string, locale: string) => string;
}

/** The dialogue over an edition; answers come from `entries`, which are the edition's own or those of the database. */
export function createDialogue(
  edition: Edition,
  say: Say,
  entries: readonly KnowledgeEntry[] = edition.entries,
): Dialogue {
  const lexicon = createLexicon(edition.lexicon);
  const knowledge = createKnowledge(entries, lexicon);
  const reader = createReader(edition.redFlags, lexicon);
  const cite = createCite(edition.laws, say);
  const titles = new Map(
    [...edition.topics].flatMap(([locale, topics]) =>
      topics.map((topic) => [`${locale}|${topic.id}`, topic.title] as const),
    ),
  );
  const topicTitle = (topic: string, locale: string) =>
    titles.get(`${locale}|${topic}`) ?? titles.get(`zh-CN|${topic}`) ?? topic;
  const turn = createTurn({
    say,
    knowledge,
    redFlags: createRedFlags(edition.redFlags, lexicon, reader),
    complaintCues: createComplaintCues(edition.complaintCues, lexicon, reader),
    phrases: createPhrases(edition.talkPhrases, edition.outOfScope, lexicon),
    shelves: edition.shelves,
    topicTitle,
    cite,
  });
  return { turn, knowledge, cite, topicTitle };
}

/** The dialogue from a `locales` folder alone: no database, no network. */
export function readDialogue(
  localesFolder: string,
): Dialogue & { readonly edition: Edition; readonly say: Say } {
  const edition = readEdition(localesFolder);
  const say = createSay(localesFolder, LOCALES);
  return { ...createDialogue(edition, say), edition, say };
}
