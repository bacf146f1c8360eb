import type { Database } from '../contacts/index.js';
import type { CaseUrgency, ClockKind } from './types.js';

/** What she is told right after sending: what it is taken for, and by when she hears. */
export interface Outlook {
  /** A code of `COMPLAINT_CATEGORIES`. */
  readonly category: string;
  readonly urgency: CaseUrgency;
  /** Of the clocks that run: `first_contact` is an aim of ours, `tell_receipt` is the law's. The one that ends first at the top. */
  readonly clocks: ReadonlyArray<{ readonly kind: ClockKind; readonly dueAt: Date }>;
}

interface Row {
  readonly category: string;
  readonly urgency: CaseUrgency;
  readonly kind: ClockKind | null;
  readonly due_at: Date | null;
}

/** The outlook of a case; null for an unknown one. */
export async function readOutlook(db: Database, caseId: string): Promise<Outlook | null> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.category, f.urgency, c.kind, c.due_at FROM case_file f
    LEFT JOIN case_clock c ON c.case_id = f.id AND c.stopped_at IS NULL AND c.kind IN ('first_contact', 'tell_receipt')
    WHERE f.id = ${caseId}::uuid ORDER BY c.due_at`;
  const [first] = rows;
  return first
    ? {
        category: first.category,
        urgency: first.urgency,
        clocks: rows.flatMap(({ kind, due_at: dueAt }) => (kind && dueAt ? [{ kind, dueAt }] : [])),
      }
    : null;
}
