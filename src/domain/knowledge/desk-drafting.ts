import { createHash, randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../lib/errors.js';
import type { Database } from '../contacts/index.js';
import type { KnowledgeDeskDeps, Note } from './desk-deps.js';
import { openDraft } from './desk-draft-file.js';
import type { KnowledgeDesk } from './desk-types.js';
import { draftFromEntry, draftFromQuestion } from './draft.js';
import type { Draft, DraftStore, NewDraft } from './draft-store.js';
import type { KnowledgeStore } from './knowledge-store.js';

export interface DraftingDeps extends KnowledgeDeskDeps {
  readonly drafts: DraftStore;
  readonly entries: KnowledgeStore;
  readonly note: Note;
}

/** Entries that staff made themselves begin so: the shipped edition has none. */
const OWN = 'own_';
const randomName = () => OWN + randomBytes(5).toString('hex');
/** The same form gives the same name. */
const nameOfForm = (submission: string) =>
  OWN + createHash('sha256').update(submission).digest('hex').slice(0, 10);

/** Drafts: begun, read, saved and thrown away. */
export function createDrafting(
  deps: DraftingDeps,
): Pick<KnowledgeDesk, 'startDraft' | 'newDraft' | 'edit' | 'draft' | 'save' | 'discard'> {
  const { drafts, entries, note, transaction, clock, today } = deps;

  const begin = async (db: Database, draft: Omit<NewDraft, 'now'>): Promise<string> => {
    const { id, isNew } = await drafts.begin(db, { ...draft, now: clock.now() });
    if (isNew) {
      await note(db, draft.staffId, 'draft_begun', { draft: id }, `${draft.locale}/${draft.entryId}`);
    }
    return id;
  };

  return {
    startDraft: (staffId, { locale, question, answer = '', gapId }) =>
      transaction(async (db) => {
        const known = gapId === undefined ? null : await drafts.ofQuestion(db, gapId);
        if (known === undefined) {
          throw new AppError('not_found', 404);
        }
        return (
          known ??
          begin(db, {
            entryId: randomName(),
            locale: locale === 'en' ? 'en' : 'zh-CN',
            content: draftFromQuestion(question, answer, today()),
            base: null,
            gapId: gapId ?? null,
            staffId,
          })
        );
      }),

    newDraft: (staffId, { locale, content, submission }) =>
      transaction((db) =>
        begin(db, {
          entryId: submission === '' ? randomName() : nameOfForm(submission),
          locale: locale === 'en' ? 'en' : 'zh-CN',
          ...{ content, base: null, gapId: null, staffId },
        }),
      ),

    edit: (staffId, name) =>
      transaction(async (db) => {
        const published = await entries.hold(db, name);
        if (!published?.entry) {
          throw new AppError('not_found', 404);
        }
        const content = draftFromEntry(published.entry);
        const { id: entryId, locale } = name;
        return begin(db, { entryId, locale, content, base: published.standing, gapId: null, staffId });
      }),

    draft: (staffId, id) =>
      transaction(async (db) => {
        const draft = await drafts.find(db, id);
        if (draft) {
          await note(db, staffId, 'draft_viewed', { draft: id });
        }
        return draft && openDraft(deps, db, draft);
      }),

    save: (staffId, id, content, seen) =>
      transaction(async (db) => {
        const held = await drafts.hold(db, id);
        if (held && held.updatedBy === staffId && isDeepStrictEqual(held.content, content)) {
          return; // the same form a second time
        }
        const { base, updatedAt } = unchangedSince(seen, held);
        await drafts.save(db, id, { content, base, staffId, now: laterThan(updatedAt, clock.now()) });
        await note(db, staffId, 'draft_saved', { draft: id });
      }),

    discard: (staffId, id) =>
      transaction(async (db) => {
        const draft = await drafts.hold(db, id);
        if (!draft) {
          throw new AppError('not_found', 404);
        }
        await drafts.remove(db, id);
        await note(db, staffId, 'draft_discarded', { draft: id }, `${draft.locale}/${draft.entryId}`);
        return { id: draft.entryId, locale: draft.locale };
      }),
  };
}

/** The draft, if it is the one that was seen. Throws `not_found` (404) or `draft_changed` (409). */
export function unchangedSince(seen: string, draft: Draft | null): Draft {
  if (!draft) {
    throw new AppError('not_found', 404);
  }
  if (draft.updatedAt.toISOString() !== seen) {
    throw new AppError('draft_changed', 409);
  }
  return draft;
}

/** Now, but never the same moment as before: a save has to be told from the one before it. */
function laterThan(before: Date, now: Date): Date {
  return now > before ? now : new Date(before.getTime() + 1);
}
