import type { Locale, Reply } from '../../../conversation/types.js';
import type { KnowledgeDesk, KnowledgeEntry, Source } from '../../../domain/knowledge/index.js';

/** Something that can be chosen. */
export interface Option {
  readonly id: string;
  readonly title: string;
}

export interface KnowledgeDeps {
  readonly desk: KnowledgeDesk;
  /** Topics in a language's words. */
  readonly topics: (locale: Locale) => readonly Option[];
  /** Laws that can be cited; the id is the Chinese name. */
  readonly laws: (locale: Locale) => readonly Option[];
  /** Groups of entries that answer one question for different ages, by the titles of their entries. */
  readonly groups: (locale: string) => readonly Option[];
  /** What the bot says when it answers with an entry. */
  readonly replyOf: (entry: KnowledgeEntry) => readonly Reply[];
  /** How a source is written under an answer. */
  readonly cite: (source: Source, locale: string) => string;
  /** The day in Shanghai, `YYYY-MM-DD`. */
  readonly today: () => string;
}
