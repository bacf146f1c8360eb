import type { Database } from '../contacts/index.js';
import type { EvidenceMeta } from './types.js';

/** What evidence seals under the key of its case. */
export interface EvidenceSeal {
  sealEvidence(evidenceId: string, meta: EvidenceMeta): Uint8Array;
  /** Throws `unsealable` for bytes of another row or case. */
  openEvidence(evidenceId: string, sealed: Uint8Array): EvidenceMeta;
  /** Words of a line of the timeline. */
  sealEntry(entryId: string, text: string): Uint8Array;
}

/** The cases that evidence belongs to, as a port: the room of cases implements it. */
export interface CaseHolder {
  /** Holds the case until the transaction ends, so that decisions about it come one after the other. Null for an unknown id. */
  lock(tx: Database, id: string): Promise<object | null>;
  /** Throws `unsealable` when the key of the case is gone. */
  sealOf(tx: Database, id: string): Promise<EvidenceSeal>;
  /** There is something new that somebody has to see. */
  markUnread(tx: Database, id: string, now: Date): Promise<void>;
}

/** A line of a case's timeline that tells of evidence. */
export interface EvidenceLine {
  readonly id: string;
  readonly caseId: string;
  readonly kind: 'evidence_kept' | 'evidence_removed' | 'evidence_opened';
  /** Null for the reporter. */
  readonly staffId: string | null;
  readonly payload: Uint8Array | null;
  readonly now: Date;
}

/** The timeline, as a port. */
export interface CaseTimeline {
  add(tx: Database, line: EvidenceLine): Promise<unknown>;
}

/** Who acts: an account with the roles it has at this moment. */
export interface Acting {
  readonly id: string;
  readonly roles: readonly string[];
}
