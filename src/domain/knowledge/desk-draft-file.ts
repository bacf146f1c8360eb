import type { Database } from '../contacts/index.js';
import type { KnowledgeDeskDeps } from './desk-deps.js';
import type { DraftFile } from './desk-types.js';
import { entryFromDraft } from './draft.js';
import { type Shortcoming, shortcomingsOf } from './draft-shortcomings.js';
import type { Draft } from './draft-store.js';
import type { KnowledgeStore, PublishedEntry } from './knowledge-store.js';

/** Names that nothing stands published. */
const NOTHING = 'none';

/** Names what stands published under an entry's name. */
export const standingOf = (published: PublishedEntry | null): string => published?.standing ?? NOTHING;

/** Whether something else stands published than what the work began from. */
export const isStale = ({ base }: Draft, published: PublishedEntry | null): boolean =>
  standingOf(published) !== (base ?? NOTHING);

/** What keeps a draft from being published. */
export function shortcomingsIn(
  { topics, laws, shown }: Pick<KnowledgeDeskDeps, 'topics' | 'laws' | 'shown'>,
  { content, entryId, locale }: Draft,
): Shortcoming[] {
  const entry = entryFromDraft({ entryId, locale }, content);
  return shortcomingsOf(content, {
    ...{ locale, topics, laws },
    shown: (text) => shown({ ...entry, answer: text }).answer,
  });
}

/** A draft with what stands published under its name and what it still lacks. */
export async function openDraft(
  deps: Pick<KnowledgeDeskDeps, 'topics' | 'laws' | 'shown' | 'staffNames'> & {
    readonly entries: KnowledgeStore;
  },
  db: Database,
  draft: Draft,
): Promise<DraftFile> {
  const { id, entryId, locale, content, updatedAt, updatedBy } = draft;
  const published = await deps.entries.find(db, { id: entryId, locale });
  const names = await deps.staffNames(db, [updatedBy]);
  return {
    ...{ id, entryId, locale, content, updatedAt, published },
    seen: updatedAt.toISOString(),
    updatedBy: names.get(updatedBy) ?? '',
    isFromQuestion: draft.gapId !== null,
    shortcomings: shortcomingsIn(deps, draft),
    standing: standingOf(published),
    isStale: isStale(draft, published),
  };
}
