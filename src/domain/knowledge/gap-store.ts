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
          question: sealer.seal({ table: 'knowledge_gap', column: 'question', row: id }, gap.question),
          created_at: gap.now,
        },
      });
    },
  };
}
export type GapStore = ReturnType<typeof createGapStore>;
