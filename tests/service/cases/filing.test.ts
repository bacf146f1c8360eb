import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCaseStore, type DangerAnswer, readOutlook } from '../../../src/domain/cases/index.js';
import { REPORT_CONSENT } from '../../../src/domain/consent/index.js';
import { dangerScale } from '../../support/danger-scale.js';
import { type CaseRoom, CASE_TABLES, newOrigin, openCaseRoom } from './case-room.js';

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

const counts = async () => {
  const found: Record<string, number> = {};
  for (const table of [...CASE_TABLES, 'audit_event']) {
    found[table] = Number((await room.rows<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]?.count);
  }
  return found;
};

describe('a filed report', () => {
  it('becomes a case with number, digits, key, clocks, link and audit row', async () => {
    const contact = await room.contact();
    room.suggest({ category: 'minor_harm', urgency: 'urgent', minor: true, suicide: false });
    const filed = await room.file(
      { happened: '老师打孩子', place_of_harm: '格里坪镇三组', contact: 'chat' },
      { channel: 'telegram', contactId: contact.id },
    );
    expect(filed).toMatchObject({
      number: expect.stringMatching(/^2026-\d{6}$/) as string,
      slipToken: expect.stringMatching(/^[\w-]{43}$/) as string,
      repeated: false,
    });
    const [row] = await room.rows(`SELECT * FROM case_file WHERE id = '${filed.caseId}'`);
    expect(row).toMatchObject({
      ...{ state: 'registered', category: 'minor_harm', urgency: 'urgent', minor: true },
      ...{ channel: 'telegram', township: 'geliping', locale: 'zh-CN' },
      code_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) as string,
    });
    const of = `WHERE case_id = '${filed.caseId}'`;
    expect(await room.rows(`SELECT kind FROM case_clock ${of} ORDER BY kind`)).toEqual([
      { kind: 'first_contact' },
      { kind: 'mandatory_report' },
      { kind: 'tell_receipt' },
    ]);
    expect(await room.rows(`SELECT recipient_kind, alg FROM case_key ${of}`)).toEqual([
      { recipient_kind: 'kek', alg: 'aes-256-gcm' },
    ]);
    expect(await room.rows(`SELECT contact_id FROM case_link ${of}`)).toEqual([{ contact_id: contact.id }]);
    expect(
      await room.rows(`SELECT action, detail FROM audit_event WHERE subject_id = '${filed.caseId}'`),
    ).toEqual([{ action: 'case_filed', detail: 'telegram' }]);
    room.suggest({ category: 'domestic_violence', urgency: 'normal', minor: false });
  });

  it('is as urgent as the graver of triage and answers says', async () => {
    const urgencyOf = async (caseId: string) =>
      (await room.rows(`SELECT urgency, minor FROM case_file WHERE id = '${caseId}'`))[0];
    const calm = await room.file({ danger: 'no', minor: 'no' });
    expect(await urgencyOf(calm.caseId)).toEqual({ urgency: 'normal', minor: false });
    const now = await room.file({ danger: 'now', reporter: 'minor' });
    expect(await urgencyOf(now.caseId)).toEqual({ urgency: 'emergency', minor: true });
    const [contact] = await room.rows<{ due_at: Date }>(
      `SELECT due_at FROM case_clock WHERE case_id = '${now.caseId}' AND kind = 'first_contact'`,
    );
    expect(contact?.due_at.getTime()).toBe(room.clock.now().getTime() + 3_600_000);
  });

  it('says where it happened by the place, and only else by the story', async () => {
    const filed = await room.file({ happened: '在玉泉打的', place_of_harm: '格里坪' });
    const other = await room.file({ happened: '在玉泉打的' });
    const nowhere = await room.file({ happened: '在家里打的' });
    const townships = await room.rows<{ township: string | null }>(
      `SELECT township FROM case_file WHERE id IN ('${filed.caseId}', '${other.caseId}', '${nowhere.caseId}') ORDER BY serial`,
    );
    expect(townships.map((row) => row.township)).toEqual(['geliping', 'yuquan', null]);
  });

  it('keeps no phone number of somebody who does not want to be called', async () => {
    const filed = await room.file({ contact: 'no', phone: '13800000000', safe_time: '上午' });
    const file = await room.desk.open(await room.officer(), filed.caseId);
    expect(file?.intake).toEqual({
      happened: '他昨晚打了我',
      contact: 'no',
      consent_version: REPORT_CONSENT,
    });
  });

  it('of the first edition of the form still opens, and is heeded', async () => {
    const filed = await room.fileWithCode();
    const old = { happened: '他打我', place: '玉泉', wish: 'legal', consent: 'yes', contact: 'no' };
    const seal = await createCaseStore(room.dataKeys).sealOf(room.database.prisma, filed.caseId);
    const report = seal.sealReport({ intake: old, suicide: false } as unknown as Parameters<
      typeof seal.sealReport
    >[0]);
    await room.database.pool.query('UPDATE case_file SET report = $2 WHERE id = $1', [filed.caseId, report]);
    const opened = async () => (await room.desk.open(await room.officer(), filed.caseId))?.intake;
    const read = {
      ...{ happened: '他打我', contact: 'no', place_of_harm: '玉泉', wish: ['legal'] },
      ...{ share: ['police', 'civil_affairs', 'court', 'school'], consent_version: 1 },
    };
    expect(await opened()).toEqual(read);
    room.suggest({ suicide: true, urgency: 'emergency' });
    const { visit } = (await room.tracking.enter(filed.number, filed.code)) ?? { visit: '' };
    await room.tracking.write(visit, '我不想活了', 'a-message-of-hers');
    room.suggest({ suicide: false, urgency: 'normal' });
    expect(await opened()).toEqual(read);
  });

  it('that was told earlier counts from then, and not from a time that cannot be', async () => {
    const HOURS = 3_600_000;
    const ago = (hours: number) => new Date(room.clock.now().getTime() - hours * HOURS);
    const told = ago(40);
    const filed = await room.file({}, { channel: 'letter', toldAt: told });
    const [row] = await room.rows<{ created_at: Date; channel: string }>(
      `SELECT created_at, channel FROM case_file WHERE id = '${filed.caseId}'`,
    );
    expect(row).toEqual({ created_at: told, channel: 'letter' });
    const clocks = await room.rows<{ kind: string; started_at: Date; due_at: Date }>(
      `SELECT kind, started_at, due_at FROM case_clock WHERE case_id = '${filed.caseId}'`,
    );
    expect(clocks.map(({ started_at: at }) => at)).toEqual(clocks.map(() => told));
    const receipt = clocks.find(({ kind }) => kind === 'tell_receipt');
    expect(receipt?.due_at.getTime()).toBeLessThan(ago(0).getTime() + 15 * 24 * HOURS);
    const before = await counts();
    for (const toldAt of [ago(-1), ago(60 * 24 + 1), new Date(NaN)]) {
      await expect(room.file({}, { toldAt })).rejects.toMatchObject({ code: 'told_at_odd', status: 400 });
    }
    expect(await counts()).toEqual(before);
    await room.file({}, { toldAt: ago(60 * 24 - 1) });
  });
});

