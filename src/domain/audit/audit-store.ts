import type { Database } from '../contacts/index.js';

/** What is written down. A view is written before the bytes leave. */
export const AUDIT_ACTIONS = [
  'case_filed',
  'case_list_viewed',
  'case_viewed',
  'case_moved',
  'case_judged',
  'case_noted',
  'case_written',
  'case_reported',
  'danger_assessed',
  'alarm_taken',
  'evidence_kept',
  'evidence_removed',
  'evidence_viewed',
  'evidence_opened',
  'case_digits_shown',
  'case_entered',
  'case_entry_refused',
  'case_reporter_wrote',
  'case_callback_wanted',
  'case_withdrawal_wanted',
  'case_rated',
  'case_contact_removed',
  'case_left_in_hurry',
  'case_notices_resumed',
  'case_contact_viewed',
  'case_number_shown',
  'case_call_noted',
  'case_channel_lifted',
  'case_looked_up',
  'case_proof_made',
  'case_shown_in_chat',
  'question_list_viewed',
  'question_viewed',
  'question_answered',
  'draft_list_viewed',
  'draft_begun',
  'draft_viewed',
  'draft_saved',
  'draft_discarded',
  'entry_published',
  'entry_withdrawn',
  'entry_brought_back',
  'entry_kept',
  'entry_shipped_taken',
  'figure_changed',
  'figure_restored',
  'duty_changed',
  'broadcast_drafted',
  'broadcast_tested',
  'broadcast_submitted',
  'broadcast_approved',
  'broadcast_paused',
  'broadcast_resumed',
  'broadcast_cancelled',
  'staff_signed_in',
  'staff_sign_in_refused',
  'staff_signed_out',
  'staff_created',
  'staff_roles_changed',
  'staff_disabled',
  'staff_enabled',
  'staff_link_made',
  'staff_password_set',
  'staff_chat_code_made',
  'staff_chat_linked',
  'staff_chat_unlinked',
  'audit_viewed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What a row is about. */
export const AUDIT_SUBJECTS = [
  'case',
  'question',
  'entry',
  'draft',
  'figure',
  'duty',
  'campaign',
  'staff',
  'audit',
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

export interface AuditEntry {
  /** Null for the service itself and for reporters. */
  readonly staffId: string | null;
  readonly action: AuditAction;
  readonly subject: {
    readonly kind: AuditSubject;
    readonly id: string | null;
  };
  /** A code or a count, never words of a person. */
  readonly detail?: string;
  readonly now: Date;
}

export interface AuditLine {
  readonly id: string;
  readonly at: Date;
  readonly staffId: string | null;
  readonly action: AuditAction;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly detail: string | null;
}

/** Which rows are looked for; nothing means all. */
export interface AuditFilter {
  /** Only rows older than this one. */
  readonly before?: bigint;
  readonly staffId?: string;
  readonly kind?: AuditSubject;
  readonly id?: string;
}

/** Who saw or changed what. The table takes nothing but new rows. */
export function createAuditStore() {
  return {
    /** Written in the transaction of what it records: when it fails, that fails as well. */
    async record(db: Database, { staffId, action, subject, detail, now }: AuditEntry): Promise<void> {
      await db.$executeRaw`
        INSERT INTO audit_event (at, staff_id, action, subject_kind, subject_id, detail)
        VALUES (${now}, ${staffId}::uuid, ${action}, ${subject.kind}, ${subject.id}, ${detail ?? null})`;
    },

    /** The newest first. */
    async page(
      db: Database,
      most: number,
      { before, staffId, kind, id }: AuditFilter = {},
    ): Promise<AuditLine[]> {
      const rows = await db.auditEvent.findMany({
        where: {
          ...(before !== undefined && { id: { lt: before } }),
          ...(staffId !== undefined && { staff_id: staffId }),
          ...(kind !== undefined && { subject_kind: kind }),
          ...(id !== undefined && { subject_id: id }),
        },
        orderBy: { id: 'desc' },
        take: most,
      });
      return rows.map((row) => ({
        id: String(row.id),
        at: row.at,
        staffId: row.staff_id,
        action: row.action as AuditAction,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        detail: row.detail,
      }));
    },
  };
}
export type AuditStore = ReturnType<typeof createAuditStore>;
