import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acting, INTAKE_STEPS, type Intake } from '../../../src/domain/cases/index.js';
import { REPORT_CONSENT } from '../../../src/domain/consent/index.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let officer: Acting;
beforeAll(async () => {
  room = await openCaseRoom();
  officer = await room.officer();
});
afterAll(() => room.close());

const canary = () => `金丝雀-${randomUUID()}`;
const unsealable = { code: 'unsealable', status: 500 };

describe('what people wrote about a case', () => {
  it('stands nowhere in the database in the clear, nor do digits, tokens and submissions', async () => {
    const words = INTAKE_STEPS.flatMap(({ name, kind }) => (kind === 'text' ? [[name, canary()]] : []));
    const signs = canary();
    room.suggest({ reasons: [`emergency:${signs}`], also: ['marriage_family'], suicide: false });
    // a minor whose answers all count
    const intake = {
      ...Object.fromEntries(words),
      ...{ reporter: 'minor', contact: 'phone', neutral: 'own' },
    } as Intake;
    const submission = randomUUID();
    const { caseId, number, code, slipToken } = await room.fileWithCode(intake, { submission });
    const visit = (await room.tracking.enter(number, code))?.visit ?? '';
    const [hers, reply, note] = [canary(), canary(), canary()];
    const [why, reason, receipt] = [canary(), canary(), canary()];
    await room.tracking.write(visit, hers, 'a submission of hers');
    await room.desk.write(officer, caseId, reply, 'a submission of staff');
    await room.desk.note(officer, caseId, note, 'another of staff');
    await room.judge(officer, caseId, { why });
    await room.desk.move(officer, caseId, 'assess', { reason });
    await room.desk.reported(officer, caseId, receipt, 'a third of staff');

    const file = await room.desk.open(officer, caseId);
    const { phone, safe_time: safeTime, code_word, neutral, neutral_words, ...told } = intake;
    expect(file?.intake).toEqual({ ...told, consent_version: REPORT_CONSENT });
    const { rules } = await room.contactDesk.sheet(officer, caseId);
    const given = { rules, confirmed: true, reason: signs };
    const shown = await room.contactDesk.showNumber(officer, caseId, given, 'a fourth of staff');
    expect(shown).toMatchObject({ phone, sheet: { safeTime, hers: { code_word, neutral, neutral_words } } });
    expect(file?.entries.map(({ text }) => text)).toEqual([hers, reply, note, why, reason, receipt]);
    expect((await room.tracking.view(visit))?.lines).toMatchObject([
      { text: hers },
      { text: reply },
      { state: 'assessed' },
    ]);

    const dump = await room.dump();
    expect(dump).toContain(caseId);
    const secrets = [
      ...[...words.map(([, word]) => word ?? ''), hers, reply, note, why, reason, receipt, signs],
      ...[code, code.replaceAll(' ', ''), slipToken, visit, submission],
      ...['a submission of hers', 'a submission of staff'],
    ];
    for (const secret of secrets) {
      expect(dump.includes(secret), secret).toBe(false);
      expect(dump.includes(Buffer.from(secret).toString('hex')), secret).toBe(false);
    }
    expect(dump).not.toContain('金丝雀');
  });

  it('does not open in another row or another case', async () => {
    const [one, other] = [await room.file({ happened: canary() }), await room.file({ happened: canary() })];
    await room.desk.note(officer, one.caseId, 'first', '1');
    await room.desk.note(officer, one.caseId, 'second', '2');
    const of = `case_id = '${one.caseId}'`;
    await room.rows(`
      UPDATE case_entry e SET payload = o.payload FROM case_entry o
      WHERE e.${of} AND o.${of} AND e.id <> o.id`);
    await expect(room.desk.open(officer, one.caseId)).rejects.toMatchObject(unsealable);
    await room.rows(`DELETE FROM case_entry WHERE ${of}`);
    expect(await room.desk.open(officer, one.caseId)).not.toBeNull();

    await room.rows(`
      UPDATE case_file f SET report = o.report FROM case_file o
      WHERE f.id = '${one.caseId}' AND o.id = '${other.caseId}'`);
    await expect(room.desk.open(officer, one.caseId)).rejects.toMatchObject(unsealable);
    // her report, key and all, moved into another case: the wrapping names its owner
    await room.rows(`
      UPDATE case_key k SET wrapped = o.wrapped FROM case_key o WHERE k.${of} AND o.case_id = '${other.caseId}'`);
    await expect(room.desk.open(officer, one.caseId)).rejects.toMatchObject(unsealable);
    expect(await room.desk.open(officer, other.caseId)).not.toBeNull();
  });

  it('can not be read by anybody once the key of the case is gone', async () => {
    const { caseId, number, code } = await room.fileWithCode();
    const { slipToken } = await room.file();
    const visit = (await room.tracking.enter(number, code))?.visit ?? '';
    await room.desk.note(officer, caseId, 'a note', 'n');
    await room.rows('DELETE FROM case_key');
    await expect(room.desk.open(officer, caseId)).rejects.toMatchObject(unsealable);
    await expect(room.tracking.view(visit)).rejects.toMatchObject(unsealable);
    await expect(room.tracking.reveal(slipToken, 'hers')).rejects.toMatchObject(unsealable);
  });
});