describe('a report with answers to the danger assessment', () => {
  const ids = dangerScale.questions.map(({ id }) => id);
  const every = (answer: DangerAnswer) => Object.fromEntries(ids.map((id) => [id, answer]));

  it('has them as an assessment of her own, with what follows from high danger, and no longer in the report', async () => {
    const filed = await room.file({ assessment: { ...every('no'), could_not_breathe: 'yes' } });
    const file = await room.desk.open(await room.officer(), filed.caseId);
    expect(file?.dangers).toMatchObject([{ staffName: null, result: { level: 'high', special: true } }]);
    expect(file).toMatchObject({ urgency: 'emergency', intake: { happened: '他昨晚打了我' } });
    expect(file?.intake.assessment).toBeUndefined();
    expect(file?.entries).toMatchObject([{ kind: 'danger_assessed', staffName: null, danger: 'high' }]);
    const due = file?.clocks.find(({ kind }) => kind === 'first_contact')?.dueAt.getTime();
    expect(due).toBe(room.clock.now().getTime() + 3_600_000);
    const audit = await room.rows<{ action: string; staff_id: string | null }>(
      `SELECT action, staff_id FROM audit_event WHERE subject_id = '${filed.caseId}' ORDER BY id LIMIT 2`,
    );
    expect(audit).toEqual([
      { action: 'case_filed', staff_id: null },
      { action: 'danger_assessed', staff_id: null },
    ]);
  });

  it('keeps those that were answered, and makes nothing of questions that were all skipped', async () => {
    const some = await room.file({ assessment: { [ids[0] ?? '']: 'yes' } });
    const none = await room.file({ assessment: every('unknown') });
    const officer = await room.officer();
    expect((await room.desk.open(officer, some.caseId))?.dangers).toMatchObject([
      { result: { level: 'unclear', score: 1, unknown: 10 } },
    ]);
    expect((await room.desk.open(officer, none.caseId))?.dangers).toEqual([]);
  });

  it('is all or nothing', async () => {
    const before = await counts();
    await room.rows(
      `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
    );
    await room.rows(
      'CREATE TRIGGER broken BEFORE INSERT ON danger_assessment FOR EACH ROW EXECUTE FUNCTION broken()',
    );
    const origin = newOrigin(room.clock);
    try {
      await expect(room.file({ assessment: every('yes') }, origin)).rejects.toThrow();
    } finally {
      await room.rows('DROP FUNCTION broken CASCADE');
    }
    expect(await counts()).toEqual(before);
    const send = () => room.file({ assessment: every('yes') }, origin);
    const { caseId } = await send();
    expect((await send()).caseId).toBe(caseId);
    const other = room.file({ assessment: { ...every('yes'), deadly_act: 'no' } }, origin);
    await expect(other).rejects.toMatchObject({ code: 'submission_changed' });
    expect((await room.desk.open(await room.officer(), caseId))?.dangers).toHaveLength(1);
  });
});

describe('the outlook that she is told', () => {
  it('names what it is taken for, what we aim at and what the law sets', async () => {
    const filed = await room.file();
    const outlook = await readOutlook(room.database.prisma, filed.caseId);
    expect(outlook).toMatchObject({ category: 'domestic_violence', urgency: 'normal' });
    expect(outlook?.clocks.map(({ kind }) => kind)).toEqual(['first_contact', 'tell_receipt']);
    expect((await room.tracking.reveal(filed.slipToken, 'her browser'))?.outlook).toEqual(outlook);
  });

  it('tells nothing of a report to the police', async () => {
    room.suggest({ category: 'minor_harm', urgency: 'urgent', minor: true });
    const filed = await room.file();
    room.suggest({ category: 'domestic_violence', urgency: 'normal', minor: false });
    const outlook = await readOutlook(room.database.prisma, filed.caseId);
    expect(outlook?.clocks.map(({ kind }) => kind)).not.toContain('mandatory_report');
  });
});

describe('the same form sent again', () => {
  it('stays one case, whatever the order of its fields, with the same number and slip', async () => {
    const origin = newOrigin(room.clock);
    const first = await room.file({ happened: '他打我', place_of_harm: '玉泉' }, origin);
    const before = await counts();
    const again = await room.database.prisma.$transaction((tx) =>
      room.fileCase(tx, { place_of_harm: '玉泉', happened: '他打我' }, origin),
    );
    expect(again).toEqual({ ...first, repeated: true });
    expect(await counts()).toEqual(before);
  });

  it('is refused with other answers', async () => {
    const origin = newOrigin(room.clock);
    await room.file({ happened: '他打我' }, origin);
    await expect(room.file({ happened: '他没有打我' }, origin)).rejects.toMatchObject({
      code: 'submission_changed',
      status: 409,
    });
  });

  it('twenty times at once stays one case, and all get the same answer', async () => {
    const origin = newOrigin(room.clock);
    const before = await counts();
    const filed = await Promise.all(
      Array.from({ length: 20 }, () => room.file({ place_of_harm: '玉泉' }, origin)),
    );
    expect(
      new Set(filed.map(({ number, slipToken, caseId }) => `${number} ${slipToken} ${caseId}`)).size,
    ).toBe(1);
    expect(filed.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const after = await counts();
    expect(after['case_file']).toBe((before['case_file'] ?? 0) + 1);
    expect(after['audit_event']).toBe((before['audit_event'] ?? 0) + 1);
  });

  it('is filed by the second when the first, which it waited for, is rolled back', async () => {
    const origin = newOrigin(room.clock);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let inserted = (): void => undefined;
    const isInserted = new Promise<void>((resolve) => (inserted = resolve));
    const first = room.database.prisma.$transaction(async (tx) => {
      await room.fileCase(tx, { happened: '他打我' }, origin);
      inserted();
      await held;
      throw new Error('rolled back');
    });
    await isInserted;
    const second = room.file({ happened: '他打我' }, origin);
    release();
    await expect(first).rejects.toThrow('rolled back');
    expect(await second).toMatchObject({ repeated: false });
  });
});

describe('the chat in which it was told', () => {
  it.each([undefined, 'no', 'phone', 'page'] as const)(
    'is not linked when the answer is %s',
    async (contact) => {
      const { id: contactId } = await room.contact();
      const { caseId } = await room.file(contact ? { contact } : {}, { channel: 'telegram', contactId });
      expect(await room.rows(`SELECT 1 FROM case_link WHERE case_id = '${caseId}'`)).toEqual([]);
    },
  );
});

describe('a filing that fails', () => {
  it.each([...CASE_TABLES, 'audit_event'])('at %s leaves nothing behind', async (table) => {
    const origin = { ...newOrigin(room.clock), contactId: (await room.contact()).id };
    const before = await counts();
    await room.rows(
      `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
    );
    await room.rows(`CREATE TRIGGER broken BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION broken()`);
    try {
      await expect(room.file({ contact: 'chat' }, origin)).rejects.toThrow();
    } finally {
      await room.rows('DROP FUNCTION broken CASCADE');
    }
    expect(await counts()).toEqual(before);
    expect(await room.file({}, origin)).toMatchObject({ repeated: false });
  });
});
