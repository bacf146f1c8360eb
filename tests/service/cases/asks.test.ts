import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/domain/cases/index.js';
import { askingIn, callback, MINUTE } from './asking.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let at: ReturnType<typeof askingIn>;
beforeAll(async () => {
  room = await openCaseRoom();
  at = askingIn(room);
});
afterAll(() => room.close());

const withdrawal: Ask = { kind: 'withdrawal', words: '' };

describe('a call back', () => {
  it('is asked for once per form, with the number where calling is made safe, and starts the clock anew', async () => {
    const { visit, caseId, number } = await at.enter();
    const { officer } = await at.fileOf(caseId);
    await room.desk.move(officer, caseId, 'contact', {});
    expect(await at.ask(visit, callback(), 'form')).toBe(true);
    expect(await at.ask(visit, callback(), 'form')).toBe(true);
    await expect(at.ask(visit, callback({ window: '晚上' }), 'form')).rejects.toMatchObject({
      ...{ code: 'submission_changed', status: 409 },
    });
    const { file } = await at.fileOf(caseId);
    expect(await at.keptIntake(caseId)).toMatchObject({
      ...{ contact: 'phone', phone: '139 0000 0000', safe_time: '工作日上午十点' },
    });
    expect(file).toMatchObject({ hasPhone: true, intake: { contact: 'phone' } });
    expect(JSON.stringify(file)).not.toContain('139 0000 0000');
    expect(file.entries.filter(({ kind }) => kind === 'callback_wanted')).toMatchObject([
      { staffName: null, text: '工作日上午十点' },
    ]);
    expect(file).toMatchObject({ waiting: ['callback'], wantsCall: true, unread: true });
    expect(file.clocks.find(({ kind }) => kind === 'first_contact')?.stoppedAt).toBeNull();
    expect(await at.actionsOf(caseId)).toEqual(['case_filed', 'case_entered', 'case_callback_wanted']);
    const listed = await room.desk.list(officer, { number, page: 1 });
    expect(listed.rows).toMatchObject([{ wantsCall: true, nextClock: { kind: 'first_contact' } }]);
  });

  it('stands before what came earlier in the list, behind emergencies', async () => {
    const old = await at.enter();
    const { visit, number } = await at.enter();
    room.suggest({ urgency: 'emergency' });
    const grave = await at.enter();
    room.suggest({ urgency: 'normal' });
    await at.ask(visit, callback());
    const { rows } = await room.desk.list(await room.officer(), { open: true, page: 1 });
    const places = [grave.number, number, old.number].map((each) =>
      rows.findIndex((row) => row.number === each),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('waits through a written answer that she reads, until an officer has spoken with her', async () => {
    const { visit, caseId } = await at.enter();
    const { officer } = await at.fileOf(caseId);
    await at.ask(visit, callback());
    await room.desk.write(officer, caseId, '明天打给您', randomUUID());
    expect(await room.tracking.view(visit)).toMatchObject({ waiting: ['callback'], hasPhone: true });
    expect((await room.tracking.view(visit))?.callBy).not.toBeNull();
    await room.desk.move(officer, caseId, 'contact', {});
    expect(await room.tracking.view(visit)).toMatchObject({ waiting: [], callBy: null });
    const { rows } = await room.desk.list(officer, { page: 1 });
    expect(rows.find(({ id }) => id === caseId)).toMatchObject({ wantsCall: false });
  });

  it('is not ended by an old message, as the clock of a danger told later is not', async () => {
    const { visit, caseId } = await at.enter();
    const { officer } = await at.fileOf(caseId);
    await room.desk.write(officer, caseId, '您好', randomUUID());
    room.clock.advance(10 * MINUTE);
    await at.ask(visit, callback());
    await room.tracking.view(visit);
    expect((await at.fileOf(caseId)).file.waiting).toEqual(['callback']);
    await room.desk.move(officer, caseId, 'contact', {});
    room.suggest({ urgency: 'emergency' });
    room.clock.advance(1000);
    await room.tracking.write(visit, '他拿着刀', randomUUID());
    room.suggest({ urgency: 'normal' });
    await room.tracking.view(visit);
    const { file } = await at.fileOf(caseId);
    expect(file.clocks.find(({ kind }) => kind === 'first_contact')?.stoppedAt).toBeNull();
  });

  it('needs a number and a time; the number that is kept will do, and in an emergency no hour is promised', async () => {
    const { visit } = await at.enter();
    await expect(at.ask(visit, callback({ phone: ' ' }))).rejects.toThrow('phone_missing');
    await expect(at.ask(visit, callback({ window: '' }))).rejects.toThrow('window_missing');
    await expect(at.ask(visit, callback({ window: '长'.repeat(201) }))).rejects.toThrow('text_too_long');
    room.suggest({ urgency: 'emergency' });
    const known = await at.enter({ contact: 'phone', phone: '0812-1', safe_time: '随时' });
    room.suggest({ urgency: 'normal' });
    await at.ask(known.visit, callback({ phone: '' }));
    expect(await at.keptIntake(known.caseId)).toMatchObject({
      phone: '0812-1',
      safe_time: '工作日上午十点',
    });
    expect(await room.tracking.view(known.visit)).toMatchObject({ waiting: ['callback'], callBy: null });
  });

  it('tells of danger like a message does', async () => {
    const { visit, caseId } = await at.enter();
    room.suggest({ urgency: 'emergency' });
    await at.ask(visit, callback({ window: '现在，他要打死我' }));
    room.suggest({ urgency: 'normal' });
    const { file } = await at.fileOf(caseId);
    expect(file).toMatchObject({ urgency: 'emergency', hasPhone: true });
    expect(file.judgements).toHaveLength(2);
  });
});

describe('to withdraw', () => {
  it('is a wish: the case goes on, and cannot end before an officer has spoken with her', async () => {
    const { visit, caseId } = await at.enter();
    const { officer } = await at.fileOf(caseId);
    await room.desk.move(officer, caseId, 'contact', {});
    expect(await at.ask(visit, { kind: 'withdrawal', words: '我想通了' })).toBe(true);
    expect(await room.tracking.view(visit)).toMatchObject({ state: 'registered', waiting: ['withdrawal'] });
    await expect(at.ask(visit, withdrawal)).rejects.toMatchObject({ code: 'ask_closed', status: 409 });
    const { file } = await at.fileOf(caseId);
    expect(file.waiting).toEqual(['withdrawal']);
    expect(file.transitions).not.toContain('withdraw');
    expect(file.entries.at(-1)).toMatchObject({ kind: 'withdrawal_wanted', text: '我想通了' });
    await room.desk.move(officer, caseId, 'contact', {});
    await room.desk.move(officer, caseId, 'withdraw', { reason: '电话里核实是她本人' });
    expect(await room.tracking.view(visit)).toMatchObject({ state: 'withdrawn', waiting: [], asks: [] });
  });
});

describe('another look', () => {
  it('opens the case again, with her reason where both sides read it', async () => {
    const { visit, caseId } = await at.enter();
    await expect(at.ask(visit, { kind: 'object', words: '不同意' })).rejects.toThrow('ask_closed');
    await at.close(caseId);
    await expect(at.ask(visit, { kind: 'object', words: ' ' })).rejects.toThrow('message_missing');
    expect(await at.ask(visit, { kind: 'object', words: '又打人了' }, 'form')).toBe(true);
    expect(await at.ask(visit, { kind: 'object', words: '又打人了' }, 'form')).toBe(true);
    const tracked = await room.tracking.view(visit);
    expect(tracked).toMatchObject({ state: 'reopened', asks: ['callback', 'withdrawal'] });
    expect(tracked?.lines.slice(-2)).toMatchObject([
      { kind: 'from_reporter', text: '又打人了' },
      { kind: 'state', state: 'reopened' },
    ]);
    const { file } = await at.fileOf(caseId);
    expect(file).toMatchObject({ state: 'reopened', unread: true, assignedTo: null });
    const running = file.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ kind }) => kind);
    expect(running.sort()).toEqual(['finish', 'first_contact']);
    expect(await at.actionsOf(caseId)).toContain('case_moved');
  });
});

