import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Acting } from '../../../src/domain/cases/index.js';
import { NEWS_KEY } from '../../../src/domain/cases/index.js';
import { createOutboxStore } from '../../../src/domain/messaging/index.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let officer: Acting;
beforeAll(async () => {
  room = await openCaseRoom();
  officer = await room.officer();
});
afterAll(() => room.close());

const MINUTE = 60_000;
/** A new case, with a visit to it. */
async function opened(contactId?: string) {
  const filed = await room.fileWithCode(
    { contact: contactId ? 'chat' : 'no' },
    contactId ? { contactId } : {},
  );
  const { visit } = (await room.tracking.enter(filed.number, filed.code)) ?? { visit: '' };
  return { ...filed, visit };
}
const leftAt = async (id: string) =>
  (await room.rows<{ left_at: Date | null }>(`SELECT left_at FROM case_file WHERE id = '${id}'`))[0]?.left_at;
const kinds = async (id: string) =>
  (
    await room.rows<{ kind: string }>(
      `SELECT kind FROM case_entry WHERE case_id = '${id}' ORDER BY created_at, id`,
    )
  ).map(({ kind }) => kind);
const audited = async (id: string) =>
  (
    await room.rows<{ action: string; staff_id: string | null }>(
      `SELECT action, staff_id::text FROM audit_event WHERE subject_id = '${id}' AND action IN ('case_left_in_hurry', 'case_notices_resumed') ORDER BY id`,
    )
  ).map(({ action, staff_id: staffId }) => [action, staffId]);
const everything = async () =>
  (
    await room.rows<{ n: string }>(
      "SELECT (SELECT count(*) FROM audit_event) || '/' || (SELECT count(*) FROM case_entry) AS n",
    )
  )[0]?.n;
const open = async (id: string) => {
  const file = await room.desk.open(officer, id);
  if (!file) {
    throw new Error('no case');
  }
  return file;
};
const resume = async (id: string) =>
  room.desk.resumeNotices(officer, id, (await open(id)).leftAt ?? new Date(0));

describe('leaving in a hurry', () => {
  it('marks the case of the visit, in its timeline and in the audit, and ends the visit', async () => {
    const { caseId, visit } = await opened();
    await room.tracking.leaveInHurry({ visit });
    expect(await leftAt(caseId)).toEqual(room.clock.now());
    expect(await kinds(caseId)).toEqual(['left_in_hurry']);
    expect(await audited(caseId)).toEqual([['case_left_in_hurry', null]]);
    expect(await room.tracking.view(visit)).toBeNull();
  });

  it('is told by a slip, before its digits were shown and after', async () => {
    const waiting = await room.file();
    const shown = await room.fileWithCode();
    await room.tracking.leaveInHurry({ slipTokens: [waiting.slipToken, shown.slipToken, 'x'.repeat(43)] });
    expect([await leftAt(waiting.caseId), await leftAt(shown.caseId)]).toEqual([
      room.clock.now(),
      room.clock.now(),
    ]);
  });

  it('is told by a chat for the cases that it is told of, and for no others', async () => {
    const { id: contactId } = await room.contact();
    const [first, second] = [await opened(contactId), await opened(contactId)];
    const other = await opened();
    await room.tracking.leaveInHurry({ contactId });
    expect(await kinds(first.caseId)).toEqual(['left_in_hurry']);
    expect(await kinds(second.caseId)).toEqual(['left_in_hurry']);
    expect(await leftAt(other.caseId)).toBeNull();
  });

  it('of one case known in three ways, and told twice at once, is one line; another one later is another', async () => {
    const { id: contactId } = await room.contact();
    const { caseId, visit, slipToken } = await opened(contactId);
    const all = { visit, slipTokens: [slipToken], contactId };
    await Promise.all([room.tracking.leaveInHurry(all), room.tracking.leaveInHurry(all)]);
    expect(await kinds(caseId)).toEqual(['left_in_hurry']);
    room.clock.advance(MINUTE);
    await room.tracking.leaveInHurry(all);
    expect(await kinds(caseId)).toEqual(['left_in_hurry', 'left_in_hurry']);
    expect(await audited(caseId)).toHaveLength(2);
  });

  it('writes nothing down without a case, and ends a visit calmly without a mark', async () => {
    const before = await everything();
    await room.tracking.leaveInHurry({
      visit: 'unknown',
      slipTokens: ['x'.repeat(43)],
      contactId: randomUUID(),
    });
    await room.tracking.leaveInHurry({});
    expect(await everything()).toBe(before);
    const { caseId, visit } = await opened();
    await room.tracking.leave(visit);
    expect([await leftAt(caseId), await kinds(caseId)]).toEqual([null, []]);
  });

  it('marks nothing when it can not be written down, and ends the visit all the same', async () => {
    const { caseId, visit } = await opened();
    const failing = room.with({ audit: { record: () => Promise.reject(new Error('no audit')) } });
    await expect(failing.tracking.leaveInHurry({ visit })).rejects.toThrow('no audit');
    expect([await leftAt(caseId), await kinds(caseId)]).toEqual([null, []]);
    expect(await room.tracking.view(visit)).toBeNull();
  });

  it('is nothing that she reads herself, and leaves the clocks running', async () => {
    const { caseId, visit, number, code } = await opened();
    const { clocks } = await open(caseId);
    await room.tracking.leaveInHurry({ visit });
    const again = (await room.tracking.enter(number, code))?.visit ?? '';
    expect((await room.tracking.view(again))?.lines).toEqual([]);
    expect((await open(caseId)).clocks).toEqual(clocks);
    expect(await leftAt(caseId)).not.toBeNull(); // whoever has the digits may have come back
  });
});

