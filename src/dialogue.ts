import { randomBytes } from 'node:crypto';
import { giveAnswer } from './conversation/steps/answer.js';
import { createTurn, type Turn } from './conversation/turn.js';
import type { EvidenceDeps } from './conversation/kind/gather.js';
import { LOCALES, newSession, type Reply } from './conversation/types.js';
import { createDangerScale, createHear } from './domain/cases/index.js';
import {
  createCite,
  createLiveKnowledge,
  type KnowledgeEntry,
  type LiveKnowledge,
} from './domain/knowledge/index.js';
import { createLexicon, createPhrases } from './domain/language/index.js';
import {
  createComplaintCues,
  createReader,
  createReadKind,
  createRedFlags,
  createTriage,
  type Triage,
} from './domain/triage/index.js';
import type { Named, TurnDeps } from './conversation/turn-deps.js';
import { type Edition, readEdition } from './infra/edition.js';
import { holdFigures } from './infra/figures.js';
import { createSay, type Say } from './infra/i18n.js';
import { readTipsEdition, type TipsEdition } from './infra/tips-edition.js';
import { readTownships, type Township } from './infra/townships.js';

export interface Dialogue {
  readonly turn: Turn;
  /** What a message is and how pressing, read by the same rules and model as the talk. */
  readonly triage: (text: string) => Triage;
  /** What is answered from; other entries can be put in its place. */
  readonly knowledge: LiveKnowledge;
  /** What the bot says when it answers with an entry. */
  readonly replyOf: (entry: KnowledgeEntry) => readonly Reply[];
  /** By what is told what a message is. */
  readonly evidence: EvidenceDeps;
  readonly cite: ReturnType<typeof createCite>;
  readonly topicTitle: (topic: string, locale: string) => string;
}

/** What can be chosen by name in a form. */
export interface Choices {
  readonly themes: TipsEdition['themes'];
  readonly townships: readonly Township[];
}

/** The dialogue over an edition; answers come from `entries`, which are the edition's own or those of the database. */
export function createDialogue(
  edition: Edition,
  choices: Choices,
  say: Say,
  entries: readonly KnowledgeEntry[] = edition.entries,
): Dialogue {
  const lexicon = createLexicon(edition.lexicon);
  const knowledge = createLiveKnowledge(entries, lexicon);
  const reader = createReader(edition.redFlags, edition.concepts, lexicon);
  const redFlags = createRedFlags(edition.redFlags, reader);
  const complaintCues = createComplaintCues(edition.complaintCues, lexicon, reader);
  const cite = createCite(edition.laws, say);
  const titles = new Map(
    [...edition.topics].flatMap(([locale, topics]) =>
      topics.map((topic) => [`${locale}|${topic.id}`, topic.title] as const),
    ),
  );
  const topicTitle = (topic: string, locale: string) =>
    titles.get(`${locale}|${topic}`) ?? titles.get(`zh-CN|${topic}`) ?? topic;
  const triage = createTriage(reader, redFlags, complaintCues);
  const deps: TurnDeps = {
    say,
    knowledge,
    redFlags,
    complaintCues,
    phrases: createPhrases(edition.talkPhrases, edition.outOfScope, lexicon),
    readKind: createReadKind(),
    shelves: edition.shelves,
    topicTitle,
    cite,
    themes: namedThemes(choices.themes),
    townships: choices.townships,
    danger: createDangerScale(edition.dangerScale),
    hear: createHear(triage),
    token: () => randomBytes(32).toString('base64url'),
  };
  const replyOf = (entry: KnowledgeEntry) =>
    giveAnswer(deps, newSession(entry.locale === 'en' ? 'en' : 'zh-CN', true), entry, {
      question: entry.title,
    }).replies;
  return { turn: createTurn(deps), triage, knowledge, evidence: deps, replyOf, cite, topicTitle };
}

/** The dialogue from a `locales` folder alone: no database, no network. */
export function readDialogue(
  localesFolder: string,
): Dialogue & { readonly edition: Edition; readonly say: Say } {
  const edition = readEdition(localesFolder);
  const say = createSay(localesFolder, LOCALES, holdFigures(edition.figures));
  const choices = {
    themes: readTipsEdition(localesFolder).themes,
    townships: readTownships(localesFolder).all,
  };
  return { ...createDialogue(edition, choices, say), edition, say };
}

/** Themes with their names in both languages; one without an English name keeps the Chinese. */
function namedThemes(themes: TipsEdition['themes']): Named[] {
  const english = new Map(themes.get('en')?.map(({ id, title }) => [id, title]));
  return (themes.get('zh-CN') ?? []).map(({ id, title }) => ({
    id,
    name: { 'zh-CN': title, en: english.get(id) ?? title },
    words: [],
  }));
}