describe('a rating', () => {
  it('is given once after closing; words are optional, and staff read both', async () => {
    const { visit, caseId } = await at.enter();
    const good = { kind: 'rating', rating: 'good', words: '' } as const;
    await expect(at.ask(visit, good)).rejects.toThrow('ask_closed');
    await at.close(caseId);
    expect(await at.ask(visit, { ...good, words: '谢谢你们' })).toBe(true);
    await expect(at.ask(visit, good)).rejects.toThrow('ask_closed');
    const { file } = await at.fileOf(caseId);
    expect(file.entries.at(-1)).toMatchObject({ kind: 'rated', rating: 'good', text: '谢谢你们' });
    expect((await room.tracking.view(visit))?.lines.at(-1)).toMatchObject({
      ...{ kind: 'asked', ask: 'rating', rating: 'good', text: '谢谢你们' },
    });
  });
});

describe('how she is reached', () => {
  it('is deleted whole, with what she said of calls and the chat that is told; what she told stays', async () => {
    const contact = await room.contact();
    const intake = {
      ...({ contact: 'chat', happened: '留下来的话', statistics: 'yes' } as const),
    };
    const filed = await room.fileWithCode(intake, { channel: 'telegram', contactId: contact.id });
    const { visit = '' } = (await room.tracking.enter(filed.number, filed.code)) ?? {};
    await at.ask(visit, callback({ window: '金丝雀时间' }));
    expect(await at.ask(visit, { kind: 'removal' }, 'form')).toBe(true);
    expect(await at.ask(visit, { kind: 'removal' }, 'form')).toBe(true);
    const { officer, file } = await at.fileOf(filed.caseId);
    expect(file).toMatchObject({
      ...{ hasPhone: false, intake: { happened: '留下来的话', contact: 'no', statistics: 'no' } },
    });
    const kept = await at.keptIntake(filed.caseId);
    for (const gone of [
      'phone',
      'safe_time',
      'answerer',
      'voicemail',
      'code_word',
      'neutral',
      'neutral_words',
    ]) {
      expect(kept).not.toHaveProperty(gone);
    }
    expect(file).toMatchObject({ canNotify: false, waiting: [] });
    expect(file.entries.filter(({ kind }) => kind === 'callback_wanted')).toMatchObject([{ text: null }]);
    await room.desk.write(officer, filed.caseId, '您好', randomUUID());
    expect(room.told).toEqual([]);
    expect((await room.tracking.view(visit))?.asks).not.toContain('removal');
    expect(await at.actionsOf(filed.caseId)).toContain('case_contact_removed');
  });
});

