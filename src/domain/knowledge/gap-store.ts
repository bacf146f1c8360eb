import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';
import type { Sealer } from '../privacy/index.js';

export interface Gap {
  readonly contactId: string;
  readonly locale: string;
  /** The words asked, kept with the asker's consent and encrypted. */
  readonly question: string;
  readonly now: Date;
}

/** A kept question as staff read it. */
export interface KeptQuestion {
  readonly id: string;
  readonly locale: string;
  readonly question: string;
  readonly keptAt: Date;
}

const place = (id: string) => ({ table: 'knowledge_gap', column: 'question', row: id });
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Questions that had no right answer yet, kept for staff. */
export function createGapStore(sealer: Sealer) {
  return {
    async keep(db: PrismaClient | Prisma.TransactionClient, gap: Gap): Promise<void> {
      const id = randomUUID();
      await db.knowledgeGap.create({
        data: {
          id,
          contact_id: gap.contactId,
          locale: gap.locale,
          question: sealer.seal(place(id), gap.question),
          created_at: gap.now,
        },
      });
    },

    /** All kept questions, the oldest first. */
    async list(db: PrismaClient): Promise<KeptQuestion[]> {
      const rows = await db.knowledgeGap.findMany({ orderBy: { created_at: 'asc' } });
      return rows.map((row) => ({
        id: row.id,
        locale: row.locale,
        question: sealer.open(place(row.id), row.question),
        keptAt: row.created_at,
      }));
    },

    /** Deletes one that has been dealt with; false when there is none. */
    async remove(db: PrismaClient, id: string): Promise<boolean> {
      return isId(id) && (await db.knowledgeGap.deleteMany({ where: { id } })).count > 0;
    },
  };
}
export type GapStore = ReturnType<typeof createGapStore>;
