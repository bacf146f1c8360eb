import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingIn, callback } from './asking.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let at: ReturnType<typeof askingIn>;
beforeAll(async () => {
  room = await openCaseRoom();
  at = askingIn(room);
});
afterAll(() => room.close());

const find = async (text: string) =>
  (await room.find(await room.officer(), { text, kind: 'duplicate', words: '看是不是重复登记的一件' })).map(
    ({ number }) => number,
  );
const phone = { contact: 'phone', phone: '13900000001' } as const;

describe('the index of numbers', () => {
  it('follows the number that she gives later, and goes when she takes back how she is reached', async () => {
    const { visit, number } = await at.enter(phone);
    expect(await find('139 0000 0001')).toEqual([number]);
    await at.ask(visit, callback({ phone: '13800000002' }));
    expect([await find('13900000001'), await find('13800000002')]).toEqual([[], [number]]);
    await at.ask(visit, { kind: 'removal' });
    expect(await find('13800000002')).toEqual([]);
    expect(await room.rows('SELECT * FROM case_phone_index')).toEqual([]);
  });

  it('is filled in for cases from before, once, by whichever process comes first', async () => {
    const filed = await Promise.all(
      Array.from({ length: 12 }, (_, nth) => room.file(nth % 2 ? phone : { contact: 'no' })),
    );
    await room.rows('DELETE FROM case_phone_index');
    await room.rows('UPDATE case_file SET phone_indexed = false');
    expect(await find('13900000001')).toEqual([]);
    await Promise.all([room.phoneIndex.fill(), room.phoneIndex.fill()]);
    expect(await room.phoneIndex.fill()).toBe(0);
    const found = await find('13900000001');
    expect(found).toHaveLength(6);
    expect(filed.map(({ number }) => number)).toEqual(expect.arrayContaining(found));
  });

  it('passes over a case whose key is gone', async () => {
    const { caseId } = await room.file(phone);
    await room.rows(`DELETE FROM case_key WHERE case_id = '${caseId}'`);
    await room.rows('UPDATE case_file SET phone_indexed = false');
    await room.rows('DELETE FROM case_phone_index');
    await room.phoneIndex.fill();
    expect(await room.rows(`SELECT * FROM case_phone_index WHERE case_id = '${caseId}'`)).toEqual([]);
    expect(await room.phoneIndex.fill()).toBe(0);
  });
});

describe('an unsafe phone', () => {
  it('keeps her chat from being told of news, until it is lifted', async () => {
    const contact = await room.contact();
    const filed = await room.file({ contact: 'chat' }, { channel: 'telegram', contactId: contact.id });
    const officer = await room.officer();
    await room.desk.write(officer, filed.caseId, '一', 'a');
    expect(room.told).toHaveLength(1);
    await room.contactDesk.noteCall(officer, filed.caseId, { outcome: 'unsafe', words: '', submission: 'b' });
    await room.desk.write(officer, filed.caseId, '二', 'c');
    expect(room.told).toHaveLength(1);
    expect(await room.desk.open(officer, filed.caseId)).toMatchObject({ isUnsafe: true, canNotify: false });
    const { unsafeAt } = await room.contactDesk.sheet(officer, filed.caseId);
    const reason = '她本人到窗口来说的，换了手机';
    await room.contactDesk.liftUnsafe(officer, filed.caseId, { reason, unsafeAt });
    await room.desk.write(officer, filed.caseId, '三', 'd');
    expect(room.told).toHaveLength(2);
  });
});
