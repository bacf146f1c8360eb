import { createHash } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';
import { type KnowledgeEntry, knowledgeEntrySchema } from './schema.js';

type Database = PrismaClient | Prisma.TransactionClient;
type Row = Prisma.KnowledgeEntryGetPayload<object>;

/** What an entry is called: by its id, and once in each language. */
export interface EntryName {
  readonly id: string;
  readonly locale: string;
}

/** An entry as it stands published. */
export interface PublishedEntry extends EntryName {
  /** Null when what is kept is no valid entry. */
  readonly entry: KnowledgeEntry | null;
  /** True when staff wrote or changed it. */
  readonly edited: boolean;
  /** True when the shipped edition changed after staff had changed the entry. */
  readonly conflict: boolean;
  readonly withdrawn: boolean;
  /** Digest of the content and of whether it is withdrawn: differs when anything that people see has changed. */
  readonly standing: string;
}

/** Everything that is served. */
export interface ServedEntries {
  readonly entries: readonly KnowledgeEntry[];
  /** Names of rows that are no valid entry and left out, as `locale/id`. */
  readonly broken: readonly string[];
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const keyOf = ({ id, locale }: EntryName) => `${locale}|${id}`;

/** JSON with its keys in order, as PostgreSQL's `jsonb` does not keep theirs. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, inOrder(inner)]),
      )
    : value;
}

function entryOf({ id, locale, content }: Row): KnowledgeEntry | null {
  const parsed = knowledgeEntrySchema.safeParse(content);
  return parsed.success && parsed.data.id === id && parsed.data.locale === locale ? parsed.data : null;
}

function present(row: Row): PublishedEntry {
  const { id, locale, edited, conflict, withdrawn } = row;
  const standing = hashOf(`${withdrawn ? 'withdrawn ' : ''}${JSON.stringify(inOrder(row.content))}`);
  return { id, locale, entry: entryOf(row), edited, conflict, withdrawn, standing };
}

/** Entries at rest: the shipped edition, and what staff made of it. */
export function createKnowledgeStore() {
  return {
    /**
     * Brings the shipped edition in, by id and hash: new entries are added, unedited ones follow the edition, edited ones
     * stay and are marked as in conflict when the edition changed too, unedited ones that the edition dropped go. What staff
     * withdrew stays withdrawn. Returns how many rows changed.
     */
    async importEdition(db: PrismaClient, entries: readonly KnowledgeEntry[]): Promise<number> {
      const known = new Map(
        (await db.knowledgeEntry.findMany({ select: { id: true, locale: true, shipped: true } })).map(
          (row) => [keyOf(row), row.shipped],
        ),
      );
      const changed = entries
        .map((entry) => ({ entry, hash: hashOf(JSON.stringify(entry)) }))
        .filter(({ entry, hash }) => known.get(keyOf(entry)) !== hash);
      const rows = JSON.stringify(
        changed.map(({ entry, hash }) => ({
          id: entry.id,
          locale: entry.locale,
          topic: entry.topic,
          content: entry,
          shipped: hash,
        })),
      );
      const shippedKeys = JSON.stringify(entries.map((entry) => ({ id: entry.id, locale: entry.locale })));
      return db.$transaction(async (tx) => {
        const written =
          changed.length === 0
            ? 0
            : await tx.$executeRaw`
                INSERT INTO knowledge_entry (id, locale, topic, content, shipped)
                SELECT id, locale, topic, content, shipped
                FROM jsonb_to_recordset(${rows}::jsonb) AS r(id text, locale text, topic text, content jsonb, shipped text)
                ON CONFLICT (id, locale) DO UPDATE SET
                  topic = CASE WHEN knowledge_entry.edited THEN knowledge_entry.topic ELSE excluded.topic END,
                  content = CASE WHEN knowledge_entry.edited THEN knowledge_entry.content ELSE excluded.content END,
                  conflict = knowledge_entry.edited,
                  shipped = excluded.shipped,
                  updated_at = now()`;
        const dropped = await tx.$executeRaw`
          DELETE FROM knowledge_entry k WHERE NOT k.edited AND NOT k.withdrawn AND NOT EXISTS (
            SELECT FROM jsonb_to_recordset(${shippedKeys}::jsonb) AS s(id text, locale text) WHERE s.id = k.id AND s.locale = k.locale)`;
        return written + dropped;
      });
    },

    /**
     * Every entry of every language as it stands in the database after the import: the shipped ones, without those that staff
     * withdrew, and with those that staff changed (in their place) or added (at the end). A row that is no entry any more is
     * left out rather than shown half.
     */
    async all(db: Database, shipped: readonly KnowledgeEntry[]): Promise<ServedEntries> {
      const rows = await db.knowledgeEntry.findMany({
        where: { OR: [{ edited: true }, { withdrawn: true }] },
        orderBy: [{ locale: 'asc' }, { id: 'asc' }],
      });
      const changed = new Map(rows.map((row) => [keyOf(row), row.withdrawn ? null : entryOf(row)]));
      const added = new Map(changed);
      const kept = shipped.flatMap((entry) => {
        added.delete(keyOf(entry));
        return changed.has(keyOf(entry)) ? (changed.get(keyOf(entry)) ?? []) : entry;
      });
      return {
        entries: [...kept, ...[...added.values()].filter((entry) => entry !== null)],
        broken: rows
          .filter((row) => !row.withdrawn && changed.get(keyOf(row)) === null)
          .map(({ id, locale }) => `${locale}/${id}`),
      };
    },

    /** Null when no such entry was ever published. */
    async find(db: Database, { id, locale }: EntryName): Promise<PublishedEntry | null> {
      const row = await db.knowledgeEntry.findUnique({ where: { id_locale: { id, locale } } });
      return row && present(row);
    },

    /** The entry, locked until the transaction ends. */
    async hold(db: Database, { id, locale }: EntryName): Promise<PublishedEntry | null> {
      await db.$queryRaw`SELECT id FROM knowledge_entry WHERE id = ${id} AND locale = ${locale} FOR UPDATE`;
      return this.find(db, { id, locale });
    },

    /** Makes it what stands published, whatever stood there before. `own` is false when it is the shipped edition's again. */
    async publish(db: Database, entry: KnowledgeEntry, own: boolean, now: Date): Promise<void> {
      const { id, locale, topic } = entry;
      const content = entry as unknown as Prisma.InputJsonObject;
      const standing = { topic, content, edited: own, conflict: false, withdrawn: false, updated_at: now };
      await db.knowledgeEntry.upsert({
        where: { id_locale: { id, locale } },
        create: { id, locale, shipped: '', ...standing },
        update: standing,
      });
    },

    async setWithdrawn(
      db: Database,
      { id, locale }: EntryName,
      withdrawn: boolean,
      now: Date,
    ): Promise<void> {
      const where = { id_locale: { id, locale } };
      await db.knowledgeEntry.update({ where, data: { withdrawn, updated_at: now } });
    },

    /** Keeps what staff wrote, though the shipped edition has changed. */
    async settle(db: Database, { id, locale }: EntryName, now: Date): Promise<void> {
      const where = { id_locale: { id, locale } };
      await db.knowledgeEntry.update({ where, data: { conflict: false, updated_at: now } });
    },
  };
}
export type KnowledgeStore = ReturnType<typeof createKnowledgeStore>;
