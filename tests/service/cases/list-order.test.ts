import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Acting, CaseDesk } from '../../../src/domain/cases/index.js';
import type { Gap } from '../../../src/domain/duty/index.js';
import { HOUR } from '../../support/test-clock.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let officer: Acting;
let desk: CaseDesk;
/** The night in which nobody was there: from the first hour to the third. */
const gaps: Gap[] = [];
beforeAll(async () => {
  room = await openCaseRoom();
  officer = await room.officer();
  desk = room.with({ gaps: () => gaps }).desk;
});
afterAll(() => room.close());

const listed = async () => (await desk.list(officer, { page: 1 })).rows.map(({ id }) => id);
async function file(urgency: 'normal' | 'urgent' | 'emergency'): Promise<string> {
  room.suggest({ urgency });
  return (await room.file()).caseId;
}
const contact = (id: string) => desk.move(officer, id, 'contact', {});

describe('what came while nobody was there', () => {
  it('stands behind emergencies alone until somebody has spoken with her', async () => {
    const evening = await file('urgent');
    room.clock.advance(HOUR);
    const from = room.clock.now();
    const night = await file('normal');
    const urgentNight = await file('urgent');
    room.clock.advance(2 * HOUR);
    gaps.push({ from, to: room.clock.now() });
    const morning = await file('urgent'); // at the very end of the night somebody is there
    const emergency = await file('emergency');
    expect(await listed()).toEqual([emergency, urgentNight, night, evening, morning]);

    await contact(night);
    expect(await listed()).toEqual([emergency, urgentNight, evening, morning, night]);
    await contact(emergency);
    expect(await listed()).toEqual([urgentNight, emergency, evening, morning, night]);
  });

  it('stands before what is overdue', async () => {
    const [first] = await listed();
    room.clock.advance(22 * HOUR); // the urgent one of the evening is overdue
    expect((await desk.list(officer, { page: 1, overdue: true })).rows).toHaveLength(1);
    expect((await listed())[0]).toBe(first);
  });

  it('counts for nothing while it is unknown who is there when', async () => {
    gaps.length = 0;
    expect((await listed())[0]).not.toBe((await room.desk.list(officer, { page: 1 })).rows.at(-1)?.id);
    expect(await listed()).toEqual((await room.desk.list(officer, { page: 1 })).rows.map(({ id }) => id));
  });
});
