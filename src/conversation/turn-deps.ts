import type { Knowledge, Source } from '../domain/knowledge/index.js';
import type { Phrases } from '../domain/language/index.js';
import type { ComplaintCues, RedFlags } from '../domain/triage/index.js';
import type { Say } from './types.js';

/** What a turn may look at. Nothing here reads a clock, a network or a disk. */
export interface TurnDeps {
  readonly say: Say;
  readonly knowledge: Knowledge;
  readonly redFlags: RedFlags;
  readonly complaintCues: ComplaintCues;
  readonly phrases: Phrases;
  /** Topics by shelf, for browsing by buttons. */
  readonly shelves: Readonly<Record<string, readonly string[]>>;
  readonly topicTitle: (topic: string, locale: string) => string;
  readonly cite: (source: Source, locale: string) => string;
}
