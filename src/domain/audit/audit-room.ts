import type { Clock } from '../../lib/clock.js';
import type { Database } from '../contacts/index.js';
import { AUDIT_SUBJECTS, type AuditFilter, type AuditLine, type AuditStore } from './audit-store.js';

export const AUDIT_PAGE = 50;

/** What an auditor asks for, as it came. Whatever can't be is left out. */
export interface AuditQuestion {
  readonly staff?: string | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  /** Id of the last row of the page before. */
  readonly before?: string | undefined;
}

/** The audit trail as the auditor reads it. */
export interface AuditRoom {
  /** The newest rows first, 50 at once; `older` asks for the next. That she looked has been written down when it resolves. */
  read(
    actor: string,
    question: AuditQuestion,
  ): Promise<{ readonly lines: readonly AuditLine[]; readonly older: string | null }>;
}

export function createAuditRoom({
  db,
  audit,
  clock,
}: {
  readonly db: Database;
  readonly audit: AuditStore;
  readonly clock: Clock;
}): AuditRoom {
  return {
    async read(actor, question) {
      const subject = { kind: 'audit', id: null } as const;
      await audit.record(db, { staffId: actor, action: 'audit_viewed', subject, now: clock.now() });
      const lines = await audit.page(db, AUDIT_PAGE + 1, filterOf(question));
      const shown = lines.slice(0, AUDIT_PAGE);
      return { lines: shown, older: lines.length > AUDIT_PAGE ? (shown.at(-1)?.id ?? null) : null };
    },
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A published entry goes by its language and name. */
const ENTRY = /^[A-Za-z-]{2,10}\/[a-z][a-z0-9_]{0,80}$/;

function filterOf({ staff, kind, subject, before }: AuditQuestion): AuditFilter {
  const known = AUDIT_SUBJECTS.find((each) => each === kind);
  return {
    ...(staff !== undefined && ID.test(staff) && { staffId: staff }),
    ...(known && { kind: known }),
    ...(subject !== undefined && (ID.test(subject) || ENTRY.test(subject)) && { id: subject }),
    ...(before !== undefined && /^[1-9]\d{0,17}$/.test(before) && { before: BigInt(before) }),
  };
}
