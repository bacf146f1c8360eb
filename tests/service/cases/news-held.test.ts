import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NEWS_KEY } from '../../../src/domain/cases/index.js';
import { createOutboxStore } from '../../../src/domain/messaging/index.js';
import { askingIn } from './asking.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

/** A case whose officer wrote at night: the notice waits for the morning. */
async function noticed() {
  const contact = await room.contact();
  const filed = await room.fileWithCode({ contact: 'chat' }, { channel: 'telegram', contactId: contact.id });
  const { visit = '' } = (await room.tracking.enter(filed.number, filed.code)) ?? {};
  const officer = await room.officer();
  await room.desk.write(officer, filed.caseId, '您好', randomUUID());
  const dedupeKey = `${NEWS_KEY}${room.told.at(-1)?.key}:0`;
  await createOutboxStore(room.sealer).enqueue(room.database.prisma, [
    {
      ...{ channel: 'telegram', contactId: contact.id, chatAddress: contact.id, lane: 1, dedupeKey },
      ...{ content: '{}', now: room.clock.now() },
    },
  ]);
  const state = async () =>
    (await room.rows<{ state: string }>(`SELECT state FROM outbox WHERE dedupe_key = '${dedupeKey}'`))[0]
      ?.state;
  return { ...filed, visit, officer, state };
}

it('a notice that waits for the morning is taken back when she deletes how she is reached', async () => {
  const { visit, state } = await noticed();
  expect(await state()).toBe('queued');
  await askingIn(room).ask(visit, { kind: 'removal' });
  expect(await state()).toBe('cancelled');
});

it('and when an officer notes that her phone is not safe', async () => {
  const { caseId, officer, state } = await noticed();
  await room.contactDesk.noteCall(officer, caseId, { outcome: 'unsafe', words: '', submission: 'b' });
  expect(await state()).toBe('cancelled');
});
