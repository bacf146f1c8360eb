import { randomUUID } from 'node:crypto';
import {
  type Acting,
  type Ask,
  type CaseFile,
  createCaseStore,
  type Intake,
} from '../../../src/domain/cases/index.js';
import type { CaseRoom } from './case-room.js';

export const MINUTE = 60_000;

/** A call as she asks for it. */
export const callback = (given: Partial<Extract<Ask, { kind: 'callback' }>> = {}): Ask => ({
  ...{ kind: 'callback', window: '工作日上午十点', phone: '139 0000 0000', ...given },
});

/** What reporters and officers do in a room. */
export function askingIn(room: CaseRoom) {
  return {
    /** A case that its reporter has open. */
    async enter(intake?: Partial<Intake>) {
      const filed = await room.fileWithCode(intake);
      const entered = await room.tracking.enter(filed.number, filed.code);
      return { ...filed, visit: entered?.visit ?? '' };
    },
    ask: (visit: string, what: Ask, submission: string = randomUUID()) =>
      room.tracking.ask(visit, what, submission),
    async fileOf(caseId: string): Promise<{ officer: Acting; file: CaseFile }> {
      const officer = await room.officer();
      const file = await room.desk.open(officer, caseId);
      if (!file) {
        throw new Error('no case');
      }
      return { officer, file };
    },
    /** The report as it is kept, with how she is reached: staff read that on no page of the case. */
    keptIntake: (caseId: string): Promise<Intake> =>
      room.database.prisma.$transaction(async (tx) => {
        const cases = createCaseStore(room.dataKeys);
        const found = await cases.lock(tx, caseId);
        if (!found) {
          throw new Error('no case');
        }
        return (await cases.sealOf(tx, caseId)).openReport(found.report).intake;
      }),
    /** What is written down of the reporter. */
    async actionsOf(caseId: string): Promise<string[]> {
      const rows = await room.rows<{ action: string }>(
        `SELECT action FROM audit_event WHERE subject_id = '${caseId}' AND staff_id IS NULL ORDER BY id`,
      );
      return rows.map(({ action }) => action);
    },
    /** Closes a case as an officer does. */
    async close(caseId: string): Promise<void> {
      const officer = await room.officer();
      await room.judge(officer, caseId);
      for (const move of ['assess', 'accept', 'start', 'contact', 'reply', 'follow_up', 'close']) {
        await room.desk.move(officer, caseId, move, move === 'reply' ? { message: '办好了' } : {});
      }
      room.clock.advance(MINUTE);
    },
  };
}
