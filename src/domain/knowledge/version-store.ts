import { randomUUID } from 'node:crypto';
import type { Database } from '../contacts/index.js';
import type { EntryName } from './knowledge-store.js';
import { type KnowledgeEntry, knowledgeEntrySchema } from './schema.js';

/** What stood in an entry from a moment on. */
export interface Version {
  readonly id: string;
  /** Null when it was withdrawn then. */
  readonly entry: KnowledgeEntry | null;
  readonly at: Date;
  readonly staffId: string;
}

/** Every publication and withdrawal of an entry, in order; nothing is ever deleted. */
export function createVersionStore() {
  return {
    /** Written after the last one of the entry, also when the clock stands still: the order is what matters. */
    async add(
      db: Database,
      { id, locale }: EntryName,
      {
        entry,
        staffId,
        now,
      }: { readonly entry: KnowledgeEntry | null; readonly staffId: string; readonly now: Date },
    ): Promise<void> {
      const content = entry && JSON.stringify(entry);
      await db.$executeRaw`
        INSERT INTO knowledge_version (id, entry_id, locale, content, published_at, published_by)
        SELECT ${randomUUID()}::uuid, ${id}, ${locale}, ${content}::jsonb,
          greatest(${now}::timestamptz, max(published_at) + interval '1 ms'), ${staffId}::uuid
        FROM knowledge_version WHERE entry_id = ${id} AND locale = ${locale}`;
    },

    /** The newest first, at most so many. */
    async of(db: Database, { id, locale }: EntryName, most: number): Promise<Version[]> {
      const rows = await db.knowledgeVersion.findMany({
        where: { entry_id: id, locale },
        orderBy: { published_at: 'desc' },
        take: most,
      });
      return rows.map((row) => {
        const parsed = knowledgeEntrySchema.safeParse(row.content);
        return {
          id: row.id,
          entry: parsed.success ? parsed.data : null,
          at: row.published_at,
          staffId: row.published_by,
        };
      });
    },
  };
}
export type VersionStore = ReturnType<typeof createVersionStore>;
