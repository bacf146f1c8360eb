import type { Database } from '../contacts/index.js';
import type { Judged } from './assessment.js';
import type { CaseUrgency } from './types.js';

type Bytes = Uint8Array<ArrayBuffer>;
type Plain = Omit<Judged, 'suicide'>;

/** What was suggested of a message, ready to be written. */
export interface NewJudgement extends Plain {
  readonly id: string;
  readonly unsure: boolean;
  readonly suggestion: Bytes;
}

export interface StoredJudgement extends Plain {
  readonly id: string;
  readonly entryId: string | null;
  readonly unsure: boolean;
  readonly suggestion: Uint8Array;
  readonly decided: (Plain & { readonly decision: Uint8Array }) | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}
interface Row extends Omit<StoredJudgement, 'decided'> {
  readonly category_: string | null;
  readonly urgency_: CaseUrgency | null;
  readonly minor_: boolean | null;
  readonly decision: Uint8Array | null;
}

/** A decision that is to be written. */
export interface NewDecision extends Plain {
  readonly decision: Bytes;
  readonly staffId: string;
  readonly now: Date;
}

/** What was suggested and decided of the messages of a case. Written under the lock of the case; the report's own when it is filed. */
export function createJudgementStore() {
  return {
    async add(
      tx: Database,
      { caseId, entryId, now }: { readonly caseId: string; readonly entryId: string; readonly now: Date },
      made: NewJudgement,
    ): Promise<void> {
      await tx.$executeRaw`
        INSERT INTO case_judgement (id, case_id, entry_id, category, urgency, minor, unsure, suggestion, created_at)
        VALUES (${made.id}::uuid, ${caseId}::uuid, ${entryId}::uuid, ${made.category}, ${made.urgency}, ${made.minor},
          ${made.unsure}, ${made.suggestion}, ${now})`;
    },

    /** All of a case, the report's first, then as she wrote. */
    async of(db: Database, caseId: string): Promise<StoredJudgement[]> {
      const rows = await db.$queryRaw<Row[]>`
        SELECT id::text, entry_id::text AS "entryId", category, urgency, minor, unsure, suggestion,
          decided_category AS category_, decided_urgency AS urgency_, decided_minor AS minor_, decision,
          decided_by::text AS "decidedBy", decided_at AS "decidedAt"
        FROM case_judgement WHERE case_id = ${caseId}::uuid ORDER BY entry_id IS NOT NULL, created_at, id`;
      return rows.map(stored);
    },

    /** Whether somebody has decided about the report. A case of the time before judgements counts as judged. */
    async isReportJudged(db: Database, caseId: string): Promise<boolean> {
      const waiting = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM case_judgement WHERE case_id = ${caseId}::uuid AND entry_id IS NULL AND decided_at IS NULL`;
      return waiting.length === 0;
    },

    async decide(tx: Database, id: string, made: NewDecision): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_judgement SET decided_category = ${made.category}, decided_urgency = ${made.urgency},
          decided_minor = ${made.minor}, decision = ${made.decision}, decided_by = ${made.staffId}::uuid, decided_at = ${made.now}
        WHERE id = ${id}::uuid`;
    },
  };
}
export type JudgementStore = ReturnType<typeof createJudgementStore>;

function stored({ category_, urgency_, minor_, decision, ...row }: Row): StoredJudgement {
  const isDecided = category_ !== null && urgency_ !== null && minor_ !== null && decision !== null;
  return {
    ...row,
    decided: isDecided ? { category: category_, urgency: urgency_, minor: minor_, decision } : null,
  };
}
