import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AlarmCall, createCaseAlarms, createEscalate } from '../../../src/domain/alarm/index.js';
import { type CaseRoom, newOrigin, openCaseRoom } from './case-room.js';

const MINUTE = 60_000;
let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());
beforeEach(async () => {
  room.suggest({ urgency: 'normal', minor: false, suicide: false });
  await room.database.pool.query('DELETE FROM alarm');
  await room.database.pool.query('DELETE FROM outbox');
});

interface Row {
  readonly case_id: string;
  readonly cause: string;
  readonly level: number;
  readonly calls: number;
  readonly acknowledged_by: string | null;
}
const alarms = () =>
  room.rows<Row>(
    'SELECT case_id::text, cause, level, calls, acknowledged_by::text FROM alarm ORDER BY raised_at',
  );
const causes = async () => (await alarms()).map(({ cause }) => cause);

/** A case on which an officer works already, and what its reporter writes from then on is an emergency. */
async function worked() {
  const cases = calling();
  const { caseId, slipToken, number } = await filed(cases);
  const slip = await cases.tracking.reveal(slipToken, 'her browser');
  const { visit } = (await cases.tracking.enter(number, slip?.code ?? '')) ?? { visit: '' };
  const officer = await room.officer();
  await room.judge(officer, caseId);
  for (const step of ['assess', 'accept', 'start']) {
    await cases.desk.move(officer, caseId, step, {});
  }
  room.suggest({ urgency: 'emergency' });
  const write = (text: string) => cases.tracking.write(visit, text, text);
  return { caseId, officer, cases, write };
}

/** Calls of the open alarm as the outbox keeps them. */
async function queueCalls(states: readonly string[]): Promise<void> {
  await room.database.pool.query(
    `INSERT INTO outbox (channel, chat_key, lane, dedupe_key, payload, state)
      SELECT 'telegram', '\\x00', 0, 'alarm:' || a.id || ':1:' || s.n, '\\x01', s.state
      FROM alarm a, unnest($1::text[]) WITH ORDINALITY AS s (state, n) WHERE a.acknowledged_at IS NULL`,
    [states],
  );
}
const callStates = async () =>
  (
    await room.rows<{ told: string }>(
      "SELECT state || ' ' || COALESCE(error_code, 'null') AS told FROM outbox ORDER BY id",
    )
  ).map(({ told }) => told);

/** The same rooms, in which calls are noted. */
function calling(note: (call: AlarmCall) => void = () => undefined) {
  return room.with({ callStaff: async (_tx, call) => note(call) });
}
const filed = async (cases = calling()) =>
  room.database.prisma.$transaction((tx) =>
    cases.fileCase(tx, { happened: '他昨晚打了我' }, newOrigin(room.clock)),
  );

describe('an alarm is raised', () => {
  it('by an emergency that is filed, with its first call, and by nothing less', async () => {
    const calls: AlarmCall[] = [];
    const cases = calling((call) => calls.push(call));
    await filed(cases);
    room.suggest({ urgency: 'urgent' });
    await filed(cases);
    expect(await alarms()).toEqual([]);
    room.suggest({ urgency: 'emergency' });
    const { caseId } = await filed(cases);
    expect(await alarms()).toMatchObject([{ case_id: caseId, cause: 'emergency_filed', level: 1, calls: 1 }]);
    expect(calls).toMatchObject([{ nth: 1, roles: ['case_officer'] }]);
  });

  it('by a woman who may take her own life, without that word in the table', async () => {
    room.suggest({ suicide: true });
    await filed();
    expect(await causes()).toEqual(['emergency_filed']);
  });

  it('with what caused it or not at all', async () => {
    room.suggest({ urgency: 'emergency' });
    const before = (await room.rows('SELECT id FROM case_file')).length;
    const broken = room.with({ callStaff: () => Promise.reject(new Error('no outbox')) });
    await expect(filed(broken)).rejects.toThrow('no outbox');
    await expect(
      room.database.prisma.$transaction(async (tx) => {
        await calling().fileCase(tx, { happened: '他昨晚打了我' }, newOrigin(room.clock));
        throw new Error('too late');
      }),
    ).rejects.toThrow('too late');
    expect(await alarms()).toEqual([]);
    expect(await room.rows('SELECT id FROM case_file')).toHaveLength(before);
  });

  it('once by a report that is sent twice', async () => {
    room.suggest({ urgency: 'emergency' });
    const origin = newOrigin(room.clock);
    const calls: AlarmCall[] = [];
    const cases = calling((call) => calls.push(call));
    for (let n = 0; n < 2; n++) {
      await room.database.prisma.$transaction((tx) => cases.fileCase(tx, { happened: '他打我' }, origin));
    }
    expect([await causes(), calls.length]).toEqual([['emergency_filed'], 1]);
  });

  it('by danger that she tells later, again after somebody took the first, and by no calm message', async () => {
    const cases = calling();
    const { slipToken, number } = await filed(cases);
    const slip = await cases.tracking.reveal(slipToken, 'her browser');
    const { visit } = (await cases.tracking.enter(number, slip?.code ?? '')) ?? { visit: '' };
    const write = (text: string, submission: string) => cases.tracking.write(visit, text, submission);
    await write('今天没事', 'first');
    expect(await causes()).toEqual([]);
    room.suggest({ urgency: 'emergency' });
    await write('他拿着刀在门外', 'second');
    await write('他还在门外', 'third');
    expect(await causes()).toEqual(['danger_told_later']);
    const [open] = await alarms();
    const officer = await room.officer();
    expect(await cases.desk.takeAlarm(officer, open?.case_id ?? '')).toBe('taken');
    await write('他又来了', 'fourth');
    expect(await causes()).toEqual(['danger_told_later', 'danger_told_later']);
  });

  it('by an assessment that finds high danger, hers or an officer’s', async () => {
    const cases = calling();
    const { caseId } = await filed(cases);
    const worst = Object.fromEntries(cases.danger.questions.map(({ id }) => [id, 'yes'] as const));
    await cases.desk.assessDanger(await room.officer(), caseId, worst, 'assessed');
    expect(await causes()).toEqual(['danger_assessed_high']);
  });
});

