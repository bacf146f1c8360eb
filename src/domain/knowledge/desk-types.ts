import type { DraftContent, DraftOf } from './draft.js';
import type { Shortcoming } from './draft-shortcomings.js';
import type { EntryName, PublishedEntry } from './knowledge-store.js';
import type { KnowledgeEntry } from './schema.js';

/** Which entries a list shows: all, or those that need something. `due`: to be checked again within 30 days. */
export const LISTED = ['all', 'edited', 'conflict', 'due', 'withdrawn', 'draft'] as const;
export type Listed = (typeof LISTED)[number];

export interface EntryQuery {
  /** Words that all have to stand in title, phrasings or answer. */
  readonly words: string;
  /** A topic's id; empty for all. */
  readonly topic: string;
  /** A language; empty for all. */
  readonly locale: string;
  readonly listed: Listed;
  /** From 1. */
  readonly page: number;
}

export interface ListedEntry extends EntryName {
  readonly title: string;
  readonly topic: string;
  readonly edited: boolean;
  readonly conflict: boolean;
  readonly withdrawn: boolean;
  /** `YYYY-MM-DD`. */
  readonly reviewBy: string;
  readonly isDue: boolean;
  /** Id of the draft that somebody works on. */
  readonly draftId: string | null;
  /** How often it helped and did not in the last 90 days. */
  readonly helpful: number;
  readonly unhelpful: number;
}

/** A draft of something that is not published yet. */
export interface ListedDraft {
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export interface EntryList {
  readonly rows: readonly ListedEntry[];
  readonly total: number;
  /** On the first page of `all` and `draft` without a search: entries that are only drafts so far. */
  readonly drafts: readonly ListedDraft[];
}

/** What stood in an entry from a moment on, and what stood before. */
export interface ShownVersion {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  /** Null when it was withdrawn then. */
  readonly entry: KnowledgeEntry | null;
  /** Null when nothing stood there before, or is known of. */
  readonly before: KnowledgeEntry | null;
}

/** An entry with all that is known of it. */
export interface EntryFile {
  readonly published: PublishedEntry;
  /** As people read it, with the figures of today; null when what is kept is no valid entry. */
  readonly shown: KnowledgeEntry | null;
  /** The shipped edition's entry of this name; null for one of our own. */
  readonly shipped: KnowledgeEntry | null;
  /** The newest first. */
  readonly versions: readonly ShownVersion[];
  readonly draftId: string | null;
  readonly isDue: boolean;
  readonly helpful: number;
  readonly unhelpful: number;
  /** Other languages in which the entry exists. */
  readonly languages: readonly string[];
}

/** A draft as staff see it. */
export interface DraftFile extends DraftOf {
  readonly id: string;
  readonly content: DraftContent;
  /** When it was last saved: a later save or publication has to name it. */
  readonly seen: string;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  /** Whether its words come from a question that somebody asked. */
  readonly isFromQuestion: boolean;
  readonly shortcomings: readonly Shortcoming[];
  /** What stands published under this name now; null when nothing does. */
  readonly published: PublishedEntry | null;
  /** Names what stands published now: to publish over it, this has to be named. */
  readonly standing: string;
  /** True when that is no longer what the work began from. */
  readonly isStale: boolean;
}

/** Which entry a sentence would find. */
export interface Tried {
  readonly sentence: string;
  /** What the bot would do: answer, offer choices, or say that there is no answer. */
  readonly outcome: 'answer' | 'clarify' | 'none';
  /** The first three, best first, with their standing: only differences mean something. */
  readonly found: ReadonlyArray<{
    readonly id: string;
    readonly title: string;
    readonly score: number;
    readonly isThis: boolean;
  }>;
}

/** A phrasing that leads elsewhere than one would expect. */
export interface Misled {
  readonly sentence: string;
  /** The entry that it leads to, or led to before. */
  readonly other: { readonly id: string; readonly title: string };
}

/** What a draft would do among the other entries. */
export interface DraftTrial {
  readonly file: DraftFile;
  /** The entry that it would become, with the figures of today. */
  readonly entry: KnowledgeEntry;
  /** Phrasings of its own that would find another entry. */
  readonly lost: readonly Misled[];
  /** Phrasings of other entries that would find this one instead; `more` of them are not listed. */
  readonly taken: readonly Misled[];
  readonly more: number;
  readonly tried: readonly Tried[];
}

export interface NewDraftInput {
  readonly locale: string;
  readonly content: DraftContent;
  /** Of the form: the same again leads to the same draft. */
  readonly submission: string;
}

/**
 * The knowledge base as staff keep it. Ids are those of accounts whose rights have been checked. Every change, and every look at a draft,
 * has its audit row when a call resolves. Throws `not_found` (404) for an unknown draft or entry.
 */
export interface KnowledgeDesk {
  /** A draft from a kept question: the question is its first phrasing, the answer its answer. The same question again leads to the same draft. */
  startDraft(
    staffId: string,
    from: {
      readonly locale: string;
      readonly question: string;
      readonly answer?: string;
      readonly gapId?: string;
    },
  ): Promise<string>;
  list(staffId: string, query: EntryQuery): Promise<EntryList>;
  /** Null for an entry that never was. */
  open(name: EntryName): Promise<EntryFile | null>;
  newDraft(staffId: string, input: NewDraftInput): Promise<string>;
  /** The draft of an entry: the one that there is, or a new one that changes nothing yet. */
  edit(staffId: string, name: EntryName): Promise<string>;
  /** Null for an unknown id. */
  draft(staffId: string, id: string): Promise<DraftFile | null>;
  /** Throws `draft_changed` (409) when somebody saved after `seen`. The same words of the same person again change nothing. */
  save(staffId: string, id: string, content: DraftContent, seen: string): Promise<void>;
  discard(staffId: string, id: string): Promise<EntryName>;
  /** What it would do among the others, and which entry each sentence would find. Nothing of the sentences is kept. */
  tryOut(staffId: string, id: string, sentences: readonly string[]): Promise<DraftTrial>;
  /**
   * Publishes it; every process shows it at once. `over` names what it may replace besides what the work began from. Throws
   * `draft_changed` (409) when somebody saved after `seen`, `entry_changed` (409) when something else stands published by now,
   * `entry_incomplete` (400).
   */
  publish(
    staffId: string,
    id: string,
    terms: { readonly seen: string; readonly over?: string },
  ): Promise<EntryName>;
  /** Takes the entry out: people neither find nor see it. A second time changes nothing. */
  withdraw(staffId: string, name: EntryName): Promise<void>;
  bringBack(staffId: string, name: EntryName): Promise<void>;
  /** Ends a conflict with the shipped edition: keeps ours, or takes theirs. */
  settle(staffId: string, name: EntryName, choice: 'ours' | 'theirs'): Promise<void>;
}
