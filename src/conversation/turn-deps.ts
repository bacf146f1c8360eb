import type { DangerScale, Hear } from '../domain/cases/index.js';
import type { Knowledge, Source } from '../domain/knowledge/index.js';
import type { Phrases } from '../domain/language/index.js';
import type { ComplaintCues, ReadKind, RedFlags } from '../domain/triage/index.js';
import type { Locale, Say } from './types.js';

/** Something that can be chosen by name: a theme of tips, a township. */
export interface Named {
  readonly id: string;
  readonly name: Readonly<Record<Locale, string>>;
  /** Other words by which people call it. */
  readonly words: readonly string[];
}

/** What a turn may look at. Nothing here reads a clock, a network or a disk. */
export interface TurnDeps {
  readonly say: Say;
  readonly knowledge: Knowledge;
  readonly redFlags: RedFlags;
  readonly complaintCues: ComplaintCues;
  readonly phrases: Phrases;
  /** What kind of message a text is, by its words alone. */
  readonly readKind: ReadKind;
  /** Topics by shelf, for browsing by buttons. */
  readonly shelves: Readonly<Record<string, readonly string[]>>;
  readonly topicTitle: (topic: string, locale: string) => string;
  readonly cite: (source: Source, locale: string) => string;
  /** Themes of tips, in the order in which they are offered. */
  readonly themes: readonly Named[];
  readonly townships: readonly Named[];
  /** The danger assessment, as it is asked of her. */
  readonly danger: DangerScale;
  /** What a report that is being filled in tells already. */
  readonly hear: Hear;
  /** A random token for a new form. */
  readonly token: () => string;
}
