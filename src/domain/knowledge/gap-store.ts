import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';
import type { Sealer } from '../privacy/index.js';

type Database = PrismaClient | Prisma.TransactionClient;

export interface Gap {
  readonly contactId: string;
  readonly locale: string;
  /** The words asked, kept with the asker's consent and encrypted. */
  readonly question: string;
  readonly now: Date;
}

/** A kept question as staff read it: never who asked. */
export interface KeptQuestion {
  readonly id: string;
  readonly locale: string;
  readonly question: string;
  readonly keptAt: Date;
}

/** A question that waits for an answer. */
export interface OpenQuestion extends KeptQuestion {
  /** False when an answer would reach nobody: her talk has ended, or she has blocked us. */
  readonly reachable: boolean;
}

export interface StaffAnswer {
  readonly text: string;
  readonly at: Date;
  readonly staffId: string;
  /** Whether it went to her channel. */
  readonly delivered: boolean;
}

/** A question with its answer, when it has one. */
export interface AnsweredQuestion extends OpenQuestion {
  readonly answer: StaffAnswer | null;
}

/** A question that is about to be answered. */
export interface HeldQuestion {
  readonly question: string;
  readonly contactId: string | null;
  readonly answer: StaffAnswer | null;
}

const place = (id: string, column: 'question' | 'answer') => ({ table: 'knowledge_gap', column, row: id });
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const withReach = { contact: { select: { blocked_at: true } } } as const;
type Row = Prisma.KnowledgeGapGetPayload<{ include: typeof withReach }>;

/** Questions that had no right answer yet, kept for staff. */
export function createGapStore(sealer: Sealer) {
  const present = (row: Omit<Row, 'contact'>): KeptQuestion => ({
    id: row.id,
    locale: row.locale,
    question: sealer.open(place(row.id, 'question'), row.question),
    keptAt: row.created_at,
  });
  const answerOf = (row: Omit<Row, 'contact'>): StaffAnswer | null =>
    row.answer && row.answered_at && row.answered_by
      ? {
          text: sealer.open(place(row.id, 'answer'), row.answer),
          at: row.answered_at,
          staffId: row.answered_by,
          delivered: row.delivered === true,
        }
      : null;
  const isReachable = ({ contact }: Row) => contact !== null && contact.blocked_at === null;

  return {
    async keep(db: Database, gap: Gap): Promise<void> {
      const id = randomUUID();
      await db.knowledgeGap.create({
        data: {
          id,
          contact_id: gap.contactId,
          locale: gap.locale,
          question: sealer.seal(place(id, 'question'), gap.question),
          created_at: gap.now,
        },
      });
    },

    /** The questions without an answer, the oldest first. */
    async list(db: Database, most?: number): Promise<OpenQuestion[]> {
      const rows = await db.knowledgeGap.findMany({
        where: { answered_at: null },
        include: withReach,
        orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
        ...(most !== undefined && { take: most }),
      });
      return rows.map((row) => ({ ...present(row), reachable: isReachable(row) }));
    },

    /** How many wait for an answer. */
    count: (db: Database): Promise<number> => db.knowledgeGap.count({ where: { answered_at: null } }),

    /** Null for an unknown id. */
    async find(db: Database, id: string): Promise<AnsweredQuestion | null> {
      const row = isId(id) ? await db.knowledgeGap.findUnique({ where: { id }, include: withReach }) : null;
      return row && { ...present(row), reachable: isReachable(row), answer: answerOf(row) };
    },

    /** The question, locked until the transaction ends; null for an unknown id. */
    async hold(db: Database, id: string): Promise<HeldQuestion | null> {
      if (!isId(id)) {
        return null;
      }
      await db.$queryRaw`SELECT id FROM knowledge_gap WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await db.knowledgeGap.findUnique({ where: { id } });
      return (
        row && {
          question: sealer.open(place(id, 'question'), row.question),
          contactId: row.contact_id,
          answer: answerOf(row),
        }
      );
    },

    async saveAnswer(
      db: Database,
      id: string,
      answer: { readonly text: string; readonly staffId: string; readonly delivered: boolean },
      now: Date,
    ): Promise<void> {
      await db.knowledgeGap.update({
        where: { id },
        data: {
          answer: sealer.seal(place(id, 'answer'), answer.text),
          answered_at: now,
          answered_by: answer.staffId,
          delivered: answer.delivered,
        },
      });
    },

    /** Deletes one that has been dealt with; false when there is none. */
    async remove(db: Database, id: string): Promise<boolean> {
      return isId(id) && (await db.knowledgeGap.deleteMany({ where: { id } })).count > 0;
    },
  };
}
export type GapStore = ReturnType<typeof createGapStore>;