describe('an alarm is taken', () => {
  it('by an officer, who gets a case that nobody has; written down in the case and for the auditor', async () => {
    room.suggest({ urgency: 'emergency' });
    const cases = calling();
    const { caseId } = await filed(cases);
    const [first, second] = [await room.officer(), await room.officer()];
    expect(await cases.desk.takeAlarm(first, caseId)).toBe('taken');
    expect(await cases.desk.takeAlarm(second, caseId)).toBe('taken_by_colleague');
    expect(await cases.desk.takeAlarm(first, caseId)).toBe('taken'); // pressed twice
    expect(await alarms()).toMatchObject([{ acknowledged_by: first.id }]);
    const rows = await room.rows<{ assigned_to: string; state: string }>(
      `SELECT assigned_to::text, state FROM case_file WHERE id = '${caseId}'`,
    );
    expect(rows).toEqual([{ assigned_to: first.id, state: 'registered' }]);
    const file = await cases.desk.open(first, caseId);
    expect(file?.entries.map(({ kind }) => kind)).toEqual(['alarm_taken']);
    const audited = await room.rows<{ staff_id: string }>(
      `SELECT staff_id::text FROM audit_event WHERE action = 'alarm_taken' AND subject_id = '${caseId}'`,
    );
    expect(audited).toEqual([{ staff_id: first.id }]);
  });

  it('leaves a case in the hands in which it is', async () => {
    const cases = calling();
    const { caseId } = await filed(cases);
    const [hers, other] = [await room.officer(), await room.officer()];
    await room.database.pool.query('UPDATE case_file SET assigned_to = $1 WHERE id = $2', [hers.id, caseId]);
    const worst = Object.fromEntries(cases.danger.questions.map(({ id }) => [id, 'yes'] as const));
    await cases.desk.assessDanger(other, caseId, worst, 'assessed');
    await cases.desk.takeAlarm(other, caseId);
    const [row] = await room.rows<{ hands: string }>(
      `SELECT assigned_to::text AS hands FROM case_file WHERE id = '${caseId}'`,
    );
    expect(row?.hands).toBe(hers.id);
  });

  it('by an officer who moves the case', async () => {
    room.suggest({ urgency: 'emergency' });
    const cases = calling();
    const { caseId } = await filed(cases);
    const officer = await room.officer();
    await room.judge(officer, caseId);
    expect(await alarms()).toMatchObject([{ acknowledged_by: null }]);
    await cases.desk.move(officer, caseId, 'assess', {});
    expect(await alarms()).toMatchObject([{ acknowledged_by: officer.id }]);
  });

  it('by no move that was sent from a page on which her last words were missing', async () => {
    const { caseId, officer, cases, write } = await worked();
    await cases.desk.open(officer, caseId);
    await write('他拿刀了');
    await cases.desk.move(officer, caseId, 'extend', { reason: '要多一点时间' });
    expect(await alarms()).toMatchObject([{ cause: 'danger_told_later', acknowledged_by: null }]);
    await cases.desk.open(officer, caseId);
    await cases.desk.move(officer, caseId, 'assign', { assignTo: officer.id });
    expect(await alarms()).toMatchObject([{ acknowledged_by: officer.id }]);
  });

  it('by an officer who has spoken with her, also when somebody had before', async () => {
    const { caseId, officer, cases } = await worked();
    const reached = (submission: string) =>
      cases.contactDesk.noteCall(officer, caseId, { outcome: 'reached', words: '', submission });
    await reached('first');
    await room.database.prisma.$transaction((tx) =>
      createCaseAlarms().raise(tx, { caseId, cause: 'danger_told_later', now: room.clock.now() }),
    );
    await reached('second');
    expect(await alarms()).toMatchObject([{ acknowledged_by: officer.id }]);
  });

  it('by no call that was noted from a page on which her last words were missing', async () => {
    const { caseId, officer, cases, write } = await worked();
    await cases.desk.open(officer, caseId);
    const reached = (submission: string) =>
      cases.contactDesk.noteCall(officer, caseId, { outcome: 'reached', words: '', submission });
    await write('他拿刀了');
    await reached('first');
    await write('他又拿刀了');
    await reached('second');
    expect(await alarms()).toMatchObject([{ acknowledged_by: null }]);
    await cases.desk.open(officer, caseId);
    await reached('third');
    expect(await alarms()).toMatchObject([{ acknowledged_by: officer.id }]);
  });

  it('with the calls that wait and those that are on their way', async () => {
    room.suggest({ urgency: 'emergency' });
    const { caseId } = await filed();
    await queueCalls(['queued', 'sending', 'sent']);
    await calling().desk.takeAlarm(await room.officer(), caseId);
    expect(await callStates()).toEqual([...['cancelled alarm_taken', 'cancelled alarm_taken', 'sent null']]);
  });

  it('by nobody who may not change a case', async () => {
    room.suggest({ urgency: 'emergency' });
    const cases = calling();
    const { caseId } = await filed(cases);
    for (const role of ['administrator', 'editor', 'broadcaster', 'auditor']) {
      const staff = await room.officer([role]);
      await expect(async () => cases.desk.takeAlarm(staff, caseId)).rejects.toMatchObject({ status: 404 });
    }
    expect(await alarms()).toMatchObject([{ acknowledged_by: null }]);
  });
});