describe('notices of a case that was left in a hurry', () => {
  let contactId: string;
  let left: Awaited<ReturnType<typeof opened>>;
  beforeEach(async () => {
    contactId = (await room.contact()).id;
    left = await opened(contactId);
    await room.judge(officer, left.caseId);
    room.told.length = 0;
  });
  const write = (words = '请看') => room.desk.write(officer, left.caseId, words, randomUUID());

  it('are not sent, whether staff write or move it, and go out again when an officer says so', async () => {
    await write();
    expect(room.told).toHaveLength(1);
    await room.tracking.leaveInHurry({ visit: left.visit });
    await write();
    for (const step of ['assess', 'accept'] as const) {
      await room.desk.move(officer, left.caseId, step, { submission: randomUUID() });
    }
    expect(room.told).toHaveLength(1);
    const file = await open(left.caseId);
    expect(file.leftAt).toEqual(room.clock.now());
    await resume(left.caseId);
    expect((await open(left.caseId)).leftAt).toBeNull();
    await write();
    expect(room.told).toHaveLength(2);
    expect((await kinds(left.caseId)).filter((kind) => /left|resumed/.test(kind))).toEqual([
      'left_in_hurry',
      'notices_resumed',
    ]);
    expect(await audited(left.caseId)).toEqual([
      ['case_left_in_hurry', null],
      ['case_notices_resumed', officer.id],
    ]);
  });

  it('that wait to be sent or are on their way are taken back; all other messages stay', async () => {
    await write('一');
    await write('二');
    const other = await opened(contactId);
    await room.desk.write(officer, other.caseId, '另一件', randomUUID());
    const outbox = createOutboxStore(room.sealer);
    const keys = [...room.told.map(({ key }) => NEWS_KEY + key), `tips:${randomUUID()}`];
    await outbox.enqueue(
      room.database.prisma,
      keys.map((key) => ({
        ...{
          channel: 'telegram',
          contactId,
          chatAddress: contactId,
          lane: 1 as const,
          dedupeKey: `${key}:0`,
        },
        ...{ content: '{}', now: room.clock.now() },
      })),
    );
    await room.rows(`UPDATE outbox SET state = 'sending' WHERE dedupe_key = '${keys[1]}:0'`);
    await room.tracking.leaveInHurry({ visit: left.visit });
    const rows = await room.rows<{ dedupe_key: string; state: string; bytes: number }>(
      `SELECT dedupe_key, state, length(payload) AS bytes FROM outbox WHERE contact_id = '${contactId}'`,
    );
    const states = keys.map((key) => rows.find(({ dedupe_key: found }) => found === `${key}:0`)?.state);
    expect(states).toEqual(['cancelled', 'cancelled', 'queued', 'queued']);
    expect(rows.filter(({ state }) => state === 'cancelled').map(({ bytes }) => bytes)).toEqual([0, 0]);
  });

  it('go on after the leaving that the officer knows of, not after a later one', async () => {
    await room.tracking.leaveInHurry({ visit: left.visit });
    const seen = (await open(left.caseId)).leftAt ?? new Date(0);
    room.clock.advance(2 * MINUTE);
    await room.tracking.leaveInHurry({ slipTokens: [left.slipToken] });
    await expect(room.desk.resumeNotices(officer, left.caseId, seen)).rejects.toMatchObject({
      ...{ code: 'left_again', status: 409 },
    });
    expect(await leftAt(left.caseId)).toEqual(room.clock.now());
    await resume(left.caseId);
    await room.desk.resumeNotices(officer, left.caseId, seen); // lifted already
    expect((await kinds(left.caseId)).filter((kind) => kind === 'notices_resumed')).toHaveLength(1);
  });

  it('are lifted by nobody who may not change the case', async () => {
    await room.tracking.leaveInHurry({ visit: left.visit });
    const reader = await room.officer(['analyst']);
    const seen = room.clock.now();
    await expect(room.desk.resumeNotices(reader, left.caseId, seen)).rejects.toMatchObject({ status: 404 });
    await expect(room.desk.resumeNotices(officer, randomUUID(), seen)).rejects.toMatchObject({ status: 404 });
    expect(await leftAt(left.caseId)).not.toBeNull();
  });

  it('is seen in the list, which is sorted no differently', async () => {
    await opened();
    const ids = async () => (await room.desk.list(officer, { open: true, page: 1 })).rows.map(({ id }) => id);
    const before = await ids();
    await room.tracking.leaveInHurry({ visit: left.visit });
    expect(await ids()).toEqual(before);
    const { rows } = await room.desk.list(officer, { number: left.number, page: 1 });
    expect(rows.map((row) => row.leftAt)).toEqual([room.clock.now()]);
  });
});
