import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acting, TRANSITIONS } from '../../../src/domain/cases/index.js';
import { ROLES } from '../../../src/domain/staff/index.js';
import { DAY, HOUR } from '../../support/test-clock.js';
import { type CaseRoom, newOrigin, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let officer: Acting;
beforeAll(async () => {
  room = await openCaseRoom();
  officer = await room.officer();
});
afterAll(() => room.close());

const fresh = async (minor = false) => {
  room.suggest({ minor });
  const { caseId } = await room.file();
  room.suggest({ minor: false });
  return caseId;
};
const go = async (id: string, ...names: string[]) => {
  for (const name of names) {
    if (name === 'assess') {
      await room.judge(officer, id);
    }
    await room.desk.move(officer, id, name, { reason: '原因', message: '给您的话', assignTo: officer.id });
  }
};
const stateOf = async (id: string) => (await room.desk.open(officer, id))?.state;
const runningOf = async (id: string) =>
  (
    await room.rows<{ kind: string }>(
      `SELECT kind FROM case_clock WHERE case_id = '${id}' AND stopped_at IS NULL ORDER BY kind`,
    )
  ).map(({ kind }) => kind);
const auditOf = (id: string) =>
  room.rows(`SELECT action, detail, staff_id FROM audit_event WHERE subject_id = '${id}' ORDER BY id`);

describe('a case on its way', () => {
  it('is assessed, accepted, worked on, answered, asked after, closed and archived, clocks with it', async () => {
    const id = await fresh();
    await go(id, 'assess', 'accept');
    expect(await runningOf(id)).toEqual(['finish', 'first_contact']);
    await go(id, 'assign', 'start');
    await room.desk.write(officer, id, '我们来办', 'w');
    await go(id, 'extend');
    const file = await room.desk.open(officer, id);
    expect(file?.clocks.find(({ kind }) => kind === 'finish')?.dueAt).toEqual(
      new Date('2027-02-22T15:59:59.999Z'),
    );
    await go(id, 'reply');
    expect(await runningOf(id)).toEqual(['finish', 'follow_up']);
    await go(id, 'follow_up', 'close');
    expect(await runningOf(id)).toEqual([]);
    await go(id, 'archive');
    expect(await room.desk.open(officer, id)).toMatchObject({
      state: 'archived',
      transitions: [],
      nextClock: null,
    });
    expect((await auditOf(id)).map((row) => row['detail'])).toEqual([
      ...['web', 'as_suggested', 'assess', 'accept', 'assign', 'start', null, 'extend', null, null, 'reply'],
      ...['follow_up', 'close', 'archive', null],
    ]);
  });

  it('tells its timeline oldest first, with names, words and where it led', async () => {
    const id = await fresh();
    await room.desk.note(officer, id, '她说话很小声', 'n');
    await room.judge(officer, id, { why: '看过了' });
    await room.desk.move(officer, id, 'assess', { reason: '高危' });
    await room.desk.write(officer, id, '您好', 'w');
    const staffName = `officer ${officer.id.slice(0, 4)}`;
    expect((await room.desk.open(officer, id))?.entries).toMatchObject([
      { kind: 'note', text: '她说话很小声', staffName, transition: null },
      { kind: 'transition', text: '看过了', transition: 'judged', toState: 'registered', staffName },
      { kind: 'transition', text: '高危', transition: 'assess', toState: 'assessed', staffName },
      { kind: 'to_reporter', text: '您好', staffName },
    ]);
  });

  it('is answered and refused with words that she reads, each once, and not without', async () => {
    const { caseId, number, code } = await room.fileWithCode();
    await go(caseId, 'contact', 'assess', 'accept', 'start');
    await expect(room.desk.move(officer, caseId, 'reply', { reason: '内部' })).rejects.toMatchObject({
      ...{ code: 'message_missing', status: 400 },
    });
    const reply = { message: ' 街道明天上门 ', submission: 'one form' };
    await Promise.all([1, 2].map(() => room.desk.move(officer, caseId, 'reply', reply)));
    const visit = (await room.tracking.enter(number, code))?.visit ?? '';
    expect((await room.tracking.view(visit))?.lines.slice(-2)).toMatchObject([
      { kind: 'to_reporter', text: '街道明天上门' },
      { kind: 'state', state: 'replied' },
    ]);
    await expect(go(caseId, 'close')).rejects.toThrow('transition_not_allowed');
    await go(caseId, 'follow_up', 'close');
    const written = (await auditOf(caseId)).filter(({ action }) => action === 'case_written');
    expect(written).toHaveLength(1);
    const refused = await fresh();
    await go(refused, 'contact', 'assess');
    await expect(room.desk.move(officer, refused, 'not_accept', {})).rejects.toThrow('message_missing');
    await go(refused, 'not_accept');
    expect(
      (await room.desk.open(officer, refused))?.entries.map(({ kind, text }) => [kind, text]),
    ).toContainEqual(['to_reporter', '给您的话']);
  });

  it('goes to officers who may work and can sign in, and to nobody else', async () => {
    const id = await fresh();
    await go(id, 'assess', 'accept');
    const editor = await room.officer(['editor']);
    const gone = await room.officer();
    await room.rows(`UPDATE staff SET disabled_at = now() WHERE id = '${gone.id}'`);
    for (const assignTo of [editor.id, gone.id, '00000000-0000-4000-8000-000000000000', 'x']) {
      await expect(room.desk.move(officer, id, 'assign', { assignTo })).rejects.toThrow('assignee_invalid');
    }
    await expect(room.desk.move(officer, id, 'assign', {})).rejects.toThrow('assignee_missing');
    const other = await room.officer();
    await room.desk.move(officer, id, 'assign', { assignTo: other.id });
    expect(await room.desk.open(officer, id)).toMatchObject({
      assignedTo: `officer ${other.id.slice(0, 4)}`,
    });
    await go(id, 'return');
    expect(await room.desk.open(officer, id)).toMatchObject({ state: 'returned', assignedTo: null });
  });

  it('is not moved by what its state forbids, without a reason, or by a name that does not exist', async () => {
    const id = await fresh();
    for (const name of ['close', 'archive', 'object', 'nothing', '__proto__']) {
      await expect(room.desk.move(officer, id, name, { reason: '原因' })).rejects.toMatchObject({
        ...{ code: 'transition_not_allowed', status: 409 },
      });
    }
    await go(id, 'contact');
    await expect(room.desk.move(officer, id, 'withdraw', { reason: ' ' })).rejects.toMatchObject({
      ...{ code: 'reason_missing', status: 400 },
    });
    expect(await stateOf(id)).toBe('registered');
  });

  it('moves once when ten officers press the same button at once', async () => {
    const id = await fresh();
    await room.judge(officer, id);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => room.desk.move(officer, id, 'assess', {})),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await room.desk.open(officer, id))?.entries).toHaveLength(2);
  });

  it.each(['case_file', 'case_entry', 'case_clock', 'audit_event'])(
    'is as it was when a move fails at %s',
    async (table) => {
      const id = await fresh();
      await go(id, 'assess');
      const before = await room.dump();
      await room.rows(
        `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
      );
      await room.rows(
        `CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION broken()`,
      );
      try {
        await expect(go(id, 'accept')).rejects.toThrow();
      } finally {
        await room.rows('DROP FUNCTION broken CASCADE');
      }
      expect(await room.dump()).toBe(before);
    },
  );

  it('in which a minor may be harmed ends only after the report, or the reason why none is due', async () => {
    const id = await fresh(true);
    await go(id, 'contact', 'assess');
    await expect(go(id, 'not_accept')).rejects.toThrow('transition_not_allowed');
    await room.desk.reported(officer, id, '玉泉派出所 2026-11-24 回执 17', 'r');
    expect(await runningOf(id)).toEqual(['tell_receipt']);
    await go(id, 'not_accept');
    const other = await fresh(true);
    await go(other, 'contact', 'assess', 'no_report_due', 'not_accept');
    expect(await stateOf(other)).toBe('not_accepted');
  });
});

describe('a linked chat', () => {
  it('is told once of a message and of the moves that matter to her, unless she blocked us', async () => {
    const contact = await room.contact();
    const { caseId } = await room.file({ contact: 'chat' }, { channel: 'telegram', contactId: contact.id });
    room.told.length = 0;
    await room.desk.note(officer, caseId, '内部', 'n');
    await go(caseId, 'assess');
    expect(room.told).toEqual([]);
    await room.desk.write(officer, caseId, '您好', 'w');
    await room.desk.write(officer, caseId, '您好', 'w');
    await go(caseId, 'accept');
    expect(room.told.map(({ contactId }) => contactId)).toEqual([contact.id, contact.id]);
    expect(new Set(room.told.map(({ key }) => key)).size).toBe(2);
    expect(await room.desk.open(officer, caseId)).toMatchObject({ canNotify: true });
    await room.rows(`UPDATE contact SET blocked_at = now() WHERE id = '${contact.id}'`);
    await room.desk.write(officer, caseId, '再见', 'w2');
    expect(room.told).toHaveLength(2);
    expect(await room.desk.open(officer, caseId)).toMatchObject({ canNotify: false });
  });

  it('that can not be told leaves the message unsaid', async () => {
    const contact = await room.contact();
    const { caseId } = await room.file({ contact: 'chat' }, { contactId: contact.id });
    const { desk } = room.with({ tell: () => Promise.reject(new Error('no outbox')) });
    await expect(desk.write(officer, caseId, '您好', 'w')).rejects.toThrow('no outbox');
    expect(await room.desk.open(officer, caseId)).toMatchObject({ entries: [] });
  });
});

describe('the list', () => {
  it('puts what is overdue first, then what is most pressing, and knows open, overdue, state, urgency and number', async () => {
    const own = await openCaseRoom();
    const staff = await own.officer();
    const rows = async (filter = {}) =>
      (await own.desk.list(staff, { page: 1, ...filter })).rows.map(({ id }) => id);
    const normal = await own.file();
    own.suggest({ urgency: 'urgent' });
    const urgent = await own.file();
    own.suggest({ urgency: 'emergency' });
    const emergency = await own.file();
    const ended = await own.file();
    await own.desk.move(staff, ended.caseId, 'contact', {});
    await own.desk.move(staff, ended.caseId, 'withdraw', { reason: '本人要求' });
    const open = [emergency.caseId, urgent.caseId, normal.caseId];
    expect(await rows()).toEqual([...open, ended.caseId]);
    expect(await rows({ open: true })).toEqual(open);
    expect(await rows({ state: 'withdrawn' })).toEqual([ended.caseId]);
    expect(await rows({ urgency: 'urgent' })).toEqual([urgent.caseId]);
    expect(await rows({ number: ` ${urgent.number.replace('-', '')} ` })).toEqual([urgent.caseId]);
    expect(await rows({ number: 'x' })).toEqual([]);
    expect(await rows({ overdue: true })).toEqual([]);
    own.clock.advance(2 * HOUR);
    expect(await rows({ overdue: true })).toEqual([emergency.caseId]);
    await own.desk.move(staff, emergency.caseId, 'contact', {});
    own.clock.advance(23 * HOUR);
    expect(await rows({ open: true })).toEqual([urgent.caseId, emergency.caseId, normal.caseId]);
    own.clock.advance(20 * DAY);
    expect(await rows({ overdue: true })).toEqual(open);
    expect(await own.desk.list(staff, { page: 2 })).toMatchObject({ rows: [] });
    await own.close();
  });

  it('counts what it shows and pages by fifty', async () => {
    const own = await openCaseRoom();
    const staff = await own.officer();
    const cases = own.with({ passwords: { hash: async () => 'hash', verify: async () => false } });
    for (let n = 0; n < 53; n++) {
      await own.database.prisma.$transaction((tx) =>
        cases.fileCase(tx, { happened: '他打我' }, newOrigin(own.clock)),
      );
    }
    expect((await own.desk.list(staff, { page: 1 })).rows).toHaveLength(50);
    expect(await own.desk.list(staff, { page: 2 })).toMatchObject({ total: 53, rows: { length: 3 } });
    await own.close();
  });
});

describe('what staff may', () => {
  it('is nothing of a case for any other role, and it looks as if it were not there', async () => {
    const id = await fresh();
    for (const role of ROLES.filter((known) => known !== 'case_officer')) {
      const staff = await room.officer([role]);
      const calls = [
        () => room.desk.list(staff, { page: 1 }),
        () => room.desk.open(staff, id),
        () => room.desk.move(staff, id, 'assess', {}),
        () => room.judge(staff, id),
        () => room.desk.waiting(staff, 1),
        () => room.desk.note(staff, id, '话', 'n'),
        () => room.desk.write(staff, id, '话', 'w'),
        () => room.desk.reported(staff, id, '话', 'r'),
        () =>
          room.desk.intake(staff, { happened: '话' }, { channel: 'phone', locale: 'zh-CN', submission: 's' }),
      ];
      for (const call of calls) {
        await expect(call(), role).rejects.toMatchObject({
          code: 'not_found',
          status: 404,
        });
      }
    }
    expect(await auditOf(id)).toHaveLength(1);
  });

  it('is to write down a phone call, which stays one case', async () => {
    const origin = { channel: 'phone', locale: 'zh-CN', submission: 'call 1' } as const;
    const filed = await room.desk.intake(officer, { happened: '她打来电话' }, origin);
    expect(await room.desk.intake(officer, { happened: '她打来电话' }, origin)).toEqual({
      ...filed,
      repeated: true,
    });
    expect(await auditOf(filed.caseId)).toEqual([
      { action: 'case_filed', detail: 'phone', staff_id: officer.id },
    ]);
  });

  it('is answered with nothing for a case that is not there', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', "'; DROP TABLE case_file; --"]) {
      expect(await room.desk.open(officer, id)).toBeNull();
      await expect(room.desk.note(officer, id, '话', 'n')).rejects.toThrow('not_found');
      await expect(room.desk.move(officer, id, 'assess', {})).rejects.toThrow('not_found');
    }
  });
});

describe('the audit', () => {
  it('that can not be written refuses what it would have recorded', async () => {
    const { caseId, number, code } = await room.fileWithCode();
    const entered = await room.tracking.enter(number, code);
    const audit = { record: () => Promise.reject(new Error('no audit')) };
    const blind = room.with({ audit });
    const calls: Array<() => Promise<unknown>> = [
      () => blind.desk.list(officer, { page: 1 }),
      () => blind.desk.open(officer, caseId),
      () => blind.desk.move(officer, caseId, 'contact', {}),
      () => blind.desk.waiting(officer, 1),
      () => blind.desk.note(officer, caseId, '话', 'n'),
      () => blind.desk.write(officer, caseId, '话', 'w'),
      () => blind.desk.reported(officer, caseId, '话', 'r'),
      () => blind.tracking.enter(number, code),
      () => blind.tracking.enter(number, '0000'),
      () => blind.tracking.write(entered?.visit ?? '', '话', 's'),
    ];
    const before = await room.dump();
    for (const call of calls) {
      await expect(call()).rejects.toThrow('no audit');
    }
    const untouched = (dump: string) => dump.split('\n').length;
    expect(untouched(await room.dump())).toBe(untouched(before));
    expect(await stateOf(caseId)).toBe('registered');
  });

  it('has the row before the content is read', async () => {
    const id = await fresh();
    const seen: string[] = [];
    const dataKeys = {
      ...room.dataKeys,
      unwrap: (...args: Parameters<typeof room.dataKeys.unwrap>) => {
        seen.push('unwrapped');
        return room.dataKeys.unwrap(...args);
      },
    };
    const audit = { record: async () => void seen.push('recorded') };
    await room.with({ audit, dataKeys }).desk.open(officer, id);
    expect(seen).toEqual(['recorded', 'unwrapped']);
  });
});

it('the table names no transition twice', () => {
  expect(new Set(TRANSITIONS.map(({ name }) => name)).size).toBe(TRANSITIONS.length);
});
