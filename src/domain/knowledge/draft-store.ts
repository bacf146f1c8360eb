import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';
import type { Sealer } from '../privacy/index.js';
import { type DraftContent, draftContentSchema, type DraftOf } from './draft.js';

type Database = PrismaClient | Prisma.TransactionClient;

/** An entry that staff work on. */
export interface Draft extends DraftOf {
  readonly id: string;
  readonly content: DraftContent;
  /** What stood published when the work began; null for a new entry. */
  readonly base: string | null;
  /** The kept question that it answers. */
  readonly gapId: string | null;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

export interface NewDraft extends DraftOf {
  readonly content: DraftContent;
  readonly base: string | null;
  readonly gapId: string | null;
  readonly staffId: string;
  readonly now: Date;
}

const place = (id: string) => ({ table: 'knowledge_draft', column: 'content', row: id });
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
type Row = Prisma.KnowledgeDraftGetPayload<object>;

/** Drafts at rest: sealed, since they may hold words of somebody's question. */
export function createDraftStore(sealer: Sealer) {
  const present = (row: Row): Draft => ({
    id: row.id,
    entryId: row.entry_id,
    locale: row.locale,
    content: draftContentSchema.parse(JSON.parse(sealer.open(place(row.id), row.content))),
    base: row.base,
    gapId: row.gap_id,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at,
  });
  const seal = (id: string, content: DraftContent) => sealer.seal(place(id), JSON.stringify(content));

  return {
    /** Begins a draft; the id of the one that there is already, if this entry has one. */
    async begin(db: Database, draft: NewDraft): Promise<{ readonly id: string; readonly isNew: boolean }> {
      const id = randomUUID();
      const { count } = await db.knowledgeDraft.createMany({
        data: {
          id,
          entry_id: draft.entryId,
          locale: draft.locale,
          topic: draft.content.topic,
          content: seal(id, draft.content),
          base: draft.base,
          gap_id: draft.gapId,
          ...{ created_by: draft.staffId, updated_by: draft.staffId },
          ...{ created_at: draft.now, updated_at: draft.now },
        },
        skipDuplicates: true,
      });
      const found = count === 0 ? await this.idOf(db, draft) : id;
      return { id: found ?? id, isNew: count > 0 };
    },

    /** The draft of an entry; null when nobody works on it. */
    async idOf(db: Database, { entryId, locale }: DraftOf): Promise<string | null> {
      const where = { entry_id_locale: { entry_id: entryId, locale } };
      return (await db.knowledgeDraft.findUnique({ where, select: { id: true } }))?.id ?? null;
    },

    /**
     * The draft that a kept question led to; null when there is none, undefined when the question itself is gone. Holds the question
     * until the transaction ends.
     */
    async ofQuestion(db: Database, gapId: string): Promise<string | null | undefined> {
      const held = isId(gapId)
        ? await db.$queryRaw<unknown[]>`SELECT id FROM knowledge_gap WHERE id = ${gapId}::uuid FOR UPDATE`
        : [];
      if (held.length === 0) {
        return undefined;
      }
      const row = await db.knowledgeDraft.findFirst({ where: { gap_id: gapId }, select: { id: true } });
      return row?.id ?? null;
    },

    /** Null for an unknown id. */
    async find(db: Database, id: string): Promise<Draft | null> {
      const row = isId(id) ? await db.knowledgeDraft.findUnique({ where: { id } }) : null;
      return row && present(row);
    },

    /** The draft, locked until the transaction ends; null for an unknown id. */
    async hold(db: Database, id: string): Promise<Draft | null> {
      if (!isId(id)) {
        return null;
      }
      await db.$queryRaw`SELECT id FROM knowledge_draft WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await db.knowledgeDraft.findUnique({ where: { id } });
      return row && present(row);
    },

    /** Of entries that are not published yet, the last changed first. */
    async unpublished(db: Database, most: number): Promise<Draft[]> {
      const rows = await db.knowledgeDraft.findMany({
        where: { base: null },
        orderBy: [{ updated_at: 'desc' }, { id: 'asc' }],
        take: most,
      });
      return rows.map(present);
    },

    async save(
      db: Database,
      id: string,
      { content, base, staffId, now }: Pick<NewDraft, 'content' | 'base' | 'staffId' | 'now'>,
    ): Promise<void> {
      await db.knowledgeDraft.update({
        where: { id },
        data: {
          topic: content.topic,
          content: seal(id, content),
          base,
          updated_by: staffId,
          updated_at: now,
        },
      });
    },

    async remove(db: Database, id: string): Promise<void> {
      await db.knowledgeDraft.delete({ where: { id } });
    },
  };
}
export type DraftStore = ReturnType<typeof createDraftStore>;
