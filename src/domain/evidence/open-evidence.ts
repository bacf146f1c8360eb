import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { FileKeys } from '../privacy/index.js';
import { type Action, may } from '../staff/index.js';
import type { EvidenceDatabase, EvidenceStore } from './evidence-store.js';
import { neutralName } from './file-name.js';
import { factsOf } from './file-types.js';
import { noteInCase } from './note-in-case.js';
import type { PieceStore } from './piece-store.js';
import { type FileAt, openPieces } from './pieces.js';
import type { Acting, CaseHolder, CaseTimeline, EvidenceSeal } from './ports.js';
import { type EvidenceMeta, MOST_EVIDENCE, type OpenedFile, type Purpose } from './types.js';

export interface OpenDeps {
  readonly db: EvidenceDatabase;
  readonly cases: Pick<CaseHolder, 'lock' | 'sealOf'>;
  readonly entries: CaseTimeline;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly fileKeys: FileKeys;
  readonly evidence: EvidenceStore;
  readonly pieces: PieceStore;
  readonly clock: Clock;
}

/** What staff open. Each opening has been written down when it resolves, before a byte leaves. */
export interface OpenEvidence {
  /** The copy of a photo. Null when there is none; throws `not_found` (404) for whoever may not. */
  showCopy(staff: Acting, caseId: string, id: string): Promise<OpenedFile | null>;
  /**
   * The original as it came in. Null when none is kept; throws `not_found` (404) for whoever may not, `reason_missing` or `text_too_long` (400).
   * The reason stands sealed in the timeline, its purpose in the audit trail.
   */
  openOriginal(
    staff: Acting,
    caseId: string,
    id: string,
    why: { readonly purpose: Purpose; readonly reason: string },
  ): Promise<OpenedFile | null>;
}

export function createOpenEvidence(deps: OpenDeps): OpenEvidence {
  const { audit, clock } = deps;
  return {
    async showCopy(staff, caseId, id) {
      permit(staff, 'case_view');
      return onFile(deps, caseId, id, async (tx, { meta }) => {
        if (!meta.copy) {
          return null;
        }
        const subject = { kind: 'case', id: caseId } as const;
        await audit.record(tx, { staffId: staff.id, action: 'evidence_viewed', subject, now: clock.now() });
        return opened(deps, { caseId, id, part: 'copy' }, { ...meta.copy, type: 'jpeg' });
      });
    },

    async openOriginal(staff, caseId, id, { purpose, reason }) {
      permit(staff, 'evidence_open');
      const words = keptReason(reason);
      return onFile(deps, caseId, id, async (tx, { meta, seal }) => {
        if (meta.original === null) {
          return null;
        }
        const lineId = randomUUID();
        const why = { id: lineId, payload: seal.sealEntry(lineId, words), purpose };
        const now = clock.now();
        await noteInCase(deps, tx, { caseId, what: 'evidence_opened', staffId: staff.id, why, now });
        return opened(deps, { caseId, id, part: 'original' }, { ...meta, key: meta.original });
      });
    },
  };
}

interface FoundFile {
  readonly meta: EvidenceMeta;
  readonly seal: EvidenceSeal;
}

/** Runs on a file of a locked case; null for an unknown one. */
async function onFile(
  { db, cases, evidence }: OpenDeps,
  caseId: string,
  id: string,
  open: (tx: Database, found: FoundFile) => Promise<OpenedFile | null>,
): Promise<OpenedFile | null> {
  return db.$transaction(async (tx) => {
    const found = (await cases.lock(tx, caseId)) && (await evidence.find(tx, caseId, id));
    if (!found) {
      return null;
    }
    const seal = await cases.sealOf(tx, caseId);
    return open(tx, { meta: seal.openEvidence(id, found.meta), seal });
  });
}

function opened(
  { fileKeys, pieces }: OpenDeps,
  at: FileAt,
  { key, size, type }: Pick<EvidenceMeta, 'size' | 'type'> & { readonly key: string },
): OpenedFile {
  return {
    name: neutralName(at.id, type),
    mime: factsOf(type).mime,
    size,
    bytes: openPieces(fileKeys.of(key), at, size, (nth) => pieces.find(at, nth)),
  };
}

function permit({ roles }: Acting, action: Action): void {
  if (!may(roles, action)) {
    throw new AppError('not_found', 404);
  }
}

function keptReason(reason: string): string {
  const words = reason.replaceAll('\0', '').trim();
  if (words === '') {
    throw new AppError('reason_missing');
  }
  if ([...words].length > MOST_EVIDENCE.reason) {
    throw new AppError('text_too_long', 400, { limit: MOST_EVIDENCE.reason });
  }
  return words;
}
