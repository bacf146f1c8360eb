import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../support/test-clock.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

const MINUTE = 60_000;
let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

const actionsOf = async (caseId: string) =>
  (
    await room.rows<{ action: string }>(
      `SELECT action FROM audit_event WHERE subject_id = '${caseId}' ORDER BY id`,
    )
  ).map(({ action }) => action);
const wrong = (code: string) => code.replace(/\d$/, (last) => String((Number(last) + 1) % 10));

describe('the slip with the digits', () => {
  it('is shown once, and for ten minutes more to the same browser only', async () => {
    const { number, slipToken } = await room.file();
    const { tracking, clock } = room;
    expect(await tracking.isWaiting(slipToken, 'hers')).toBe(true);
    const slip = await tracking.reveal(slipToken, 'hers');
    expect(slip).toMatchObject({
      number,
      code: expect.stringMatching(/^\d{4} \d{4} \d{4} \d{4}$/) as string,
    });
    expect(await tracking.reveal(slipToken, 'his')).toBeNull();
    expect(await tracking.isWaiting(slipToken, 'his')).toBe(false);
    clock.advance(9 * MINUTE);
    expect(await tracking.reveal(slipToken, 'hers')).toEqual(slip);
    clock.advance(2 * MINUTE);
    expect(await tracking.isWaiting(slipToken, 'hers')).toBe(false);
    expect(await tracking.reveal(slipToken, 'hers')).toBeNull();
  });

  it('goes to one browser when two ask at once', async () => {
    const { slipToken } = await room.file();
    const shown = await Promise.all(
      Array.from({ length: 8 }, (_, n) => room.tracking.reveal(slipToken, `browser ${n}`)),
    );
    expect(shown.filter((slip) => slip !== null)).toHaveLength(1);
  });

  it('is gone after a week, and never there for an unknown token', async () => {
    const { slipToken } = await room.file();
    room.clock.advance(7 * 24 * HOUR);
    expect(await room.tracking.isWaiting(slipToken, 'hers')).toBe(false);
    expect(await room.tracking.reveal(slipToken, 'hers')).toBeNull();
    expect(await room.tracking.reveal('unknown', 'hers')).toBeNull();
  });
});

