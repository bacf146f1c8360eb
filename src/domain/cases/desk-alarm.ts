import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { CaseAlarms } from '../alarm/index.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { CasesDatabase, CaseStore, StoredCase } from './case-store.js';
import type { EntryStore } from './entry-store.js';
import { permit } from './permit.js';
import type { Acting, CaseDesk } from './types.js';

export interface DeskAlarmDeps {
  readonly db: CasesDatabase;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly alarms: CaseAlarms;
  readonly clock: Clock;
}

/** Taking care of an emergency that calls: alarm, officer, timeline and audit row together. Whoever presses second is told so. */
export function createDeskAlarm(deps: DeskAlarmDeps): Pick<CaseDesk, 'takeAlarm'> {
  const { db, cases, alarms, clock } = deps;
  return {
    takeAlarm(staff, id) {
      permit(staff, 'case_change');
      return db.$transaction(async (tx) => {
        const found = await cases.lock(tx, id);
        if (!found) {
          throw new AppError('not_found', 404);
        }
        const now = clock.now();
        if (await alarms.take(tx, found.id, staff.id, now)) {
          await writeDown(deps, tx, staff, found, now);
          return 'taken';
        }
        return (await alarms.lastTakenBy(tx, found.id)) === staff.id ? 'taken' : 'taken_by_colleague';
      });
    },
  };
}

async function writeDown(
  { audit, cases, entries }: DeskAlarmDeps,
  tx: Database,
  staff: Acting,
  { id, state, assigned_to }: StoredCase,
  now: Date,
): Promise<void> {
  const subject = { kind: 'case', id } as const;
  await audit.record(tx, { staffId: staff.id, action: 'alarm_taken', subject, now });
  await cases.change(tx, id, { state, hands: assigned_to ?? staff.id }, now);
  const entry = { id: randomUUID(), caseId: id, kind: 'alarm_taken', staffId: staff.id } as const;
  await entries.add(tx, { ...entry, payload: null, now });
}
