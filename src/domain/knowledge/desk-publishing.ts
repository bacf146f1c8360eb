import { AppError } from '../../lib/errors.js';
import type { AuditAction } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import { isStale, shortcomingsIn, standingOf } from './desk-draft-file.js';
import { type DraftingDeps, unchangedSince } from './desk-drafting.js';
import type { KnowledgeDesk } from './desk-types.js';
import { entryFromDraft } from './draft.js';
import type { EntryName, PublishedEntry } from './knowledge-store.js';
import { bumpRevision } from './revision-store.js';
import { type KnowledgeEntry, knowledgeEntrySchema } from './schema.js';
import type { VersionStore } from './version-store.js';

export interface PublishingDeps extends DraftingDeps {
  readonly versions: VersionStore;
}

/** What changes what people read. Each is one transaction: the entry, its version, the revision that every process follows, the audit. */
export function createPublishing(
  deps: PublishingDeps,
): Pick<KnowledgeDesk, 'publish' | 'withdraw' | 'bringBack' | 'settle'> {
  const { drafts, entries, versions, note, transaction, clock, shipped } = deps;

  /** Writes down what stands there from now on, and tells every process. */
  const announce = async (
    db: Database,
    change: {
      readonly staffId: string;
      readonly action: AuditAction;
      readonly name: EntryName;
      readonly entry: KnowledgeEntry | null;
    },
  ): Promise<void> => {
    const { staffId, action, name, entry } = change;
    await versions.add(db, name, { entry, staffId, now: clock.now() });
    await note(db, staffId, action, { entry: name });
    await bumpRevision(db);
  };

  const held = async (db: Database, name: EntryName): Promise<PublishedEntry> => {
    const published = await entries.hold(db, name);
    if (!published) {
      throw new AppError('not_found', 404);
    }
    return published;
  };

  const shippedAs = ({ id, locale }: EntryName) =>
    shipped.find((entry) => entry.id === id && entry.locale === locale) ?? null;

  return {
    publish: (staffId, id, { seen, over }) =>
      transaction(async (db) => {
        const draft = unchangedSince(seen, await drafts.hold(db, id));
        const name = { id: draft.entryId, locale: draft.locale };
        const published = await entries.hold(db, name);
        if (isStale(draft, published) && standingOf(published) !== over) {
          throw new AppError('entry_changed', 409);
        }
        const parsed = knowledgeEntrySchema.safeParse(entryFromDraft(draft, draft.content));
        if (!parsed.success || shortcomingsIn(deps, draft).length > 0) {
          throw new AppError('entry_incomplete', 400);
        }
        await entries.publish(db, parsed.data, true, clock.now());
        await drafts.remove(db, id);
        await announce(db, { staffId, action: 'entry_published', name, entry: parsed.data });
        return name;
      }),

    withdraw: (staffId, name) =>
      transaction(async (db) => {
        if (!(await held(db, name)).withdrawn) {
          await entries.setWithdrawn(db, name, true, clock.now());
          await announce(db, { staffId, action: 'entry_withdrawn', name, entry: null });
        }
      }),

    bringBack: (staffId, name) =>
      transaction(async (db) => {
        const { withdrawn, entry, edited } = await held(db, name);
        if (!withdrawn) {
          return;
        }
        if (entry && !edited && !shippedAs(name)) {
          await entries.publish(db, entry, true, clock.now()); // the edition dropped it meanwhile: from now on it is ours
        } else {
          await entries.setWithdrawn(db, name, false, clock.now());
        }
        await announce(db, { staffId, action: 'entry_brought_back', name, entry });
      }),

    settle: (staffId, name, choice) =>
      transaction(async (db) => {
        const { edited, conflict } = await held(db, name);
        const theirs = shippedAs(name);
        if (choice === 'ours') {
          if (conflict) {
            await entries.settle(db, name, clock.now());
            await note(db, staffId, 'entry_kept', { entry: name });
          }
          return;
        }
        if (!theirs) {
          throw new AppError('not_found', 404);
        }
        if (edited) {
          await entries.publish(db, theirs, false, clock.now());
          await announce(db, { staffId, action: 'entry_shipped_taken', name, entry: theirs });
        }
      }),
  };
}
