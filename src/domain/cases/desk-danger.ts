import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { CasesDatabase, CaseStore } from './case-store.js';
import type { DangerStore } from './danger-store.js';
import type { StaffNames } from './desk-reading.js';
import { caseNumber } from './number.js';
import { permit } from './permit.js';
import { readDangers } from './read-dangers.js';
import type { RecordDanger } from './record-danger.js';
import type { CaseDesk } from './types.js';

export interface DeskDangerDeps {
  readonly db: CasesDatabase;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly dangers: DangerStore;
  readonly recordDanger: RecordDanger;
  readonly staffNames: StaffNames;
  readonly clock: Clock;
}

/** The danger assessment at the staff's desk. To read it doesn't count as reading what she wrote. */
export function createDeskDanger(deps: DeskDangerDeps): Pick<CaseDesk, 'dangerSheet' | 'assessDanger'> {
  const { db, audit, cases, clock } = deps;
  return {
    async dangerSheet(staff, id) {
      permit(staff, 'case_view');
      return db.$transaction(async (tx) => {
        const found = await cases.lock(tx, id);
        if (!found) {
          return null;
        }
        const subject = { kind: 'case', id: found.id } as const;
        const [action, detail, now] = ['case_viewed', 'danger', clock.now()] as const;
        await audit.record(tx, { staffId: staff.id, action, subject, detail, now });
        const seal = await cases.sealOf(tx, found.id);
        return {
          id: found.id,
          number: caseNumber(found.serial, found.created_at),
          state: found.state,
          findings: await readDangers(deps, tx, found.id, seal),
        };
      });
    },

    async assessDanger(staff, id, answers, submission) {
      permit(staff, 'case_change');
      await db.$transaction(async (tx) => {
        const found = await cases.lock(tx, id);
        if (!found) {
          throw new AppError('not_found', 404);
        }
        await deps.recordDanger(tx, found, { answers, staffId: staff.id, submission, now: clock.now() });
      });
    },
  };
}