describe('number and digits', () => {
  it('open her page in the forms that people type', async () => {
    const { number, code } = await room.fileWithCode();
    const serial = String(Number(number.slice(5)));
    const fullWidth = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    for (const [typedNumber, typedCode] of [
      [number, code],
      [number.replace('-', ''), code.replaceAll(' ', '')],
      [` ${fullWidth(number)} `, fullWidth(code)],
      [number.replace('-', '－'), code.replaceAll(' ', '-')],
      [`2026 ${serial}`, ` ${code} `],
    ] as const) {
      expect(await room.tracking.enter(typedNumber, typedCode), typedNumber).not.toBeNull();
    }
  });

  it('open nothing when one of them is wrong, and each time is written down', async () => {
    const { caseId, number, code } = await room.fileWithCode();
    expect(await room.tracking.enter(number, wrong(code))).toBeNull();
    expect(await room.tracking.enter(number, '')).toBeNull();
    expect(await room.tracking.enter(number.replace('2026', '2025'), code)).toBeNull();
    expect(await room.tracking.enter('2026-999999', code)).toBeNull();
    expect(await room.tracking.enter('not a number', code)).toBeNull();
    expect(await room.tracking.enter(number, code)).not.toBeNull();
    expect(await actionsOf(caseId)).toEqual([
      'case_filed',
      'case_entry_refused',
      'case_entry_refused',
      'case_entered',
    ]);
  });

  it('may be tried ten times an hour, then once a minute, known number or not', async () => {
    const { number, code } = await room.fileWithCode();
    const [year, serial] = number.split('-');
    const later = () => room.clock.advance(MINUTE);
    for (const tried of [number, '2026-888888', `${year}${serial}`.replace(/^2026/, '2019'), 'no number']) {
      const answers = [];
      for (let n = 0; n < 13; n++) {
        answers.push(await room.tracking.enter(tried, wrong(code)).catch((error: Error) => error.message));
      }
      later();
      answers.push(await room.tracking.enter(tried, wrong(code)).catch((error: Error) => error.message));
      answers.push(await room.tracking.enter(tried, wrong(code)).catch((error: Error) => error.message));
      expect(answers, tried).toEqual([
        ...Array.from({ length: 11 }, () => null),
        ...['too_many_tries', 'too_many_tries', null, 'too_many_tries'],
      ]);
    }
    for (let n = 0; n < 2; n++) {
      await room.tracking.enter(number, wrong(code)).catch(() => null);
    }
    await expect(room.tracking.enter(number, code)).rejects.toMatchObject({
      ...{ code: 'too_many_tries', status: 429, params: { seconds: 60 } },
    });
    later();
    expect(await room.tracking.enter(number, code)).not.toBeNull();
  });

  it('open her page from another network while somebody goes on trying', async () => {
    const { number, code } = await room.fileWithCode();
    const his = () =>
      room.tracking.enter(number, wrong(code), '203.0.113.1').catch((error: Error) => error.message);
    for (let n = 0; n < 30; n++) {
      await his();
    }
    expect(await his()).toBe('too_many_tries');
    expect(await room.tracking.enter(number, code, '203.0.113.2')).not.toBeNull();
  });

  it('are tried from each network once a minute when ten were wrong, wherever those came from', async () => {
    const { number, code } = await room.fileWithCode();
    const from = (network: number) =>
      room.tracking.enter(number, wrong(code), `net ${network}`).catch((error: Error) => error.message);
    const first = [];
    for (let network = 0; network < 10; network++) {
      first.push(await from(network));
    }
    expect(first).toEqual(Array.from({ length: 10 }, () => null));
    expect([await from(1), await from(1), await from(2), await from(2)]).toEqual([
      ...[null, 'too_many_tries', null, 'too_many_tries'],
    ]);
    room.clock.advance(HOUR);
    expect([await from(1), await from(1)]).toEqual([null, null]);
  });

  it('leave nothing in the database that tells from where they were tried, and other keys each day', async () => {
    const keysOf = async () =>
      (await room.rows<{ key: string }>("SELECT key FROM rate_limit WHERE key LIKE 'case_try:%'")).map(
        ({ key }) => key,
      );
    const hammer = async (number: string) => {
      for (let n = 0; n < 11; n++) {
        await room.tracking.enter(number, '1', '203.0.113.77').catch(() => null);
      }
    };
    const before = await keysOf();
    await hammer('2026-666666');
    room.clock.advance(24 * HOUR);
    await hammer('2026-666666');
    const made = (await keysOf()).filter((key) => !before.includes(key));
    expect(made).toHaveLength(3); // the number's, and the network's on two days
    made.forEach((key) => expect(key).toMatch(/^case_try:[0-9a-f]{64}$/));
    expect(await room.dump()).not.toContain('203.0.113');
  });

  it('are counted before they are compared: forty guesses at once are eleven', async () => {
    const { number, code } = await room.fileWithCode();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        room.tracking.enter(number, wrong(code)).catch((error: Error) => error.message),
      ),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(11);
    expect(answers.filter((answer) => answer === 'too_many_tries')).toHaveLength(29);
  });

  it('give the tries back when they are right', async () => {
    const { number, code } = await room.fileWithCode();
    for (let n = 0; n < 9; n++) {
      await room.tracking.enter(number, wrong(code));
    }
    expect(await room.tracking.enter(number, code)).not.toBeNull();
    for (let n = 0; n < 10; n++) {
      expect(await room.tracking.enter(number, wrong(code))).toBeNull();
    }
  });

  it('are compared with something for a number that nobody has', async () => {
    const compared: Array<string | null> = [];
    const passwords = {
      hash: async () => 'hash',
      verify: async (hash: string | null) => {
        compared.push(hash);
        return false;
      },
    };
    const { tracking } = room.with({ passwords });
    await tracking.enter('2026-777777', '1'.repeat(16));
    expect(compared).toEqual([null]);
  });
});

