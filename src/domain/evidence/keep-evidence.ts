import type { Clock } from '../../lib/clock.js';
import { AppError } from '../../lib/errors.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { EvidenceDatabase, EvidenceStore } from './evidence-store.js';
import { keptName } from './file-name.js';
import type { CaseHolder, CaseTimeline, EvidenceSeal } from './ports.js';
import type { PrepareCopy, PreparedCopy } from './prepare-copy.js';
import type { Received } from './receive-file.js';
import { noteInCase } from './note-in-case.js';
import { MOST_EVIDENCE } from './types.js';

export interface KeepDeps {
  readonly db: EvidenceDatabase;
  readonly cases: CaseHolder;
  readonly entries: CaseTimeline;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly evidence: EvidenceStore;
  readonly prepareCopy: PrepareCopy;
  readonly clock: Clock;
}

/**
 * Keeps a file that has come in: makes the copy that is shown, then file, timeline and audit row appear together, and staff see that there is
 * something new. Whatever fails, and when she has gone before that, leaves nothing. The same content again is kept once.
 * Throws `evidence_broken`, `evidence_type` (415), `evidence_pixels` (413), `evidence_too_many` (409), `busy` (503).
 */
export function createKeepEvidence(deps: KeepDeps) {
  return async (received: Received, gone: AbortSignal): Promise<void> => {
    try {
      const copy = await deps.prepareCopy(received, gone);
      await deps.db.$transaction(async (tx) => {
        refuseWhenGone(gone);
        await appear(deps, tx, received, copy);
        refuseWhenGone(gone); // the last moment at which "nothing was kept" can be made true
      });
    } catch (error) {
      await deps.evidence.discard(deps.db, received.id).catch(() => undefined); // without a database it is swept up later
      throw error;
    }
  };
}

function refuseWhenGone(gone: AbortSignal): void {
  if (gone.aborted) {
    throw new AppError('bad_request', 400);
  }
}

async function appear(
  deps: KeepDeps,
  tx: Database,
  received: Received,
  copy: PreparedCopy | null,
): Promise<void> {
  const { cases, evidence, clock } = deps;
  const { caseId, id, keepsOriginal } = received;
  const now = clock.now();
  if (!(await cases.lock(tx, caseId))) {
    throw new AppError('not_found', 404);
  }
  const seal = await cases.sealOf(tx, caseId);
  if (await isThere(evidence, tx, seal, received)) {
    await evidence.discard(tx, id);
    return;
  }
  if ((await evidence.count(tx, caseId, now)) >= MOST_EVIDENCE.files) {
    throw new AppError('evidence_too_many', 409, { limit: MOST_EVIDENCE.files });
  }
  const { type, size, sha256, cipher } = received;
  const own = keepsOriginal ? { name: keptName(received.name), original: cipher.key } : NO_ORIGINAL;
  const meta = seal.sealEvidence(id, { type, size, sha256, ...own, copy });
  if (!(await evidence.keep(tx, id, meta, now))) {
    throw new AppError('unavailable', 503); // swept up meanwhile: it took far too long
  }
  if (!keepsOriginal) {
    await evidence.dropOriginal(tx, id);
  }
  await cases.markUnread(tx, caseId, now);
  await noteInCase(deps, tx, { caseId, what: 'evidence_kept', staffId: null, now });
}

const NO_ORIGINAL = { name: null, original: null };

/** Whether the case has this very content, kept in the same way: a form that was sent twice. */
async function isThere(
  evidence: EvidenceStore,
  tx: Database,
  seal: EvidenceSeal,
  { caseId, sha256, keepsOriginal }: Received,
): Promise<boolean> {
  const metas = (await evidence.of(tx, caseId)).map(({ id, meta }) => seal.openEvidence(id, meta));
  return metas.some((meta) => meta.sha256 === sha256 && (meta.original !== null) === keepsOriginal);
}
