import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Acting, DangerAnswer, DangerAnswers } from '../../../src/domain/cases/index.js';
import { ROLES } from '../../../src/domain/staff/index.js';
import { dangerScale } from '../../support/danger-scale.js';
import { HOUR } from '../../support/test-clock.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let officer: Acting;
beforeAll(async () => {
  room = await openCaseRoom();
  officer = await room.officer();
});
afterAll(() => room.close());

const ids = dangerScale.questions.map(({ id }) => id);
const counting = dangerScale.questions.filter(({ special }) => !special).map(({ id }) => id);
const every = (answer: DangerAnswer, of = ids): DangerAnswers =>
  Object.fromEntries(of.map((id) => [id, answer]));
const withYes = (yes: number): DangerAnswers => ({ ...every('no'), ...every('yes', counting.slice(0, yes)) });
const [LOW, MEDIUM, HIGH] = [withYes(0), withYes(4), withYes(6)];

async function filed(suggested: Parameters<CaseRoom['suggest']>[0] = {}) {
  room.suggest({ category: 'domestic_violence', urgency: 'normal', minor: false, ...suggested });
  return room.fileWithCode();
}
const sheetOf = (id: string) => room.desk.dangerSheet(officer, id);
const rowOf = async (id: string) =>
  (
    await room.rows<{ urgency: string; unread_since: Date | null }>(
      `SELECT urgency, unread_since FROM case_file WHERE id = '${id}'`,
    )
  )[0];
const clockOf = async (id: string, kind: string) =>
  (
    await room.rows<{ due_at: Date; stopped_at: Date | null }>(
      `SELECT due_at, stopped_at FROM case_clock WHERE case_id = '${id}' AND kind = '${kind}'`,
    )
  )[0];
const auditOf = async (id: string) =>
  (
    await room.rows<{ action: string; detail: string | null; staff_id: string | null }>(
      `SELECT action, detail, staff_id FROM audit_event WHERE subject_id = '${id}' ORDER BY id`,
    )
  ).slice(1);

describe('a danger assessment', () => {
  it('is kept with its answers and what they came to, in the timeline and in the audit', async () => {
    const { caseId } = await filed();
    await room.desk.assessDanger(officer, caseId, { ...MEDIUM, deadly_act: 'unknown' }, 's1');
    await room.desk.assessDanger(officer, caseId, every('yes', ids.slice(0, 1)), 's2');
    const staffName = `officer ${officer.id.slice(0, 4)}`;
    const findings = (await sheetOf(caseId))?.findings;
    expect(findings).toMatchObject([
      { staffName, result: { level: 'unclear', score: 1, unknown: 10 } },
      { staffName, result: { level: 'medium', score: 4, unknown: 1, special: false, worst: 'high' } },
    ]);
    expect(findings?.[0]?.answers).toEqual({ ...every('unknown'), [ids[0] ?? '']: 'yes' });
    const file = await room.desk.open(officer, caseId);
    expect(file?.dangers).toEqual(findings);
    expect(file?.entries).toMatchObject([
      { kind: 'danger_assessed', danger: 'medium', text: null, staffName, toState: null },
      { kind: 'danger_assessed', danger: 'unclear', text: null, staffName },
    ]);
    expect(await auditOf(caseId)).toEqual([
      { action: 'danger_assessed', detail: null, staff_id: officer.id },
      { action: 'danger_assessed', detail: null, staff_id: officer.id },
      { action: 'case_viewed', detail: 'danger', staff_id: officer.id },
      { action: 'case_viewed', detail: null, staff_id: officer.id },
    ]);
  });

  it('comes after those before it, even in one moment', async () => {
    const { caseId } = await filed();
    for (const yes of [0, 1, 2, 3, 4, 5]) {
      await room.desk.assessDanger(officer, caseId, withYes(yes), `s${yes}`);
    }
    const scores = (await sheetOf(caseId))?.findings.map(({ result }) => result.score);
    expect(scores).toEqual([5, 4, 3, 2, 1, 0]);
  });

  it('sent twice at once is kept once; other answers under the same token are refused', async () => {
    const { caseId } = await filed();
    const send = () => room.desk.assessDanger(officer, caseId, HIGH, 'pressed twice');
    await Promise.all(Array.from({ length: 8 }, send));
    expect((await sheetOf(caseId))?.findings).toHaveLength(1);
    expect((await room.desk.open(officer, caseId))?.entries).toHaveLength(1);
    expect((await auditOf(caseId)).filter(({ action }) => action === 'danger_assessed')).toHaveLength(1);
    await expect(room.desk.assessDanger(officer, caseId, LOW, 'pressed twice')).rejects.toMatchObject({
      ...{ code: 'submission_changed', status: 409 },
    });
    const { caseId: other } = await filed();
    await room.desk.assessDanger(officer, other, LOW, 'pressed twice');
    await room.desk.assessDanger(await room.officer(), other, LOW, 'pressed twice');
    expect((await sheetOf(other))?.findings).toHaveLength(2);
  });

  it('is not seen by her who may be watched', async () => {
    const { caseId, number, code } = await filed();
    await room.desk.assessDanger(officer, caseId, HIGH, 's');
    const visit = (await room.tracking.enter(number, code))?.visit ?? '';
    expect((await room.tracking.view(visit))?.lines).toEqual([]);
  });

  it('is nothing for other roles, and nothing of a case that is not there', async () => {
    const { caseId } = await filed();
    for (const role of ROLES.filter((known) => known !== 'case_officer')) {
      const staff = await room.officer([role]);
      for (const call of [
        () => room.desk.dangerSheet(staff, caseId),
        () => room.desk.assessDanger(staff, caseId, HIGH, 's'),
      ]) {
        await expect(call(), role).rejects.toMatchObject({ code: 'not_found', status: 404 });
      }
    }
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
      expect(await sheetOf(id)).toBeNull();
      await expect(room.desk.assessDanger(officer, id, HIGH, 's')).rejects.toThrow('not_found');
    }
    expect(await rowOf(caseId)).toMatchObject({ urgency: 'normal', unread_since: null });
  });

  it('leaves nothing behind when its audit row can not be written, and is not shown without one', async () => {
    const { caseId } = await filed();
    const blind = room.with({ audit: { record: () => Promise.reject(new Error('no audit')) } });
    const before = await room.dump();
    await expect(blind.desk.assessDanger(officer, caseId, HIGH, 's')).rejects.toThrow('no audit');
    await expect(blind.desk.dangerSheet(officer, caseId)).rejects.toThrow('no audit');
    expect(await room.dump()).toBe(before);
  });
});

