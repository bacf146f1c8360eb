import { createHash } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';
import { type KnowledgeEntry, knowledgeEntrySchema } from './schema.js';

const hashOf = (entry: KnowledgeEntry) => createHash('sha256').update(JSON.stringify(entry)).digest('hex');

/** Entries at rest: the shipped edition, and what staff made of it. */
export function createKnowledgeStore() {
  return {
    /**
     * Brings the shipped edition in, by id and hash: new entries are added, unedited ones follow the edition, edited ones
     * stay and are marked as in conflict when the edition changed too, unedited ones that the edition dropped go.
     * Returns how many rows changed.
     */
    async importEdition(db: PrismaClient, entries: readonly KnowledgeEntry[]): Promise<number> {
      const known = new Map(
        (await db.knowledgeEntry.findMany({ select: { id: true, locale: true, shipped: true } })).map(
          (row) => [`${row.locale}|${row.id}`, row.shipped],
        ),
      );
      const changed = entries
        .map((entry) => ({ entry, hash: hashOf(entry) }))
        .filter(({ entry, hash }) => known.get(`${entry.locale}|${entry.id}`) !== hash);
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
          DELETE FROM knowledge_entry k WHERE NOT k.edited AND NOT EXISTS (
            SELECT FROM jsonb_to_recordset(${shippedKeys}::jsonb) AS s(id text, locale text) WHERE s.id = k.id AND s.locale = k.locale)`;
        return written + dropped;
      });
    },

    /**
     * Every entry of every language as it stands in the database after the import: the shipped ones, with those that staff
     * changed or added instead. A row that is no entry any more is left out rather than shown half.
     */
    async all(
      db: PrismaClient | Prisma.TransactionClient,
      shipped: readonly KnowledgeEntry[],
    ): Promise<KnowledgeEntry[]> {
      const rows = await db.knowledgeEntry.findMany({ where: { edited: true } });
      const edited = new Map(
        rows.map((row) => [`${row.locale}|${row.id}`, knowledgeEntrySchema.safeParse(row.content)]),
      );
      const kept = shipped.filter((entry) => !edited.has(`${entry.locale}|${entry.id}`));
      return [...kept, ...[...edited.values()].flatMap((parsed) => (parsed.success ? [parsed.data] : []))];
    },
  };
}
export type KnowledgeStore = ReturnType<typeof createKnowledgeStore>;