describe('a visit', () => {
  const visit = async () => {
    const { caseId, number, code } = await room.fileWithCode();
    const entered = await room.tracking.enter(number, code);
    return { caseId, number, visit: entered?.visit ?? '' };
  };

  it('ends after 30 minutes without a request, and at once when she leaves', async () => {
    const { visit: open, number } = await visit();
    room.clock.advance(29 * MINUTE);
    expect(await room.tracking.view(open)).toMatchObject({ number, state: 'registered', lines: [] });
    room.clock.advance(29 * MINUTE);
    expect(await room.tracking.view(open)).not.toBeNull();
    room.clock.advance(30 * MINUTE);
    expect(await room.tracking.view(open)).toBeNull();
    expect(await room.tracking.write(open, '还在吗', 'a')).toBeNull();
    const { visit: left } = await visit();
    await room.tracking.leave(left);
    expect(await room.tracking.view(left)).toBeNull();
  });

  it('stands in the database only as a digest', async () => {
    const { visit: open } = await visit();
    expect(open).toMatch(/^[\w-]{43}$/);
    const dump = await room.dump();
    expect(dump).not.toContain(open);
    expect(dump).not.toContain(Buffer.from(open, 'base64url').toString('hex'));
  });

  it('keeps what she writes, once, and marks the case unread', async () => {
    const { visit: open, caseId } = await visit();
    expect(await room.tracking.write(open, ' 他今天又来了 ', 'form 1')).toBe(true);
    expect(await room.tracking.write(open, '他今天又来了', 'form 1')).toBe(true);
    await expect(room.tracking.write(open, '别的话', 'form 1')).rejects.toMatchObject({
      ...{ code: 'submission_changed', status: 409 },
    });
    await expect(room.tracking.write(open, '长'.repeat(4001), 'form 2')).rejects.toThrow('text_too_long');
    await expect(room.tracking.write(open, ' ', 'form 3')).rejects.toThrow('message_missing');
    expect((await room.tracking.view(open))?.lines).toMatchObject([
      { kind: 'from_reporter', text: '他今天又来了' },
    ]);
    const officer = await room.officer();
    expect(await room.desk.open(officer, caseId)).toMatchObject({ unread: true });
    expect(await room.desk.open(officer, caseId)).toMatchObject({ unread: false });
    expect(await actionsOf(caseId)).toEqual([
      ...['case_filed', 'case_entered', 'case_reporter_wrote', 'case_viewed', 'case_viewed'],
    ]);
  });

  it('shows messages and states in order, and neither notes, reasons nor the duty to report', async () => {
    room.suggest({ category: 'minor_harm', urgency: 'urgent', minor: true });
    const { visit: open, caseId } = await visit();
    room.suggest({ category: 'domestic_violence', urgency: 'normal', minor: false });
    const officer = await room.officer();
    await room.desk.note(officer, caseId, '内部的话', 'n');
    await room.judge(officer, caseId);
    await room.desk.move(officer, caseId, 'assess', { reason: '很危险' });
    await room.desk.write(officer, caseId, '您现在安全吗？', 'w');
    await room.tracking.write(open, '安全', 'r');
    await room.desk.reported(officer, caseId, '110-2026-1', 'p');
    expect(await room.tracking.view(open)).toMatchObject({
      state: 'assessed',
      clocks: [{ kind: 'tell_receipt' }],
      lines: [
        { kind: 'state', state: 'assessed' },
        { kind: 'to_reporter', text: '您现在安全吗？' },
        { kind: 'from_reporter', text: '安全' },
      ],
    });
  });
});