describe('high danger', () => {
  it('makes the case an emergency that stands out as unread and is spoken with within the hour', async () => {
    const { caseId } = await filed();
    await room.desk.assessDanger(officer, caseId, HIGH, 's');
    expect(await rowOf(caseId)).toEqual({ urgency: 'emergency', unread_since: room.clock.now() });
    const dueAt = new Date(room.clock.now().getTime() + HOUR);
    expect(await clockOf(caseId, 'first_contact')).toEqual({ due_at: dueAt, stopped_at: null });
    await sheetOf(caseId);
    expect((await rowOf(caseId))?.unread_since).not.toBeNull();
    await room.desk.open(officer, caseId);
    expect((await rowOf(caseId))?.unread_since).toBeNull();
  });

  it('is as high by a special question alone', async () => {
    const { caseId } = await filed();
    await room.desk.assessDanger(officer, caseId, { could_not_breathe: 'yes' }, 's');
    expect(await rowOf(caseId)).toMatchObject({ urgency: 'emergency' });
  });

  it('moves no deadline away; who was spoken with before is spoken with again within the hour', async () => {
    const { caseId } = await filed({ urgency: 'emergency' });
    const before = await clockOf(caseId, 'first_contact');
    room.clock.advance(HOUR / 2);
    await room.desk.assessDanger(officer, caseId, HIGH, 's');
    expect(await clockOf(caseId, 'first_contact')).toEqual(before);

    const { caseId: spoken } = await filed();
    await room.rows(`UPDATE case_clock SET stopped_at = now() WHERE case_id = '${spoken}'`);
    await room.desk.assessDanger(officer, spoken, HIGH, 's');
    const dueAt = new Date(room.clock.now().getTime() + HOUR);
    expect(await clockOf(spoken, 'first_contact')).toEqual({ due_at: dueAt, stopped_at: null });
  });

  it.each([
    ['a low', LOW],
    ['a medium', MEDIUM],
    ['an unclear', {}],
  ])('is not taken back by %s result', async (_, answers) => {
    const { caseId } = await filed();
    await room.desk.assessDanger(officer, caseId, HIGH, '1');
    const before = await rowOf(caseId);
    await room.desk.assessDanger(officer, caseId, answers, '2');
    expect(await rowOf(caseId)).toEqual(before);
  });

  it('is what only it does: a milder result changes neither urgency nor deadlines', async () => {
    const { caseId } = await filed({ urgency: 'urgent' });
    const before = [await rowOf(caseId), await clockOf(caseId, 'first_contact')];
    await room.desk.assessDanger(officer, caseId, MEDIUM, '1');
    await room.desk.assessDanger(officer, caseId, LOW, '2');
    expect([await rowOf(caseId), await clockOf(caseId, 'first_contact')]).toEqual(before);
  });

  it('starts the duty to report where a minor may now be harmed, once', async () => {
    const { caseId } = await filed({ category: 'marriage_family', minor: true });
    expect(await clockOf(caseId, 'mandatory_report')).toBeUndefined();
    await room.desk.assessDanger(officer, caseId, HIGH, '1');
    expect(await clockOf(caseId, 'mandatory_report')).toMatchObject({ stopped_at: null });
    await room.desk.reported(officer, caseId, '110回执', 'r');
    await room.desk.assessDanger(officer, caseId, HIGH, '2');
    expect((await clockOf(caseId, 'mandatory_report'))?.stopped_at).not.toBeNull();
    const { caseId: grown } = await filed({ category: 'marriage_family' });
    await room.desk.assessDanger(officer, grown, HIGH, '3');
    expect(await clockOf(grown, 'mandatory_report')).toBeUndefined();
  });
});

