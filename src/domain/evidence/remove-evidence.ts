import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { EvidenceDatabase, EvidenceStore } from './evidence-store.js';
import { noteInCase } from './note-in-case.js';
import type { CaseHolder, CaseTimeline } from './ports.js';

export interface RemoveDeps {
  readonly db: EvidenceDatabase;
  readonly cases: Pick<CaseHolder, 'lock'>;
  readonly entries: CaseTimeline;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
}

/** She takes a file back: its bytes and their keys go, that there was one stays in the timeline. Unknown or gone already: nothing happens. */
export function createRemoveEvidence(deps: RemoveDeps) {
  const { db, cases, evidence, clock } = deps;
  return async (caseId: string, id: string): Promise<void> =>
    db.$transaction(async (tx) => {
      if ((await cases.lock(tx, caseId)) && (await evidence.remove(tx, caseId, id))) {
        await noteInCase(deps, tx, {
          caseId,
          what: 'evidence_removed',
          staffId: null,
          now: clock.now(),
        });
      }
    });
}
