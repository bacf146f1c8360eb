import type { Database } from '../contacts/index.js';
import type { AgreementCount } from './agreement.js';
import type { CaseUrgency } from './types.js';

const A_PAGE = 50;

export interface StoredWaiting {
  readonly judgementId: string;
  readonly caseId: string;
  readonly isReport: boolean;
  readonly at: Date;
  readonly category: string;
  readonly unsure: boolean;
  /** As the case stands. */
  readonly urgency: CaseUrgency;
  readonly minor: boolean;
  readonly serial: number;
  readonly registeredAt: Date;
}

/** What was suggested, across all cases: what waits for a decision, and how often it was decided so. */
export function createAgreementStore() {
  return {
    /** Messages that nobody has judged, the oldest first; 50 a page, from 1. */
    async waiting(db: Database, page: number): Promise<{ rows: StoredWaiting[]; total: number }> {
      const rows = await db.$queryRaw<Array<StoredWaiting & { total: bigint }>>`
        SELECT j.id::text AS "judgementId", j.case_id::text AS "caseId", j.entry_id IS NULL AS "isReport",
          j.created_at AS at, j.category, j.unsure, f.urgency, f.minor, f.serial, f.created_at AS "registeredAt",
          count(*) OVER () AS total
        FROM case_judgement j JOIN case_file f ON f.id = j.case_id
        WHERE j.decided_at IS NULL ORDER BY j.created_at, j.id
        LIMIT ${A_PAGE} OFFSET ${(Math.max(1, Math.trunc(page)) - 1) * A_PAGE}`;
      return { rows, total: Number(rows[0]?.total ?? 0) };
    },

    /** Those decided from one moment on until before another. */
    async counts(
      db: Database,
      { from, to }: { readonly from: Date; readonly to: Date },
    ): Promise<AgreementCount[]> {
      return db.$queryRaw<AgreementCount[]>`
        SELECT category, decided_category AS "decidedCategory", urgency, decided_urgency AS "decidedUrgency",
          minor, decided_minor AS "decidedMinor", count(*)::int AS count
        FROM case_judgement WHERE decided_at >= ${from} AND decided_at < ${to}
        GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`;
    },
  };
}