describe('in the database', () => {
  const sealedOf = (id: string) =>
    room.rows<{ id: string; answers: Buffer }>(
      `SELECT id, answers FROM danger_assessment WHERE case_id = '${id}' ORDER BY created_at`,
    );

  it('no answer and no result stands in the clear, nor does a length tell of them', async () => {
    const { caseId } = await filed();
    const sheets = [{}, LOW, MEDIUM, HIGH, every('yes')];
    for (const [at, answers] of sheets.entries()) {
      await room.desk.assessDanger(officer, caseId, answers, `a submission ${at}`);
    }
    const stored = await sealedOf(caseId);
    expect(stored).toHaveLength(sheets.length);
    expect(new Set(stored.map(({ answers }) => answers.length)).size).toBe(1);
    const dump = await room.dump();
    const secrets = [...ids, 'unclear', '"score"', 'could_not', 'a submission 0'];
    const told = secrets.filter(
      (secret) => dump.includes(secret) || dump.includes(Buffer.from(secret).toString('hex')),
    );
    expect(told).toEqual([]);
  });

  it('it opens in its own row of its own case alone, and not without the key of the case', async () => {
    const [one, other] = [await filed(), await filed()];
    await room.desk.assessDanger(officer, one.caseId, HIGH, '1');
    await room.desk.assessDanger(officer, one.caseId, LOW, '2');
    await room.desk.assessDanger(officer, other.caseId, LOW, '3');
    const unsealable = { code: 'unsealable', status: 500 };
    const [high, low] = await sealedOf(one.caseId);
    const put = (id: string | undefined, of: string | undefined) =>
      room.rows(`
        UPDATE danger_assessment d SET answers = o.answers FROM danger_assessment o
        WHERE d.id = '${id}' AND o.id = '${of}'`);
    await put(high?.id, low?.id);
    await expect(sheetOf(one.caseId)).rejects.toMatchObject(unsealable);
    await expect(room.desk.open(officer, one.caseId)).rejects.toMatchObject(unsealable);
    const [foreign] = await sealedOf(other.caseId);
    await put(foreign?.id, low?.id);
    await expect(sheetOf(other.caseId)).rejects.toMatchObject(unsealable);
    await room.rows(`DELETE FROM case_key WHERE case_id = '${other.caseId}'`);
    await expect(sheetOf(other.caseId)).rejects.toMatchObject(unsealable);
  });

  it('it goes with its case', async () => {
    const { caseId } = await filed();
    await room.desk.assessDanger(officer, caseId, HIGH, '1');
    await room.rows(`DELETE FROM case_file WHERE id = '${caseId}'`);
    expect(await sealedOf(caseId)).toEqual([]);
  });
});
