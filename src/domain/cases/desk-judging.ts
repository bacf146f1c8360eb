import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import { COMPLAINT_CATEGORIES } from '../triage/index.js';
import { agreementOf, isMonth, momentsOf } from './agreement.js';
import { createAgreementStore } from './agreement-store.js';
import type { CasesDatabase, CaseStore } from './case-store.js';
import type { JudgeCase } from './judge-case.js';
import { caseNumber } from './number.js';
import { permit } from './permit.js';
import type { CaseDesk } from './types.js';

export interface JudgingDeps {
  readonly db: CasesDatabase;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly judgeCase: JudgeCase;
  readonly clock: Clock;
}

/** What staff decide about the triage's suggestions, what waits for it, and how often both agreed. */
export function createDeskJudging({
  db,
  audit,
  cases,
  judgeCase,
  clock,
}: JudgingDeps): Pick<CaseDesk, 'judge' | 'waiting' | 'agreement'> {
  const store = createAgreementStore();
  return {
    async judge(staff, caseId, judgementId, decision, submission) {
      permit(staff, 'case_change');
      await db.$transaction(async (tx) => {
        const found = await cases.lock(tx, caseId);
        if (!found) {
          throw new AppError('not_found', 404);
        }
        await judgeCase(tx, staff, found, { judgementId, decision, submission, now: clock.now() });
      });
    },

    async waiting(staff, page) {
      permit(staff, 'case_list');
      return db.$transaction(async (tx) => {
        const subject = { kind: 'case', id: null } as const;
        await audit.record(tx, { staffId: staff.id, action: 'case_list_viewed', subject, now: clock.now() });
        const { rows, total } = await store.waiting(tx, page);
        return {
          rows: rows.map(({ serial, registeredAt, ...row }) => ({
            ...row,
            number: caseNumber(serial, registeredAt),
          })),
          total,
        };
      });
    },

    async agreement(staff, month) {
      permit(staff, 'triage_view');
      if (!isMonth(month)) {
        throw new AppError('bad_request');
      }
      return agreementOf(month, await store.counts(db, momentsOf(month)), COMPLAINT_CATEGORIES);
    },
  };
}
