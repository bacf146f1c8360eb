import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { CasesDatabase, CaseStore } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import { caseNumber } from './number.js';
import type { OpenVisit } from './open-visit.js';
import { BY_LAW, type ProofKey, type Proving } from './proof.js';
import type { FindSlip } from './slips.js';

export interface ProofDeps {
  readonly db: CasesDatabase;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: Pick<CaseStore, 'lock'>;
  readonly clocks: Pick<ClockStore, 'of'>;
  readonly openVisit: OpenVisit;
  readonly findSlip: FindSlip;
  readonly clock: Clock;
}

export function createProof(deps: ProofDeps): Proving['proof'] {
  const { db, audit, cases, clocks, clock } = deps;
  return (key) =>
    db.$transaction(async (tx) => {
      const now = clock.now();
      const caseId = await caseOf(deps, tx, key, now);
      const found = caseId === null ? null : await cases.lock(tx, caseId);
      if (!found) {
        return null;
      }
      const subject = { kind: 'case', id: found.id } as const;
      await audit.record(tx, { staffId: null, action: 'case_proof_made', subject, now });
      const running = (await clocks.of(tx, found.id)).filter(({ stoppedAt }) => stoppedAt === null);
      return {
        number: caseNumber(found.serial, found.created_at),
        registeredAt: found.created_at,
        state: found.state,
        clocks: running
          .filter(({ kind }) => BY_LAW.includes(kind))
          .map(({ kind, dueAt }) => ({ kind, dueAt })),
      };
    });
}

async function caseOf(
  { openVisit, findSlip }: ProofDeps,
  tx: Database,
  key: ProofKey,
  now: Date,
): Promise<string | null> {
  return 'visit' in key
    ? openVisit(tx, key.visit, now)
    : ((await findSlip(tx, key.slipToken, key.session))?.case_id ?? null);
}
