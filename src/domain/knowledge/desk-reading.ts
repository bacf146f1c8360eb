import { languagesOf, listEntries, type ListDays, votesOf } from './desk-list-store.js';
import type { PublishingDeps } from './desk-publishing.js';
import type { EntryFile, EntryQuery, KnowledgeDesk, ShownVersion } from './desk-types.js';
import type { KnowledgeEntry } from './schema.js';
import type { Version } from './version-store.js';

/** An entry is due for a check so many days before its day. */
const DUE_WITHIN_DAYS = 30;
const VOTES_DAYS = 90;
/** Versions of an entry that are shown, the newest. */
const MOST_VERSIONS = 20;
const MOST_DRAFTS = 100;

/** Whatever has to be checked by this day, or earlier, is due on a day. */
export const dueBy = (today: string): string => daysFrom(today, DUE_WITHIN_DAYS);

/** What staff read. A list or page that shows words of drafts has its audit row; published entries anybody may read. */
export function createDeskReading(deps: PublishingDeps): Pick<KnowledgeDesk, 'list' | 'open'> {
  const { drafts, entries, versions, transaction, note, staffNames, shipped, shown, today } = deps;
  const days = (): ListDays => ({
    dueBy: dueBy(today()),
    votesFrom: daysFrom(today(), -VOTES_DAYS),
  });

  return {
    list: (staffId, query) =>
      transaction(async (db) => {
        const { rows, total } = await listEntries(db, query, days());
        const begun = showsDrafts(query) ? await drafts.unpublished(db, MOST_DRAFTS) : [];
        if (begun.length > 0) {
          await note(db, staffId, 'draft_list_viewed', { draft: null }, String(begun.length));
        }
        const names = await staffNames(
          db,
          begun.map(({ updatedBy }) => updatedBy),
        );
        return {
          ...{ rows, total },
          drafts: begun.map(({ id, locale, content, updatedAt, updatedBy }) => ({
            ...{ id, locale, updatedAt },
            title: content.title,
            updatedBy: names.get(updatedBy) ?? '',
          })),
        };
      }),

    open: (name) =>
      transaction(async (db): Promise<EntryFile | null> => {
        const published = await entries.find(db, name);
        if (!published) {
          return null;
        }
        const theirs = shipped.find(({ id, locale }) => id === name.id && locale === name.locale) ?? null;
        const past = await versions.of(db, name, MOST_VERSIONS + 1);
        const names = await staffNames(
          db,
          past.map(({ staffId }) => staffId),
        );
        const { dueBy: last, votesFrom } = days();
        return {
          published,
          shown: published.entry && shown(published.entry),
          shipped: theirs,
          versions: shownVersions(past, theirs, names),
          draftId: await drafts.idOf(db, { entryId: name.id, locale: name.locale }),
          isDue: !published.withdrawn && (published.entry?.review_by ?? '') <= last,
          ...(await votesOf(db, name, votesFrom)),
          languages: (await languagesOf(db, name.id)).filter((locale) => locale !== name.locale),
        };
      }),
  };
}

/** Drafts of new entries have no topic yet and no words that a search may look into. */
const showsDrafts = ({ words, topic, listed, page }: EntryQuery) =>
  page === 1 && words === '' && topic === '' && (listed === 'all' || listed === 'draft');

/** Each version with what stood before it: the last one that was no withdrawal, or the shipped entry. */
function shownVersions(
  past: readonly Version[],
  shipped: KnowledgeEntry | null,
  names: ReadonlyMap<string, string>,
): ShownVersion[] {
  const beginning = past.length > MOST_VERSIONS ? null : shipped;
  return past.slice(0, MOST_VERSIONS).map(({ id, at, staffId, entry }, n) => ({
    ...{ id, at, entry },
    by: names.get(staffId) ?? '',
    before: past.slice(n + 1).find((older) => older.entry !== null)?.entry ?? beginning,
  }));
}

/** The day so many days later. */
function daysFrom(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}
