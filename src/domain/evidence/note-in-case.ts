import { randomUUID } from 'node:crypto';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { CaseTimeline, EvidenceLine } from './ports.js';
import type { Purpose } from './types.js';

export interface NoteDeps {
  readonly entries: CaseTimeline;
  readonly audit: Pick<AuditStore, 'record'>;
}

export interface Noted {
  readonly caseId: string;
  readonly what: EvidenceLine['kind'];
  /** Null for the reporter. */
  readonly staffId: string | null;
  /** Of an opening: its reason, sealed for the line of this id, and what it was for. */
  readonly why?: { readonly id: string; readonly payload: Uint8Array; readonly purpose: Purpose };
  readonly now: Date;
}

/** What became of a file, in the timeline of its case, which is locked, and in the audit trail. */
export async function noteInCase({ entries, audit }: NoteDeps, tx: Database, noted: Noted): Promise<void> {
  const { caseId, what, staffId, why, now } = noted;
  const id = why?.id ?? randomUUID();
  await entries.add(tx, { id, caseId, kind: what, staffId, payload: why?.payload ?? null, now });
  const subject = { kind: 'case', id: caseId } as const;
  const detail = why ? { detail: why.purpose } : {};
  await audit.record(tx, { staffId, action: what, subject, ...detail, now });
}
