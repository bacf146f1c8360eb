import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Acting } from '../../../src/domain/cases/index.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let officer: Acting;
beforeAll(async () => {
  room = await openCaseRoom();
  officer = await room.officer();
});
afterAll(() => room.close());

/** A case of that urgency, and her way in. */
async function begun(urgency: 'normal' | 'emergency') {
  room.suggest({ urgency, minor: false });
  const { caseId, number, code } = await room.fileWithCode();
  const visit = (await room.tracking.enter(number, code))?.visit ?? '';
  return { caseId, visit };
}
const running = async (id: string) =>
  (await room.desk.open(officer, id))?.clocks
    .filter(({ stoppedAt }) => stoppedAt === null)
    .map(({ kind }) => kind)
    .sort();

describe('what she writes later', () => {
  it('raises the case when it is graver, starts the clocks of that, and never lowers it again', async () => {
    const { caseId, visit } = await begun('normal');
    await room.desk.write(officer, caseId, '我们看到了', 'w');
    expect(await running(caseId)).toEqual(['tell_receipt']);
    room.suggest({ urgency: 'emergency', minor: true });
    await room.tracking.write(visit, '他拿刀在门口，孩子在我这里', 'm1');
    expect(await room.desk.open(officer, caseId)).toMatchObject({ urgency: 'emergency', minor: true });
    expect(await running(caseId)).toEqual(['first_contact', 'mandatory_report', 'tell_receipt']);
    room.suggest({ urgency: 'normal', minor: false });
    await room.tracking.write(visit, '谢谢', 'm2');
    expect(await room.desk.open(officer, caseId)).toMatchObject({ urgency: 'emergency', minor: true });
  });
});

describe('danger that is told again in an emergency', () => {
  it('has somebody speak with her again within the hour, and moves no hour away that runs', async () => {
    const { caseId, visit } = await begun('emergency');
    const due = async () =>
      (await room.desk.open(officer, caseId))?.clocks.find(
        ({ kind, stoppedAt }) => kind === 'first_contact' && stoppedAt === null,
      )?.dueAt;
    const first = await due();
    room.clock.advance(60_000);
    await room.tracking.write(visit, '他还在门外', 'm1');
    expect(await due()).toEqual(first);
    await room.desk.move(officer, caseId, 'contact', {});
    expect(await due()).toBeUndefined();
    await room.tracking.write(visit, '他拿着刀又回来了', 'm2');
    expect(await due()).toEqual(new Date(room.clock.now().getTime() + 3_600_000));
  });
});

describe('the first contact of an emergency', () => {
  it('is open until she has read what was written to her', async () => {
    const { caseId, visit } = await begun('emergency');
    await room.desk.write(officer, caseId, '请先离开那里，打110', 'w');
    expect(await running(caseId)).toContain('first_contact');
    expect((await room.tracking.view(visit))?.clocks.map(({ kind }) => kind)).not.toContain('first_contact');
    expect(await running(caseId)).not.toContain('first_contact');
  });
});
