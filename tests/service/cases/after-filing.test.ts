import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Intake } from '../../../src/domain/cases/index.js';
import { askingIn, callback, MINUTE } from './asking.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

let room: CaseRoom;
let at: ReturnType<typeof askingIn>;
beforeAll(async () => {
  room = await openCaseRoom();
  at = askingIn(room);
});
afterAll(() => room.close());

describe('the last four digits', () => {
  it('are checked where the digits can be seen, and are kept nowhere', async () => {
    const { slipToken, code, caseId } = await room.fileWithCode();
    const check = (typed: string, session = 'her browser') =>
      room.tracking.checkLast(slipToken, session, typed);
    const last = code.slice(-4);
    const wrong = last.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    expect(await check(last)).toBe(true);
    expect(
      await check(` ${last.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))}`),
    ).toBe(true);
    expect(await check(code)).toBe(true);
    expect(await check(wrong)).toBe(false);
    expect(await check('')).toBe(false);
    expect(await check(last, 'his browser')).toBeNull();
    expect(await at.actionsOf(caseId)).toEqual(['case_filed']);
    room.clock.advance(11 * MINUTE);
    expect(await check(last)).toBeNull();
  });
});

describe('the slip to take along', () => {
  it('says number, time, state and what the law promises; who asked for it is written down', async () => {
    const { slipToken, visit, number, caseId } = await at.enter();
    const mine = { slipToken, session: 'her browser' };
    const proof = await room.tracking.proof(mine);
    expect(proof).toMatchObject({ number, state: 'registered', clocks: [{ kind: 'tell_receipt' }] });
    expect(Object.keys(proof ?? {}).sort()).toEqual(['clocks', 'number', 'registeredAt', 'state']);
    expect(await room.tracking.proof({ visit })).toEqual(proof);
    expect(await room.tracking.proof({ slipToken, session: 'his browser' })).toBeNull();
    expect(await room.tracking.proof({ visit: 'none' })).toBeNull();
    expect((await at.actionsOf(caseId)).filter((action) => action === 'case_proof_made')).toHaveLength(2);
  });
});

describe('a chat that is told of a case', () => {
  const link = async (intake: Partial<Intake> = {}) => {
    const contact = await room.contact();
    const filed = await room.fileWithCode({ contact: 'chat', ...intake }, { contactId: contact.id });
    return { contact, ...filed };
  };
  const asked = (number: string, what: 'callback' | 'object') => ({
    ...{ number, ask: what, reason: '按了按钮', submission: randomUUID(), now: room.clock.now() },
  });

  it('knows how far it is and what can be asked for, and no other case', async () => {
    const { contact, number, caseId } = await link();
    const of = () => room.inChat.of(room.database.prisma, contact.id, room.clock.now());
    expect(await of()).toEqual([{ number, state: 'registered', asks: ['callback'] }]);
    await at.close(caseId);
    expect(await of()).toEqual([{ number, state: 'closed', asks: ['object'] }]);
    const other = await room.contact();
    expect(await room.inChat.of(room.database.prisma, other.id, room.clock.now())).toEqual([]);
    expect(await at.actionsOf(caseId)).toContain('case_shown_in_chat');
  });

  it('asks for another look once, and for nothing in a case of somebody else', async () => {
    const { contact, number, caseId } = await link();
    await at.close(caseId);
    const take = (contactId: string) =>
      room.database.prisma.$transaction((tx) => room.inChat.ask(tx, contactId, asked(number, 'object')));
    expect(await take((await room.contact()).id)).toBe('elsewhere');
    expect(await take(contact.id)).toBe('done');
    expect(await take(contact.id)).toBe('closed');
    expect((await at.fileOf(caseId)).file.entries.at(-1)).toMatchObject({
      transition: 'object',
      text: '按了按钮',
    });
  });

  it('asks for a call only on a number and at a time that she gave, and once', async () => {
    const { contact, number, visit } = { ...(await link()), visit: '' };
    const take = () =>
      room.database.prisma.$transaction((tx) => room.inChat.ask(tx, contact.id, asked(number, 'callback')));
    expect([await take(), visit]).toEqual(['no_phone', '']);
    const second = await link();
    const entered = await room.tracking.enter(second.number, second.code);
    await at.ask(entered?.visit ?? '', callback());
    const again = () =>
      room.database.prisma.$transaction((tx) =>
        room.inChat.ask(tx, second.contact.id, asked(second.number, 'callback')),
      );
    expect(await again()).toBe('waiting');
    await room.desk.move(await room.officer(), second.caseId, 'contact', {});
    expect(await again()).toBe('done');
    expect((await at.fileOf(second.caseId)).file.waiting).toEqual(['callback']);
  });

  it('does not wait for a case that staff hold: they wait for the chat', async () => {
    const { contact, number, caseId } = await link();
    await at.close(caseId);
    const holder = await room.database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM case_file WHERE id = $1 FOR UPDATE', [caseId]);
    const came = await room.database.prisma.$transaction((tx) =>
      room.inChat.ask(tx, contact.id, asked(number, 'object')),
    );
    await holder.query('ROLLBACK');
    holder.release();
    expect(came).toBe('busy');
  });
});
