import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';
import type { Sealer } from '../privacy/index.js';

type Database = PrismaClient | Prisma.TransactionClient;

/** Why a question is here: no answer was known, the answer did not help, or she wanted to talk to somebody. */
export const GAP_REASONS = ['unanswered', 'unhelpful', 'person'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

export interface Gap {
  readonly contactId: string;
  readonly locale: string;
  /** The words asked, kept with the asker's consent and encrypted. */
  readonly question: string;
  /** `unanswered` unless given. */
  readonly reason?: GapReason;
  /** The entry that she had been given. */
  readonly entry?: string;
  readonly now: Date;
}

/** A kept question as staff read it: never who asked. */
export interface KeptQuestion {
  readonly id: string;
  readonly locale: string;
  readonly question: string;
  readonly keptAt: Date;
  readonly reason: GapReason;
  /** The entry that she had been given before; null when there was none. */
  readonly entryId: string | null;
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
  /** The question whose answer it got, when several were answered together; null for that one itself. */
  readonly answeredWith: string | null;
  /** How many others got its answer. */
  readonly answeredTogether: number;
  /** The draft of an entry that it led to. */
  readonly draftId: string | null;
}

/** A question that is about to be answered. */
export interface HeldQuestion {
  readonly id: string;
  readonly question: string;
  readonly contactId: string | null;
  readonly answer: StaffAnswer | null;
  readonly answeredWith: string | null;
}

const place = (id: string, column: 'question' | 'answer') => ({ table: 'knowledge_gap', column, row: id });
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const withReach = { contact: { select: { blocked_at: true } } } as const;
const withDraft = { ...withReach, drafts: { select: { id: true }, take: 1 } } as const;
const oldestFirst = [
  { created_at: 'asc' },
  { id: 'asc' },
] satisfies Prisma.KnowledgeGapOrderByWithRelationInput[];
type Row = Prisma.KnowledgeGapGetPayload<{ include: typeof withReach }>;
type Stored = Omit<Row, 'contact'>;

/** Questions that had no right answer yet, kept for staff. */
export function createGapStore(sealer: Sealer) {
  const present = (row: Stored): KeptQuestion => ({
    id: row.id,
    locale: row.locale,
    question: sealer.open(place(row.id, 'question'), row.question),
    keptAt: row.created_at,
    reason: GAP_REASONS.find((known) => known === row.reason) ?? 'unanswered',
    entryId: row.entry_id,
  });
  const answerOf = (row: Stored): StaffAnswer | null =>
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
          reason: gap.reason ?? 'unanswered',
          entry_id: gap.entry ?? null,
          created_at: gap.now,
        },
      });
    },

    /** The questions without an answer, the oldest first. */
    async list(db: Database, most?: number): Promise<OpenQuestion[]> {
      const rows = await db.knowledgeGap.findMany({
        where: { answered_at: null },
        include: withReach,
        orderBy: oldestFirst,
        ...(most !== undefined && { take: most }),
      });
      return rows.map((row) => ({ ...present(row), reachable: isReachable(row) }));
    },

    /** How many wait for an answer. */
    count: (db: Database): Promise<number> => db.knowledgeGap.count({ where: { answered_at: null } }),

    /** Null for an unknown id. */
    async find(db: Database, id: string): Promise<AnsweredQuestion | null> {
      const row = isId(id) ? await db.knowledgeGap.findUnique({ where: { id }, include: withDraft }) : null;
      return (
        row && {
          ...present(row),
          reachable: isReachable(row),
          answer: answerOf(row),
          answeredWith: row.answered_with,
          answeredTogether: await db.knowledgeGap.count({ where: { answered_with: row.id } }),
          draftId: row.drafts[0]?.id ?? null,
        }
      );
    },

    /**
     * Those questions of a list that exist, the oldest first, locked until the transaction ends. The askers are locked before them, as
     * "forget me" does, so that neither waits for the other for ever.
     */
    async hold(db: Database, ids: readonly string[]): Promise<HeldQuestion[]> {
      const known = [...new Set(ids.filter(isId))];
      await db.$queryRaw`
        SELECT id FROM contact WHERE id IN (SELECT contact_id FROM knowledge_gap WHERE id = ANY(${known}::uuid[]))
        ORDER BY id FOR NO KEY UPDATE`;
      await db.$queryRaw`SELECT id FROM knowledge_gap WHERE id = ANY(${known}::uuid[]) ORDER BY id FOR UPDATE`;
      const rows = await db.knowledgeGap.findMany({
        where: { id: { in: known } },
        orderBy: oldestFirst,
      });
      return rows.map((row) => ({
        id: row.id,
        question: sealer.open(place(row.id, 'question'), row.question),
        contactId: row.contact_id,
        answer: answerOf(row),
        answeredWith: row.answered_with,
      }));
    },

    /** `with`: the question whose answer this one gets along with. */
    async saveAnswer(
      db: Database,
      id: string,
      answer: {
        readonly text: string;
        readonly staffId: string;
        readonly delivered: boolean;
        readonly with?: string;
      },
      now: Date,
    ): Promise<void> {
      await db.knowledgeGap.update({
        where: { id },
        data: {
          answer: sealer.seal(place(id, 'answer'), answer.text),
          answered_at: now,
          answered_by: answer.staffId,
          answered_with: answer.with ?? null,
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