describe('nothing is asked for', () => {
  it('without a visit', async () => {
    const { caseId } = await at.enter();
    for (const what of [callback(), withdrawal, { kind: 'removal' } as const]) {
      expect(await at.ask('no visit', what)).toBeNull();
    }
    expect((await at.fileOf(caseId)).file.entries).toEqual([]);
  });

  it('twice by twenty of the same form at once', async () => {
    const { visit, caseId } = await at.enter();
    await Promise.all(Array.from({ length: 20 }, () => at.ask(visit, withdrawal, 'one form')));
    expect((await at.fileOf(caseId)).file.entries).toHaveLength(1);
  });

  it('in the clear: neither words nor rating stand in the database', async () => {
    const { visit, caseId } = await at.enter();
    await at.ask(visit, callback({ window: '暗号是金丝雀A', phone: '13900001234' }));
    await at.ask(visit, { kind: 'withdrawal', words: '金丝雀B' });
    await at.close(caseId);
    await at.ask(visit, { kind: 'rating', rating: 'bad', words: '金丝雀C' });
    const dump = await room.dump();
    expect(dump).not.toContain('金丝雀');
    expect(dump).not.toContain('13900001234');
    const [rated] = await room.rows<{ length: number }>(
      `SELECT length(payload) AS length FROM case_entry WHERE case_id = '${caseId}' AND kind = 'rated'`,
    );
    expect(rated?.length).toBeGreaterThan(64);
  });
});