describe('the calls that are due', () => {
  it('are made once by several processes that look at the same time, and none is forgotten', async () => {
    room.suggest({ urgency: 'emergency' });
    const calls: string[] = [];
    for (let n = 0; n < 12; n++) {
      await filed();
    }
    room.clock.advance(5 * MINUTE);

    const look = () =>
      Promise.all(
        [1, 2, 3].map(() =>
          createEscalate({
            db: room.database.prisma,
            call: async (_tx, { alarmId, nth }) => void calls.push(`${alarmId} ${nth}`),
            clock: room.clock,
          })(),
        ),
      );
    await look();
    await look();
    expect(calls).toHaveLength(12);
    expect(new Set(calls).size).toBe(12);
    room.clock.advance(60 * MINUTE);
    await look();
    expect(new Set(calls).size).toBe(24);
    expect(calls).toHaveLength(24);
  });

  it('begin with the first where nobody could be called when it was raised', async () => {
    room.suggest({ urgency: 'emergency' });
    await filed(room.with({}));
    expect(await alarms()).toMatchObject([{ level: 0, calls: 0 }]);
    const roles: Array<readonly string[]> = [];
    const escalate = createEscalate({
      db: room.database.prisma,
      call: async (_tx, call) => void roles.push(call.roles),
      clock: room.clock,
    });
    await escalate();
    expect([await alarms(), roles]).toMatchObject([[{ level: 1, calls: 1 }], [['case_officer']]]);
  });

  it('take the place of those before them that could not be sent', async () => {
    room.suggest({ urgency: 'emergency' });
    await filed();
    await queueCalls(['queued', 'sending', 'sent']);
    room.clock.advance(5 * MINUTE);
    const { clock } = room;
    await createEscalate({ db: room.database.prisma, clock, call: () => Promise.resolve() })();
    expect(await callStates()).toEqual([
      ...['cancelled alarm_called_again', 'cancelled alarm_called_again', 'sent null'],
    ]);
  });

  it('that fail are undone, and made the next time', async () => {
    room.suggest({ urgency: 'emergency' });
    await filed();
    room.clock.advance(5 * MINUTE);
    const { clock } = room;
    const db = room.database.prisma;
    const failing = createEscalate({ db, clock, call: () => Promise.reject(new Error('away')) });
    await expect(failing()).rejects.toThrow('away');
    expect(await alarms()).toMatchObject([{ calls: 1, level: 1 }]);
    await createEscalate({ db, clock, call: () => Promise.resolve() })();
    expect(await alarms()).toMatchObject([{ calls: 2, level: 2 }]);
  });
});
