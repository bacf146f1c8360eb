import type { KnowledgeEntry } from './schema.js';

/** The parts of an entry that are compared, in the order in which people read them. */
export const ENTRY_PARTS = [
  'title',
  'answer',
  'steps',
  'not_covered',
  'sources',
  'questions',
  'topic',
  'group',
  'bands',
  'audiences',
  'reviewed_on',
  'review_by',
] as const satisfies ReadonlyArray<keyof KnowledgeEntry>;
export type EntryPart = (typeof ENTRY_PARTS)[number];

/** A part that is not the same: what is gone and what is new, line by line. */
export interface Change {
  readonly part: EntryPart;
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

/** Lines of a part: one of a text, one for each of several. Sources are written by `cite`. */
type Cite = (source: KnowledgeEntry['sources'][number]) => string;

export function linesOf(entry: KnowledgeEntry, part: EntryPart, cite: Cite): readonly string[] {
  const value = part === 'sources' ? entry.sources.map(cite) : entry[part];
  return typeof value === 'string' ? [value] : (value ?? []);
}

/**
 * What changed from one entry to another, part by part. Parts that are texts or steps are shown whole, old and new; of
 * phrasings and other sets only those that went and those that came.
 */
export function changesBetween(before: KnowledgeEntry, after: KnowledgeEntry, cite: Cite): Change[] {
  return ENTRY_PARTS.flatMap((part) => {
    const [old, now] = [linesOf(before, part, cite), linesOf(after, part, cite)];
    if (old.join('\n') === now.join('\n')) {
      return [];
    }
    return part === 'questions'
      ? { part, gone: without(old, now), added: without(now, old) }
      : { part, gone: old, added: now };
  });
}

const without = (lines: readonly string[], others: readonly string[]) =>
  lines.filter((line) => !others.includes(line));
